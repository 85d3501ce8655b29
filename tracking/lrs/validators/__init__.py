"""What a statement, and each of its parts, must be before it may enter the store: xAPI 1.0.3 and 2.0 (IEEE 9274.1.1).

docs/develop/xapi-rules.md says where each rule lives.
"""

from tracking.lrs.validators.clauses import Family, family
from tracking.lrs.validators.errors import StatementInvalidError, joined
from tracking.lrs.validators.events import VOIDED
from tracking.lrs.validators.parameters import (
    check_activity,
    check_actor,
    check_agent,
    check_identified_actor,
    check_iri,
    check_language_map,
    check_language_tag,
    check_timestamp,
    check_uuid,
)
from tracking.lrs.validators.statements import PROPERTIES, check_statement
from tracking.lrs.validators.timestamps import moment

__all__ = [
    "PROPERTIES",
    "VOIDED",
    "Family",
    "StatementInvalidError",
    "check_activity",
    "check_actor",
    "check_agent",
    "check_identified_actor",
    "check_iri",
    "check_language_map",
    "check_language_tag",
    "check_statement",
    "check_timestamp",
    "check_uuid",
    "family",
    "joined",
    "moment",
]
