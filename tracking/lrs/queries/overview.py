"""Statements as those see them who look after the platform and its data protection: what happened, never to whom.

Only what is named here leaves: verb, activity, times, authority, validity. Actor, result, registration and whatever
else a statement holds stay inside, also those of other authorities: their actors are people too, and no store can tell
which of them are not. What others wrote in words or in the path of an address may name somebody, so of their verbs only
the IRI leaves, of their activities only host and type. What stands under a private authority does not appear at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import orjson
from django.db.models import QuerySet

from tracking.lrs.filters import SLACK, first_stored_after, open_verbs
from tracking.lrs.models import Activity, ActivityRole, Agent, AgentRole, Key, Statement, StatementAgent, key_of
from tracking.lrs.platform import NAME, OF_A_KEY, platform_iri
from tracking.lrs.shared_rows import ids_if_known
from tracking.lrs.validators import VOIDED

Json = Mapping[str, Any]
Texts = Mapping[str, str]
LONGEST = 120
"""Characters of an IRI that are shown."""
_ADL = "http://adlnet.gov/expapi/activities/"
_TYPES = {
    *("assessment", "attempt", "cmi.interaction", "course", "file", "interaction", "lesson", "link", "media"),
    *("meeting", "module", "objective", "performance", "profile", "question", "simulation"),
}
"""ADL's words for activities. Another type is an address that its tool made up."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What is looked for. Verb and authority by row id, the activity by its IRI; there is no way to name a person."""

    verb: int | None = None
    activity: str = ""
    authority: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    voided: bool | None = None
    before: int | None = None
    """The row id behind which the page begins."""


@dataclass(frozen=True, kw_only=True)
class SeenActivity:
    iri: str
    """Empty, as the name, where others than the platform speak of it."""
    name: Texts
    host: str
    type: str


@dataclass(frozen=True, kw_only=True)
class SeenStatement:
    pk: int
    uuid: UUID
    verb_iri: str
    """The beginning of it, where it is long."""
    verb: Texts
    """Empty where others than the platform speak."""
    activity: SeenActivity | None
    """None where the statement is about something else, whose kind `about` says."""
    about: str
    refers_to: UUID | None
    context: Mapping[str, Sequence[SeenActivity]]
    timestamp: datetime
    stored: datetime
    authority: int
    version: str
    voided: bool


def seen_statements(looked: Looked, *, count: int) -> list[SeenStatement]:
    """The newest first. Read off the end of an index, so that the cost does not grow with the store."""
    rows = _open_statements()
    if looked.verb is not None:
        rows = rows.filter(verb=looked.verb)
    if looked.activity:
        activity = ids_if_known({Activity: looked.activity})[Activity]
        rows = rows.filter(activities__activity=activity, activities__role=ActivityRole.OBJECT)
    if looked.authority is not None:
        rows = rows.filter(agents__agent=looked.authority, agents__role=AgentRole.AUTHORITY)
    if looked.since:
        rows = rows.filter(pk__gte=first_stored_after(looked.since - SLACK), stored__gte=looked.since)
    if looked.until:
        rows = rows.filter(pk__lt=first_stored_after(looked.until + SLACK), stored__lt=looked.until)
    if looked.voided is not None:
        rows = rows.filter(voided=looked.voided)
    if looked.voided:  # they are few: found by what took them back
        rows = rows.filter(uuid__in=Statement.objects.filter(verb__key=key_of(VOIDED)).values("ref"))
    if looked.before is not None:
        rows = rows.filter(pk__lt=looked.before)
    return _seen(rows.select_related("verb").order_by("-pk")[:count])


def seen_statement(uuid: UUID) -> SeenStatement | None:
    return next(iter(_seen(_open_statements().filter(uuid=uuid).select_related("verb"))), None)


def voided_by(seen: SeenStatement) -> UUID | None:
    """The statement that took it back, where it may be seen."""
    if not seen.voided:
        return None
    rows = _open_statements().filter(ref=seen.uuid, verb__key=key_of(VOIDED))
    return rows.values_list("uuid", flat=True).order_by("pk").first()


def is_visible(uuid: UUID) -> bool:
    return _open_statements().filter(uuid=uuid).exists()


def known_verbs(*, at_most: int) -> list[tuple[int, str]]:
    """Row id and the beginning of the IRI, of verbs in open statements; those that came first."""
    return [(pk, beginning(iri)) for pk, iri in open_verbs(count=at_most, characters=LONGEST + 1)]


def authority_of_the_platform() -> int | None:
    return ids_if_known({Agent: f"account:{platform_iri()}|{NAME}"})[Agent]


def names_of_keys() -> dict[int, str]:
    """By authority, what its keys are called: where several share one, the name of the newest."""
    return dict(
        Key.objects.lasting().filter(authority__is_private=False).order_by("pk").values_list("authority", "name")
    )


def authority_names(ids: Sequence[int]) -> dict[int, str]:
    """What may be said of those that are authorities and not private: an account of a key as it is, of any other, which
    may be one person, only its kind and where it is at home."""
    used = StatementAgent.objects.filter(agent__in=ids, role=AgentRole.AUTHORITY)
    rows = Agent.objects.filter(pk__in=ids, is_private=False).filter(pk__in=used.values("agent"))
    return {pk: _authority_name(ifi) for pk, ifi in rows.values_list("pk", "ifi")}


def _authority_name(ifi: str) -> str:
    kind, _colon, name = ifi.partition(":")
    if ifi.startswith(f"account:{platform_iri()}|{OF_A_KEY}"):
        return beginning(name)
    match kind:
        case "mbox":
            return f"mbox, {beginning(name.rpartition('@')[2])}"
        case "sha1":
            return "mbox_sha1sum"
    return f"{kind}, {host_of(name.rpartition('|')[0] or name)}"


def beginning(iri: str) -> str:
    return iri if len(iri) <= LONGEST else f"{iri[: LONGEST - 1]}…"


def host_of(iri: str) -> str:
    """Or its scheme, where it has none. Nothing that stands before, behind or after it."""
    try:
        parts = urlsplit(iri)
        return beginning(parts.hostname or f"{parts.scheme}:")
    except ValueError:
        return f"{iri.partition(':')[0][:LONGEST]}:"


def _open_statements() -> QuerySet[Statement]:
    private = list(Agent.objects.filter(is_private=True).values_list("pk", flat=True))
    return Statement.objects.exclude(authority__in=private) if private else Statement.objects.all()


def _seen(rows: QuerySet[Statement]) -> list[SeenStatement]:
    platform = authority_of_the_platform()
    return [
        _without_person(row, orjson.loads(row.payload), is_own=row.authority_id == platform)
        for row in rows.defer("verb__display")
    ]


def _without_person(row: Statement, said: Json, *, is_own: bool) -> SeenStatement:
    target = said["object"]
    kind = target.get("objectType", "Activity")
    return SeenStatement(
        pk=row.pk,
        uuid=row.uuid,
        verb_iri=beginning(row.verb.iri),
        verb=said["verb"].get("display", {}) if is_own else {},
        activity=_activity(target, is_own=is_own) if kind == "Activity" else None,
        about=kind,
        refers_to=row.ref,
        context={kind: [_activity(each, is_own=is_own) for each in given] for kind, given in _context(said)},
        timestamp=row.timestamp,
        stored=row.stored,
        authority=row.authority_id,
        version=row.version,
        voided=row.voided,
    )


def _context(said: Json) -> Iterable[tuple[str, list[Json]]]:
    for kind, given in said.get("context", {}).get("contextActivities", {}).items():
        yield kind, given if isinstance(given, list) else [given]


def _activity(said: Json, *, is_own: bool) -> SeenActivity:
    definition = said.get("definition", {})
    kind = definition.get("type", "")
    return SeenActivity(
        iri=said["id"] if is_own else "",
        name=definition.get("name", {}) if is_own else {},
        host=host_of(said["id"]),
        type=kind.removeprefix(_ADL) if kind.startswith(_ADL) and kind.removeprefix(_ADL) in _TYPES else "",
    )
