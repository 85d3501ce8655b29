"""Context, statement and sub-statement."""

from tracking.lrs.validators.building import STRING, Schema, is_type, listed, part, refused, thing, written
from tracking.lrs.validators.objects import OBJECT_TYPES, one_of

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
_ACTIVITIES: Schema = {"if": {"type": "array"}, "then": {"items": part("activity")}, "else": part("activity")}
_CONTEXT = thing(
    "a context",
    "context",
    {
        "registration": written("uuid"),
        "instructor": part("actor"),
        "team": part("group"),
        "contextActivities": thing(
            "contextActivities",
            "context activities",
            dict.fromkeys(("parent", "grouping", "category", "other"), _ACTIVITIES),
        ),
        "revision": STRING,
        "platform": STRING,
        "language": written("language tag"),
        "statement": part("statement_reference"),
        "extensions": part("extensions"),
    },
)

_ABOUT_ACTIVITIES_ONLY = refused("must only be used when the object is an activity")
_BETWEEN_PARTS = [
    {
        "if": {
            "type": "object",
            "properties": {"object": is_type(*(name for name in OBJECT_TYPES if name != "Activity"))},
            "required": ["object"],
        },
        "then": {
            "properties": {
                "context": {
                    "clause": "context",
                    "properties": {"revision": _ABOUT_ACTIVITIES_ONLY, "platform": _ABOUT_ACTIVITIES_ONLY},
                }
            }
        },
    },
    {
        "if": {
            "type": "object",
            "properties": {"verb": {"type": "object", "properties": {"id": {"const": VOIDED}}, "required": ["id"]}},
            "required": ["verb"],
        },
        "then": {
            "properties": {
                "object": {
                    "clause": "voiding",
                    "properties": {
                        "objectType": {
                            "const": "StatementRef",
                            "rules": {"const": "must be 'StatementRef' in a statement that voids another"},
                        }
                    },
                    "required": ["objectType"],
                    "rules": {"required": "must be 'StatementRef' in a statement that voids another"},
                }
            }
        },
    },
]

_TIMESTAMP: Schema = {"clause": "timestamp", **written("timestamp")}
_EVENT: Schema = {
    "actor": part("actor"),
    "verb": part("verb"),
    "result": part("result"),
    "context": part("context"),
    "timestamp": _TIMESTAMP,
    "attachments": {"clause": "attachments", **listed(part("attachment"))},
}
"""What a statement and a sub-statement share, but for the object."""
STATEMENTS: Schema = {
    "context": _CONTEXT,
    "statement": thing(
        "a statement",
        "statement",
        {
            "id": {"clause": "id", **written("uuid")},
            **_EVENT,
            "object": one_of(OBJECT_TYPES),
            "stored": {**_TIMESTAMP, "clause": "stored"},
            "authority": part("authority"),
            "version": {"clause": "version", **written("version")},
        },
        required=("actor", "verb", "object"),
        allOf=_BETWEEN_PARTS,
    ),
    "substatement": thing(
        "a sub-statement",
        "object statement",
        {
            "objectType": {"const": "SubStatement"},
            **_EVENT,
            "object": one_of(tuple(name for name in OBJECT_TYPES if name != "SubStatement")),
        },
        required=("objectType", "actor", "verb", "object"),
        allOf=_BETWEEN_PARTS,
    ),
}
