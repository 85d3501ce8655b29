"""What a statement can be about."""

from tracking.lrs.validators.building import NAMED, STRING, Schema, is_type, listed, part, refused, thing, written

COMPONENTS = {
    "choices": ("choice", "sequencing"),
    "scale": ("likert",),
    "source": ("matching",),
    "target": ("matching",),
    "steps": ("performance",),
}
"""Lists of interaction components, and the interaction types that have them."""
INTERACTION_TYPES = (
    "true-false",
    "choice",
    "fill-in",
    "long-fill-in",
    "matching",
    "performance",
    "sequencing",
    "likert",
    "numeric",
    "other",
)
OBJECT_TYPES = ("Activity", "Agent", "Group", "StatementRef", "SubStatement")
_DEFINITION = thing(
    "an activity's definition",
    "activity",
    {
        "name": part("language_map"),
        "description": part("language_map"),
        "type": written("iri"),
        "moreInfo": written("iri"),
        "extensions": part("extensions"),
        "interactionType": {"enum": list(INTERACTION_TYPES)},
        "correctResponsesPattern": listed(STRING),
        **{name: listed(part("component")) for name in COMPONENTS},
    },
    dependentRequired={name: ["interactionType"] for name in ("correctResponsesPattern", *COMPONENTS)},
    allOf=[
        {
            "if": {
                "type": "object",
                "properties": {"interactionType": {"enum": [name for name in INTERACTION_TYPES if name not in types]}},
                "required": ["interactionType"],
            },
            "then": {
                "properties": {components: refused(f"must only be used with the interaction type {' or '.join(types)}")}
            },
        }
        for components, types in COMPONENTS.items()
    ],
    rules={"dependentRequired": "must be given: the definition has properties of an interaction"},
)

OBJECTS: Schema = {
    "activity": thing(
        "an activity",
        "activity",
        {"objectType": {"const": "Activity"}, "id": written("iri"), "definition": part("definition")},
        required=("id",),
    ),
    "definition": _DEFINITION,
    "component": thing(
        "an interaction component",
        "activity",
        {"id": NAMED, "description": part("language_map")},
        required=("id",),
    ),
    "statement_reference": thing(
        "a statement reference",
        "object statement",
        {"objectType": {"const": "StatementRef"}, "id": written("uuid")},
        required=("objectType", "id"),
    ),
}


def one_of(names: tuple[str, ...]) -> Schema:
    """An object of one of these types; one that does not say is an activity."""
    chosen = part("activity")
    for name, holder in {
        "SubStatement": "substatement",
        "StatementRef": "statement_reference",
        "Group": "group",
        "Agent": "agent",
    }.items():
        if name in names:
            chosen = {"if": is_type(name), "then": part(holder), "else": chosen}
    kind: Schema = {"enum": list(names)}
    return {
        "type": "object",
        "clause": "object",
        "if": {"properties": {"objectType": kind}},
        "then": chosen,
        "else": {"properties": {"objectType": kind}},
    }
