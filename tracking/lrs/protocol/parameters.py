"""Query parameters as values, or a clear refusal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tracking.lrs.canonical import as_utc
from tracking.lrs.identities import identifier
from tracking.lrs.json_text import JsonInvalidError, parsed, refuse_too_many_values
from tracking.lrs.protocol.errors import BadRequestError
from tracking.lrs.protocol.versions import Version
from tracking.lrs.validators import check_actor, check_iri, check_timestamp, check_uuid

Params = Mapping[str, str]


def required(params: Params, name: str) -> str:
    if name not in params:
        raise BadRequestError(name, "the parameter is missing")
    return params[name]


def uuid_of(params: Params, name: str) -> UUID | None:
    if name not in params:
        return None
    check_uuid(params[name], name)
    return UUID(params[name])


def iri_of(params: Params, name: str) -> str | None:
    if name not in params:
        return None
    check_iri(params[name], name)
    return params[name]


def time_of(params: Params, name: str, version: Version) -> datetime | None:
    if name not in params:
        return None
    check_timestamp(params[name], name, version=version)
    return as_utc(params[name])


def flag_of(params: Params, name: str) -> bool:
    value = params.get(name, "false")
    if value not in {"true", "false"}:
        raise BadRequestError(name, "must be true or false")
    return value == "true"


def count_of(params: Params, name: str) -> int:
    """0 when it is not given."""
    value = params.get(name, "0")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise BadRequestError(name, "must be a whole number, 0 or more")
    return int(value)


def agent_of(params: Params, name: str, version: Version) -> dict[str, Any] | None:
    """An agent or identified group as JSON."""
    if name not in params:
        return None
    actor = _json(params[name], name)
    check_actor(actor, name, version=version)
    if identifier(actor) is None:
        raise BadRequestError(name, "must have an identifier")
    return dict(actor)


def _json(text: str, name: str) -> Any:
    sent = text.encode()
    refuse_too_many_values(sent)
    try:
        return parsed(sent).plain
    except JsonInvalidError as error:
        raise JsonInvalidError(f"{name}.{error.path}" if error.path else name, error.reason) from error
