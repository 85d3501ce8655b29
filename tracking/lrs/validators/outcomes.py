"""Verb, result and attachments, and the two kinds of map."""

from tracking.lrs.validators.building import BOOLEAN, NUMBER, STRING, Schema, part, thing, written

OUTCOMES: Schema = {
    "verb": thing("a verb", "verb", {"id": written("iri"), "display": part("language_map")}, required=("id",)),
    "result": thing(
        "a result",
        "result",
        {
            "score": part("score"),
            "success": BOOLEAN,
            "completion": BOOLEAN,
            "response": STRING,
            "duration": written("duration"),
            "extensions": part("extensions"),
        },
    ),
    "score": thing(
        "a score",
        "score",
        {"scaled": {**NUMBER, "minimum": -1, "maximum": 1}, "raw": NUMBER, "min": NUMBER, "max": NUMBER},
    ),
    "attachment": thing(
        "an attachment",
        "attachments",
        {
            "usageType": written("iri"),
            "display": part("language_map"),
            "description": part("language_map"),
            "contentType": written("media type"),
            "length": {"type": "integer", "minimum": 0},
            "sha2": written("sha2"),
            "fileUrl": written("iri"),
        },
        required=("usageType", "display", "contentType", "length", "sha2"),
    ),
    "language_map": {
        "type": "object",
        "clause": "language maps",
        "propertyNames": {"format": "language tag"},
        "additionalProperties": STRING,
        "minProperties": 1,
    },
    "extensions": {"type": "object", "clause": "extensions", "propertyNames": {"format": "iri"}},
}
