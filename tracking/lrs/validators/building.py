"""What the schema is built from.

Beside the keywords of JSON Schema a part may say `clause` (a key of clauses.py, holding for all below it), `thing`
(what it describes) and `rules` (keyword → what a refusal says, where the words of explaining.py are not enough).
"""

from typing import Any

Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
NAMED: Schema = {"type": "string", "minLength": 1}
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}


def written(as_format: str) -> Schema:
    return {"type": "string", "format": as_format}


def part(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def listed(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items, **more}


def thing(name: str, about: str, properties: Schema, *, required: tuple[str, ...] = (), **more: Any) -> Schema:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "thing": name,
        "clause": about,
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


def is_type(*names: str) -> Schema:
    """Holds for an object that says so; one that says nothing is no match."""
    return {"type": "object", "properties": {"objectType": {"enum": list(names)}}, "required": ["objectType"]}


def refused(reason: str) -> Schema:
    return {"not": {}, "rules": {"not": reason}}
