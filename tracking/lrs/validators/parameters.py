"""Values that come alone, as query parameters and in documents: the same rules as inside a statement, the same error.

`path` is the name of the parameter.
"""

from collections.abc import Callable, Mapping

from tracking.lrs.validators.actors import IDENTIFIERS
from tracking.lrs.validators.clauses import clause, family
from tracking.lrs.validators.compiled import DIFFERENT, FORMATS
from tracking.lrs.validators.errors import StatementInvalidError
from tracking.lrs.validators.explaining import DIFFERENT_RULES, FORMAT_RULES
from tracking.lrs.validators.relations import check_components
from tracking.lrs.validators.statements import check_part

VERSION = "1.0.3"


def check_agent(value: object, path: str = "agent", *, version: str = VERSION) -> None:
    """An agent alone, no group."""
    check_part(value, "agent", version=version, at=path)


def check_actor(value: object, path: str = "actor", *, version: str = VERSION) -> None:
    """An agent or a group."""
    check_part(value, "actor", version=version, at=path)


def check_identified_actor(value: object, path: str = "agent", *, version: str = VERSION) -> None:
    """An agent or an identified group: what statements can be asked for."""
    check_actor(value, path=path, version=version)
    if isinstance(value, Mapping) and not any(name in value for name in IDENTIFIERS):
        reason = "must be an agent or an identified group"
        raise StatementInvalidError(path, reason, clause("identifier", family(version)))


def check_activity(value: object, path: str = "activity", *, version: str = VERSION) -> None:
    check_part(value, "activity", version=version, at=path)
    if isinstance(value, Mapping):
        check_components(value.get("definition", {}), (path, "definition"), family(version))


def check_language_map(value: object, path: str, *, version: str = VERSION) -> None:
    check_part(value, "language_map", version=version, at=path)


def check_iri(value: object, path: str, *, version: str = VERSION) -> None:
    _check_format(value, "iri", "iris", path, version)


def check_uuid(value: object, path: str, *, version: str = VERSION) -> None:
    _check_format(value, "uuid", "uuids", path, version)


def check_timestamp(value: object, path: str, *, version: str = VERSION) -> None:
    _check_format(value, "timestamp", "timestamps", path, version)


def check_language_tag(value: object, path: str, *, version: str = VERSION) -> None:
    _check_format(value, "language tag", "language maps", path, version)


def _check_format(value: object, name: str, about: str, path: str, version: str) -> None:
    of = family(version)
    holds: Callable[[str], bool] = {**FORMATS, **DIFFERENT[of]}[name]
    if not isinstance(value, str) or not holds(value):
        raise StatementInvalidError(path, {**FORMAT_RULES, **DIFFERENT_RULES[of]}[name], clause(about, of))
