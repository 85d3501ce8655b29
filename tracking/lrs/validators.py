"""What a statement must be before it may enter the store (IEEE 9274.1.1, 4.2).

This is the last gate before the tables and holds for every way in: what the tables and the projections lean on. The
full rules of both versions for foreign statements belong in front of it, with the HTTP resources.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tracking.lrs.identities import identifiers

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_OBJECT_TYPES = {"Activity", "Agent", "Group", "StatementRef", "SubStatement"}
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
VOIDED = "http://adlnet.gov/expapi/verbs/voided"


class StatementInvalidError(ValueError):
    """`path` says where in the statement, as in `context.contextActivities.parent`."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def check_statement(statement: Mapping[str, Any], *, version: str = "1.0.3") -> None:  # noqa: ARG001 -- until both versions have their rules
    """Raises StatementInvalidError for the first thing that is wrong."""
    if unknown := sorted(set(statement) - set(PROPERTIES)):
        raise StatementInvalidError(unknown[0], "is no property of a statement")
    if "id" in statement:
        _check_uuid(statement["id"], "id")
    _check_actor(statement.get("actor"), "actor")
    _check_iri(_part(statement, "verb", "verb").get("id"), "verb.id")
    _check_object(_part(statement, "object", "object"), "object")
    if "timestamp" in statement:
        _check_time(statement["timestamp"], "timestamp")
    _check_context(statement.get("context", {}), "context")
    _refuse_null(statement, "")


def _check_object(target: Mapping[str, Any], path: str) -> None:
    kind = target.get("objectType", "Activity")
    if kind not in _OBJECT_TYPES:
        raise StatementInvalidError(f"{path}.objectType", f"{kind!r} is no type of object")
    match kind:
        case "Activity":
            _check_iri(target.get("id"), f"{path}.id")
        case "StatementRef":
            _check_uuid(target.get("id"), f"{path}.id")
        case "SubStatement":
            _check_actor(target.get("actor"), f"{path}.actor")
            _check_iri(_part(target, "verb", f"{path}.verb").get("id"), f"{path}.verb.id")
            inner = _part(target, "object", f"{path}.object")
            if inner.get("objectType") == "SubStatement":
                raise StatementInvalidError(f"{path}.object", "a sub-statement holds no other")
            _check_object(inner, f"{path}.object")
            _check_context(target.get("context", {}), f"{path}.context")
        case _:
            _check_actor(target, path)


def _check_actor(actor: object, path: str) -> None:
    if not isinstance(actor, Mapping):
        raise StatementInvalidError(path, "is missing")
    if "account" in actor and not {"homePage", "name"} <= set(_part(actor, "account", f"{path}.account")):
        raise StatementInvalidError(f"{path}.account", "needs homePage and name")
    found = len(list(identifiers(actor)))
    if actor.get("objectType") == "Group":
        for number, member in enumerate(actor.get("member", ())):
            _check_actor(member, f"{path}.member[{number}]")
        if found > 1 or (not found and not actor.get("member")):
            raise StatementInvalidError(path, "a group needs one identifier or members")
    elif found != 1:
        raise StatementInvalidError(path, f"an agent needs exactly one identifier, this has {found}")


def _check_context(context: object, path: str) -> None:
    if not isinstance(context, Mapping):
        raise StatementInvalidError(path, "must be an object")
    if "registration" in context:
        _check_uuid(context["registration"], f"{path}.registration")
    for role in ("instructor", "team"):
        if role in context:
            _check_actor(context[role], f"{path}.{role}")
    for kind, activities in context.get("contextActivities", {}).items():
        where = f"{path}.contextActivities.{kind}"
        if kind not in {"parent", "grouping", "category", "other"}:
            raise StatementInvalidError(where, "is no kind of context activity")
        for activity in activities if isinstance(activities, list) else [activities]:
            if not isinstance(activity, Mapping):
                raise StatementInvalidError(where, "must hold activities")
            _check_iri(activity.get("id"), f"{where}.id")


def _part(holder: Mapping[str, Any], name: str, path: str) -> Mapping[str, Any]:
    part = holder.get(name)
    if not isinstance(part, Mapping):
        raise StatementInvalidError(path, "is missing")
    return part


def _check_iri(value: object, path: str) -> None:
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        raise StatementInvalidError(path, "must be an IRI with a scheme")


def _check_uuid(value: object, path: str) -> None:
    try:
        UUID(str(value))
    except ValueError as error:
        raise StatementInvalidError(path, "must be a UUID") from error


def _check_time(value: object, path: str) -> None:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise StatementInvalidError(path, "must be an RFC 3339 time") from error
    if moment.tzinfo is None:
        raise StatementInvalidError(path, "needs an offset from UTC")


def _refuse_null(value: object, path: str) -> None:
    if value is None:
        raise StatementInvalidError(path, "must not be null")
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name != "extensions":
                _refuse_null(each, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for each in value:
            _refuse_null(each, path)


def check_iri(value: object, path: str) -> None:
    _check_iri(value, path)


def check_uuid(value: object, path: str) -> None:
    _check_uuid(value, path)


def check_timestamp(value: object, path: str, *, version: str = "1.0.3") -> None:  # noqa: ARG001 -- until both versions have their rules
    _check_time(value, path)


def check_actor(value: object, path: str, *, version: str = "1.0.3") -> None:  # noqa: ARG001 -- until both versions have their rules
    _check_actor(value, path)
