"""One agent is made unknown everywhere in the store, or what it did is erased. Either way what its statements prove is
sealed first; a killed call is simply made again."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from django.db.models import Q, QuerySet

from learning.core.commands import publish, record_audit
from tracking.lrs.canonical import digest
from tracking.lrs.commands.archives import forget_in_archives
from tracking.lrs.commands.attachments import drop_attachments_without_statement, hashes_of
from tracking.lrs.commands.removing import AT_ONCE, remove_statements
from tracking.lrs.commands.traces import traces_of
from tracking.lrs.events import StatementsForgotten
from tracking.lrs.forgetting import Pseudonym, called_in, folded, other_names, without_agent
from tracking.lrs.identities import identifier
from tracking.lrs.inserting import Insert, insert_together
from tracking.lrs.json_text import dumped, parsed
from tracking.lrs.models import (
    Agent,
    AgentRole,
    Archive,
    DeadLetter,
    Document,
    ForwardingTarget,
    Key,
    Statement,
    StatementAgent,
    StatementAttachment,
    key_of,
)
from tracking.lrs.open_writes import begin_write
from tracking.lrs.platform import NAME, platform_iri
from tracking.lrs.shared_rows import forget_ids
from tracking.lrs.transactions import one_transaction

Json = Mapping[str, Any]


class ErasureRefusedError(Exception):
    pass


@dataclass(kw_only=True)
class Erasure:
    """What was done, as far as one must know it. `traces` are the places, by kind, that still name the agent; `told`
    are record stores that have got statements about it."""

    removed: int = 0
    made_anonymous: int = 0
    documents: int = 0
    dead_letters: int = 0
    files: int = 0
    in_archives: int = 0
    emptied: int = 0
    traces: dict[str, list[str]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    archives_not_seen: list[str] = field(default_factory=list)

    def add(self, *parts: "_Part") -> None:
        for each in parts:
            self.removed += each.removed
            self.made_anonymous += each.made_anonymous
            self.dead_letters += each.dead_letters


@dataclass(frozen=True, kw_only=True)
class _Task:
    names: frozenset[str]
    known: tuple[int, ...]
    """Row ids of the agent under its names."""
    new: Agent
    by: Pseudonym
    erases: bool
    dry_run: bool


def erase_agent(
    *, agent: Json, erases: bool, archives: Path | None = None, dry_run: bool = False, by: Any = None
) -> Erasure:
    """`erases`: the statements in which the agent acts are removed; otherwise a pseudonym acts in them. In all others
    it is made anonymous. `dry_run` does it all and takes it back. Raises ErasureRefusedError."""
    if not dry_run:
        return _erase(agent, erases=erases, archives=archives, dry_run=False, by=by)
    with transaction.atomic():
        done = _erase(agent, erases=erases, archives=archives, dry_run=True, by=by)
        transaction.set_rollback(True)
    forget_ids()
    return done


def _erase(agent: Json, *, erases: bool, archives: Path | None, dry_run: bool, by: Any) -> Erasure:
    names, known = _meant(identifier(agent) or "")
    _refuse(names, known)
    called = {agent.get("name", ""), *known.values_list("name", flat=True)}
    done = Erasure(told=_told(known), documents=Document.objects.filter(agent__in=known).count())
    pseudonym = Pseudonym()
    new = Agent(key=key_of(pseudonym.ifi), ifi=pseudonym.ifi, kind=agent.get("objectType", "Agent"))
    task = _Task(
        names=names,
        known=tuple(known.values_list("pk", flat=True)),
        new=new,
        by=pseudonym,
        erases=erases,
        dry_run=dry_run,
    )
    if task.known:
        new.save()
        record_audit(actor=by, action="lrs.erasure_begun", subject=f"lrs.agent:{new.pk}", detail={"erases": erases})
        parts = [_forget(ids, task) for ids in _batches(task.known)]
        parts += _finish(task)
        done.add(*parts)
        called = called.union(*(each.called for each in parts))
    forget_ids()
    done.files = drop_attachments_without_statement(keeps_files=dry_run)
    in_archives = forget_in_archives(names=names, by=pseudonym, erases=erases, directory=archives, dry_run=dry_run)
    done.in_archives, done.archives_not_seen = in_archives.statements, in_archives.not_seen
    traces = traces_of(names=names, called=called)
    done.emptied, done.traces = traces.emptied, traces.places
    record_audit(
        actor=by,
        action="lrs.agent_erased" if erases else "lrs.agent_made_anonymous",
        subject=f"lrs.agent:{new.pk}" if new.pk else "lrs.agent",
        detail={
            **{name: value for name, value in vars(done).items() if isinstance(value, int)},
            "traces": {kind: len(ids) for kind, ids in done.traces.items()},
        },
    )
    return done


def _meant(ifi: str) -> tuple[frozenset[str], QuerySet[Agent]]:
    """All names of the agent, folded, and its rows: an address has a row for each way it was written."""
    names, known = other_names(ifi) | other_names(folded(ifi)), Agent.objects.none()
    for _each in range(2):  # each way of writing it has a hash of its own
        same = Q(key__in=[key_of(each) for each in names])
        for name in names:
            if name.startswith(("mbox:", "sha1:")):
                same |= Q(ifi__iexact=name)
        known = Agent.objects.filter(same)
        names = names.union(*(other_names(each) for each in known.values_list("ifi", flat=True)))
    return frozenset(map(folded, names)), known


def _refuse(names: Collection[str], known: QuerySet[Agent]) -> None:
    if f"account:{platform_iri()}|{NAME}" in names:
        raise ErasureRefusedError("The platform itself cannot be made unknown.")
    if known.filter(is_private=True).exists():
        raise ErasureRefusedError("This is a private authority: an app keeps its records under it.")
    if keys := list(Key.objects.valid().filter(authority__in=known).values_list("name", flat=True)):
        raise ErasureRefusedError(f"Keys write in this agent's name; block them first: {', '.join(sorted(keys))}.")
    if unfinished := Archive.objects.filter(removed_at=None).first():
        raise ErasureRefusedError(f"{unfinished} is not finished: run archive_statements again first.")


def _told(known: QuerySet[Agent]) -> list[str]:
    first = (
        StatementAgent.objects.filter(agent__in=known).order_by("statement").values_list("statement", flat=True).first()
    )
    targets = ForwardingTarget.objects.filter(position__gte=first).order_by("name") if first else ()
    return [f"{each.name} ({each.url})" for each in targets]


def _batches(known: Collection[int]) -> Iterator[list[int]]:
    """What is dealt with leaves the list: it is asked for anew each time."""
    links = StatementAgent.objects.filter(agent__in=known).order_by("statement").values_list("statement", flat=True)
    while ids := list(links.distinct()[:AT_ONCE]):
        yield ids


@dataclass(frozen=True)
class _Part:
    removed: int
    made_anonymous: int
    dead_letters: int
    called: frozenset[str]


@one_transaction
def _forget(ids: Sequence[int], task: _Task) -> _Part:
    removed = letters = 0
    called = _called(ids, task.names)
    if task.erases:
        acting = StatementAgent.objects.filter(agent__in=task.known, role=AgentRole.ACTOR, statement__in=ids)
        gone = list(acting.values_list("statement", flat=True).distinct())
        letters += _drop_dead_letters(Statement.objects.filter(pk__in=gone))
        removed = remove_statements(ids=gone)
    rows = list(Statement.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    if rows:
        publish(StatementsForgotten(statements=tuple(orjson.loads(row.payload) for row in rows)))
        letters += _drop_dead_letters(Statement.objects.filter(pk__in=[row.pk for row in rows]))
    for row in rows:
        _make_anonymous(row, task)
    _move_links([row.pk for row in rows], task)
    return _Part(removed, len(rows), letters, called)


def _called(ids: Sequence[int], names: Collection[str]) -> frozenset[str]:
    payloads = Statement.objects.filter(pk__in=ids).values_list("payload", flat=True)
    return frozenset(name for each in payloads.iterator() for name in called_in(orjson.loads(each), names))


def _drop_dead_letters(rows: QuerySet[Statement]) -> int:
    return DeadLetter.objects.filter(statement__in=list(rows.values_list("uuid", flat=True))).delete()[0]


def _make_anonymous(row: Statement, task: _Task) -> None:
    before = parsed(row.payload.encode()).exact
    after = without_agent(before, names=task.names, by=task.by)
    row.payload = dumped(after)
    plain = orjson.loads(row.payload)
    row.digest = digest(plain)
    registration = plain.get("context", {}).get("registration")
    row.registration = UUID(registration) if registration else None
    if row.authority_id in task.known:
        row.authority_id = task.new.pk
    row.save(update_fields=["payload", "digest", "registration", "authority"])
    if gone := set(hashes_of(before)) - set(hashes_of(plain)):
        StatementAttachment.objects.filter(statement=row.pk, attachment__sha2__in=gone).delete()


def _move_links(ids: Sequence[int], task: _Task) -> None:
    of_agent = StatementAgent.objects.filter(agent__in=task.known, statement__in=ids)
    pairs = set(of_agent.values_list("statement", "role"))
    of_agent.delete()
    rows = [StatementAgent(agent_id=task.new.pk, statement_id=pk, role=role) for pk, role in sorted(pairs)]
    insert_together(Insert(model=StatementAgent, rows=rows))


@one_transaction
def _finish(task: _Task) -> list[_Part]:
    """Nobody else writes meanwhile (open_writes): what came since the last batch is dealt with, and nothing can come
    after it, for the row with the name is gone."""
    begin_write(alone=not task.dry_run)
    list(Agent.objects.select_for_update().filter(pk__in=task.known).order_by("pk"))  # no document comes under it
    parts = [_forget(ids, task) for ids in _batches(task.known)]
    Document.objects.filter(agent__in=task.known).delete()
    said = {"objectType": task.new.kind, "account": task.by.account}
    Key.objects.filter(authority__in=task.known).update(authority=task.new, authority_json=dumped(said))
    Agent.objects.filter(pk__in=task.known).delete()
    return parts
