"""Is a statement what a request of its version may send?"""

from collections.abc import Mapping
from typing import Any

from jsonschema_rs import ValidationError

from tracking.lrs.validators.clauses import family
from tracking.lrs.validators.compiled import schema_of, validator_of
from tracking.lrs.validators.explaining import explained
from tracking.lrs.validators.relations import check_relations

PROPERTIES = (
    "id",
    "actor",
    "verb",
    "object",
    "result",
    "context",
    "timestamp",
    "stored",
    "authority",
    "version",
    "attachments",
)
"""Of a statement, in the order it is stored."""


def check_statement(statement: Mapping[str, Any], *, version: str = "1.0.3") -> None:
    """Raises StatementInvalidError for the first thing that is wrong.

    `statement` holds plain values: dicts, lists, str, int, float, bool, None. `version` is the one the request names
    (1.0.x or 2.0.x), which need not be the statement's own.
    """
    check_part(statement, "statement", version=version)
    check_relations(statement, family(version))


def check_part(value: object, part: str, *, version: str, at: str = "") -> None:
    """`value` against one part of the schema."""
    of = family(version)
    try:
        validator_of(part, of).validate(value)
    except ValidationError as error:
        raise explained(error, schema=schema_of(part, of), of=of, at=at) from None
