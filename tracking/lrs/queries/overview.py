"""Statements as those see them who look after the platform and its data protection: what happened, never to whom.

Only what is named here leaves: verb, activity, times, authority, validity. Actor, result, registration and whatever
else a statement holds stay inside, also those of other authorities: their actors are people too, and no store can tell
which of them are not. What stands under a private authority does not appear at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet

from tracking.lrs.filters import SLACK, first_stored_after
from tracking.lrs.models import Activity, ActivityRole, Agent, AgentRole, Key, Statement, StatementAgent, Verb, key_of
from tracking.lrs.platform import NAME, platform_iri
from tracking.lrs.shared_rows import ids_if_known
from tracking.lrs.validators import VOIDED

Json = Mapping[str, Any]
Texts = Mapping[str, str]


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
    name: Texts


@dataclass(frozen=True, kw_only=True)
class SeenStatement:
    pk: int
    uuid: UUID
    verb_iri: str
    verb: Texts
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


def known_verbs(*, at_most: int) -> list[tuple[int, str, Texts]]:
    """Row id, IRI, names."""
    rows = Verb.objects.order_by("iri").values_list("pk", "iri", "display")[:at_most]
    return [(pk, iri, orjson.loads(display)) for pk, iri, display in rows]


def authority_of_the_platform() -> int | None:
    return ids_if_known({Agent: f"account:{platform_iri()}|{NAME}"})[Agent]


def names_of_keys() -> dict[int, str]:
    """By authority, what its keys are called: where several share one, the name of the newest."""
    return dict(
        Key.objects.lasting().filter(authority__is_private=False).order_by("pk").values_list("authority", "name")
    )


def authority_names(ids: Sequence[int]) -> dict[int, str]:
    """The identifiers of those that are authorities and not private."""
    used = StatementAgent.objects.filter(agent__in=ids, role=AgentRole.AUTHORITY)
    rows = Agent.objects.filter(pk__in=ids, is_private=False).filter(pk__in=used.values("agent"))
    return dict(rows.values_list("pk", "ifi"))


def _open_statements() -> QuerySet[Statement]:
    private = list(Agent.objects.filter(is_private=True).values_list("pk", flat=True))
    return Statement.objects.exclude(authority__in=private) if private else Statement.objects.all()


def _seen(rows: Iterable[Statement]) -> list[SeenStatement]:
    read = [(row, orjson.loads(row.payload)) for row in rows]
    unnamed = {each["id"] for _row, said in read for each in _activities(said) if not _name(each)}
    known = Activity.objects.filter(key__in=[key_of(iri) for iri in unnamed]).values_list("iri", "definition")
    names = {iri: orjson.loads(definition).get("name", {}) for iri, definition in known}
    return [_without_person(row, said, names) for row, said in read]


def _without_person(row: Statement, said: Json, names: Mapping[str, Texts]) -> SeenStatement:
    target = said["object"]
    kind = target.get("objectType", "Activity")
    return SeenStatement(
        pk=row.pk,
        uuid=row.uuid,
        verb_iri=row.verb.iri,
        verb=said["verb"].get("display") or orjson.loads(row.verb.display),
        activity=_activity(target, names) if kind == "Activity" else None,
        about=kind,
        refers_to=row.ref,
        context={kind: [_activity(each, names) for each in given] for kind, given in _context(said)},
        timestamp=row.timestamp,
        stored=row.stored,
        authority=row.authority_id,
        version=row.version,
        voided=row.voided,
    )


def _activities(said: Json) -> Iterator[Json]:
    if said["object"].get("objectType", "Activity") == "Activity":
        yield said["object"]
    for _kind, given in _context(said):
        yield from given


def _context(said: Json) -> Iterator[tuple[str, list[Json]]]:
    for kind, given in said.get("context", {}).get("contextActivities", {}).items():
        yield kind, given if isinstance(given, list) else [given]


def _activity(said: Json, names: Mapping[str, Texts]) -> SeenActivity:
    return SeenActivity(iri=said["id"], name=_name(said) or names.get(said["id"], {}))


def _name(said: Json) -> Texts:
    name: Texts = said.get("definition", {}).get("name", {})
    return name
