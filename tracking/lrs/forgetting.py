"""A statement with one agent made unknown, as a pure function: wherever the agent stands, nothing else is touched."""

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha1
from typing import Any
from uuid import UUID, uuid4, uuid5

from tracking.lrs.formats import IDENTIFIERS
from tracking.lrs.identities import identifiers
from tracking.lrs.platform import platform_iri
from tracking.lrs.signatures import USAGE

Json = dict[str, Any]
_NOT_LOOKED_INTO = {"extensions", "definition", "display"}
"""Free values: an agent there is a text like any other (`said_of`)."""


class Pseudonym:
    """Who takes the agent's place: an account that leads nowhere, made by chance. It is not one of the platform's, so
    that what it did counts for no learner."""

    def __init__(self) -> None:
        self.account = {"homePage": f"{platform_iri()}/anonymous", "name": uuid4().hex}
        self._registrations = uuid4()

    @property
    def ifi(self) -> str:
        return f"account:{self.account['homePage']}|{self.account['name']}"

    def registration(self, known: str) -> str:
        """Registrations can be computed from who is registered: each becomes another, the same one every time."""
        return str(uuid5(self._registrations, str(UUID(known))))


def other_names(ifi: str) -> set[str]:
    """The identifiers of the same agent: an address and its hash are one."""
    kind, _, value = ifi.partition(":")
    if kind != "mbox":
        return {ifi}
    return {ifi, f"sha1:{sha1(value.encode(), usedforsecurity=False).hexdigest()}"}


def folded(ifi: str) -> str:
    """Addresses and hashes are the same in whatever case."""
    return ifi.lower() if ifi.startswith(("mbox:", "sha1:")) else ifi


def said_of(names: Collection[str]) -> list[str]:
    """What a text must hold to speak of the agent: the address, the name of the account, the hash."""
    return sorted({each.partition(":")[2].removeprefix("mailto:").rpartition("|")[2] for each in names})


def acts(statement: Mapping[str, Any], names: Collection[str]) -> bool:
    """`names` are folded, here as below."""
    return _is_meant(statement["actor"], names)


def without_agent(statement: Json, *, names: Collection[str], by: Pseudonym) -> Json:
    """`statement` with the digits of its numbers (json_text). A signature signs what no longer stands there, and holds
    it: it goes."""
    changed = _renamed(statement, names, by)
    if acts(statement, names):
        changed = _registered_anew(changed, by)
    signatures = [each for each in statement.get("attachments", ()) if each.get("usageType") == USAGE]
    if signatures and changed != statement:
        others = [each for each in changed["attachments"] if each.get("usageType") != USAGE]
        changed = {name: value for name, value in changed.items() if name != "attachments"}
        if others:
            changed["attachments"] = others
    return changed


def called_in(value: Any, names: Collection[str]) -> Iterator[str]:
    """What the statement calls the agent, wherever it stands."""
    if isinstance(value, list):
        for each in value:
            yield from called_in(each, names)
    elif isinstance(value, dict):
        if _is_meant(value, names) and isinstance(value.get("name"), str):
            yield value["name"]
        for name, each in value.items():
            if name not in _NOT_LOOKED_INTO:
                yield from called_in(each, names)


def _renamed(value: Any, names: Collection[str], by: Pseudonym) -> Any:
    if isinstance(value, list):
        return [_renamed(each, names, by) for each in value]
    if not isinstance(value, dict):
        return value
    if _is_meant(value, names):
        kept = {name: _renamed(value[name], names, by) for name in ("objectType", "member") if name in value}
        return {**kept, "account": dict(by.account)}
    return {name: each if name in _NOT_LOOKED_INTO else _renamed(each, names, by) for name, each in value.items()}


def _is_meant(value: Mapping[str, Any], names: Collection[str]) -> bool:
    try:
        return any(each in value for each in IDENTIFIERS) and any(folded(each) in names for each in identifiers(value))
    except (KeyError, TypeError):
        return False  # no agent, but something with such a name


def _registered_anew(statement: Json, by: Pseudonym) -> Json:
    context = statement.get("context", {})
    if "registration" not in context:
        return statement
    return {**statement, "context": {**context, "registration": by.registration(context["registration"])}}
