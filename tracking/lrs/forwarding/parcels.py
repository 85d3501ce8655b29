"""A stored statement as it goes to another store."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tracking.lrs.forwarding.pseudonyms import with_pseudonyms
from tracking.lrs.json_text import dumped, parsed
from tracking.lrs.models import Statement
from tracking.lrs.protocol.versions import Version
from tracking.lrs.signatures import USAGE

Json = dict[str, Any]
_ONLY_IN_2 = ("contextAgents", "contextGroups")


class Unsendable(TextChoices):
    """Why a statement cannot go to a target as that is set up."""

    SIGNED = "signed", _("Sie ist unterschrieben. Mit Pseudonymen gälte ihre Unterschrift nicht mehr.")
    NEEDS_2 = "needs 2.0", _("Sie nennt Beteiligte, wie es erst xAPI 2.0 kennt. Das Ziel spricht nur 1.0.")
    ATTACHMENT_GONE = "attachment gone", _("Ein Anhang liegt hier nicht mehr.")
    PUT_ASIDE = "put aside", _("Sie wurde von Hand beiseitegelegt.")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a target asks of what it gets."""

    versions: Collection[Version] = (Version.V1, Version.V2)
    salt: str = ""
    home_page: str = ""


@dataclass(frozen=True)
class Parcel:
    row_id: int
    uuid: UUID
    text: str
    version: Version
    attachments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By SHA-256, those whose bytes go with it."""


@dataclass(frozen=True)
class Stuck:
    row_id: int
    uuid: UUID
    why: Unsendable


def packed(row: Statement, terms: Terms, *, kept: Collection[str] = ()) -> Parcel | Stuck:
    """`kept` are the SHA-256 of the attachments whose bytes are here."""
    statement = parsed(row.payload.encode()).exact
    own = Version.V2 if row.version.startswith("2.") else Version.V1
    version = own if own in terms.versions else next(iter(terms.versions))
    if version is Version.V1 and own is Version.V2 and _is_only_in_2(statement):
        return Stuck(row.pk, row.uuid, Unsendable.NEEDS_2)
    attachments = _attachments(statement)
    if not terms.salt:
        parts = {sha2: told for sha2, told in attachments.items() if sha2 in kept}
        return Parcel(row.pk, row.uuid, _as_stored(row.payload, statement, with_version=version is own), version, parts)
    if any(told.get("usageType") == USAGE for told in attachments.values()):
        return Stuck(row.pk, row.uuid, Unsendable.SIGNED)
    left_out = {"stored", "authority", *(() if version is own else ("version",))}
    whole = {name: value for name, value in statement.items() if name not in left_out}
    changed = with_pseudonyms(whole, salt=terms.salt, home_page=terms.home_page)
    return Parcel(row.pk, row.uuid, dumped(changed), version)


def _as_stored(text: str, statement: Json, *, with_version: bool) -> str:
    """The stored text without what the other store sets itself; nothing is written anew.

    The three stand side by side as they were stored, and after them only texts and numbers of attachments.
    """
    cut = "".join(f",{dumped(name)}:{dumped(statement[name])}" for name in ("stored", "authority"))
    if not with_version:
        cut += f',"version":{dumped(statement["version"])}'
    before, found, after = text.rpartition(cut)
    if found:
        return before + after
    left_out = {"stored", "authority", *(() if with_version else ("version",))}
    return dumped({name: value for name, value in statement.items() if name not in left_out})


def _attachments(statement: Json) -> dict[str, Json]:
    holders = (statement, statement["object"])
    return {str(each["sha2"]).lower(): each for holder in holders for each in holder.get("attachments", ())}


def _is_only_in_2(statement: Json) -> bool:
    contexts = [holder.get("context", {}) for holder in (statement, statement["object"])]
    return any(name in context for context in contexts for name in _ONLY_IN_2)
