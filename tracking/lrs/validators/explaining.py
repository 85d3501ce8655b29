"""From the first error of a schema to where it is, what must be, and which clause says so."""

from collections.abc import Iterator
from typing import Any

from jsonschema_rs import ValidationError

from tracking.lrs.validators.building import Schema
from tracking.lrs.validators.clauses import Family, clause
from tracking.lrs.validators.errors import StatementInvalidError, joined

TYPES = {
    "object": "must be an object",
    "array": "must be a list",
    "string": "must be a string",
    "number": "must be a number",
    "integer": "must be a whole number",
    "boolean": "must be true or false",
}
FORMAT_RULES = {
    "iri": "must be an IRI with a scheme",
    "mailto": "must be mailto: and one mail address",
    "sha1": "must be a SHA-1 in 40 hexadecimal digits",
    "sha2": "must be a SHA-2 in hexadecimal digits",
    "uuid": "must be a UUID in its standard form",
    "language tag": "must be a language tag of RFC 5646",
    "duration": "must be a duration of ISO 8601",
    "media type": "must be a media type",
}
DIFFERENT_RULES = {
    Family.ONE: {
        "timestamp": "must be date and time of ISO 8601 with a known offset from UTC",
        "version": "must be 1.0 or start with 1.0.",
    },
    Family.TWO: {
        "timestamp": "must be date and time of RFC 3339 with a known offset from UTC",
        "version": "must be 2.0 or 1.0, or start with one of them and a dot",
    },
}


def explained(error: ValidationError, *, schema: Schema, of: Family, at: str = "") -> StatementInvalidError:
    """`at` is the path of what was validated, when that is no statement."""
    *steps, keyword = error.evaluation_path
    on_the_way = list(_on_the_way(steps, schema))
    about = next(node["clause"] for node in reversed(on_the_way) if "clause" in node)
    rest, reason = _found(error, on_the_way, of)
    path = joined(*error.instance_path, *rest)
    if at:
        path = f"{at}{'' if path.startswith('[') else '.'}{path}" if path else at
    return StatementInvalidError(path, on_the_way[-1].get("rules", {}).get(keyword, reason), clause(about, of))


def _on_the_way(steps: list[str | int], schema: Schema) -> Iterator[Schema]:
    """The parts of the schema that the evaluation went through, references followed."""
    node: Any = schema
    yield node
    for step in steps:
        node = schema["$defs"][node["$ref"].removeprefix("#/$defs/")] if step == "$ref" else node[step]
        if isinstance(node, dict):
            yield node


def _found(error: ValidationError, on_the_way: list[Schema], of: Family) -> tuple[list[str], str]:
    """The rest of the path and the reason."""
    kind: Any = error.kind
    match kind.name:
        case "type":
            return [], _type_rule(kind.types, error.instance)
        case "format":
            return [], {**FORMAT_RULES, **DIFFERENT_RULES[of]}[kind.format]
        case "propertyNames":
            name = kind.error.instance
            return [name], f"{FORMAT_RULES[kind.error.kind.format]}, as the name of a property here"
        case "required":
            return _missing(kind.property, error.instance)
        case "additionalProperties":
            return _unknown(kind.unexpected[0], on_the_way)
        case "enum":
            return [], f"must be one of {', '.join(map(repr, kind.options))}, in this case of letters"
        case "const":
            return [], f"must be {kind.expected_value!r}, in this case of letters"
        case "minimum" | "maximum":
            return [], f"must be at {'least' if kind.name == 'minimum' else 'most'} {kind.limit}"
        case "minLength":
            return [], "must not be empty"
        case "minItems" | "maxItems":
            return [], f"must hold at {'least' if kind.name == 'minItems' else 'most'} {kind.limit}"
        case "minProperties":
            return [], "must hold at least one language"
        case _:  # what the part itself says under `rules`
            return [], ""


def _type_rule(types: list[str], instance: object) -> str:
    rule = TYPES[types[0]]
    return f"{rule}, not null" if instance is None else rule


def _missing(name: str, instance: Any) -> tuple[list[str], str]:
    other = next((given for given in instance if given.lower() == name.lower()), None)
    return ([other], f"must be written {name!r}") if other else ([name], "must be given")


def _unknown(name: str, on_the_way: list[Schema]) -> tuple[list[str], str]:
    owner = next(node for node in reversed(on_the_way) if "thing" in node)
    meant = next((known for known in owner["properties"] if known.lower() == name.lower()), None)
    return [name], f"must be written {meant!r}" if meant else f"must not be used: {owner['thing']} has no such property"
