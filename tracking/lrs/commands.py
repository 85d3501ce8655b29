"""The only way into the store."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from learning.core.commands import publish
from tracking.lrs.events import StatementsStored
from tracking.lrs.incoming import Incoming, enriched, resolve_shared_rows
from tracking.lrs.inserting import Insert, insert_new, insert_together
from tracking.lrs.models import Statement, StatementActivity, StatementAgent
from tracking.lrs.validators import StatementInvalidError, check_statement

Json = Mapping[str, Any]


class StatementConflictError(Exception):
    """A statement with this id is stored and says something else: nothing of the batch stays."""

    def __init__(self, uuid: UUID) -> None:
        super().__init__(str(uuid))
        self.uuid = uuid


@dataclass
class _Waiting:
    statements: list[Json] = field(default_factory=list)
    authority: Json | None = None


_waiting: ContextVar[_Waiting | None] = ContextVar("statements waiting for one write", default=None)


@contextmanager
def one_write() -> Iterator[None]:
    """What is handed to `record_statements` inside goes to the store in one write on leaving, in order.

    An error inside leaves nothing: it belongs into a transaction that the error ends.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting = _Waiting()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    if waiting.authority is not None:
        store_statements(statements=waiting.statements, authority=waiting.authority)


def record_statements(*, statements: Sequence[Json], authority: Json) -> None:
    """Store now, or together with the others of the `one_write` around it."""
    waiting = _waiting.get()
    if waiting is None or waiting.authority not in (None, authority):
        store_statements(statements=statements, authority=authority)
        return
    waiting.authority = authority
    waiting.statements.extend(statements)


@transaction.atomic(savepoint=False)
def store_statements(*, statements: Sequence[Json], authority: Json) -> list[Statement]:
    """Store xAPI statements on behalf of `authority`, an agent as JSON; give the stored ones in the given order.

    A statement that is stored already is left as it is when it says the same, else StatementConflictError. Raises
    StatementInvalidError. Tells StatementsStored of the new ones.
    """
    if not statements:
        return []
    for statement in statements:
        check_statement(statement)
    now = timezone.now()
    batch = [enriched(statement, authority=authority, now=now) for statement in statements]
    if len({each.uuid for each in batch}) < len(batch):
        raise StatementInvalidError("id", "two statements of the batch have the same id")
    ids = resolve_shared_rows(batch)
    inserted = insert_new(Statement, [each.row for each in batch], on="uuid")
    for each in batch:
        each.row.pk = inserted.get(each.uuid)
    new = [each for each in batch if each.row.pk]
    known = stored_already([each for each in batch if not each.row.pk])
    insert_together(
        Insert(model=StatementAgent, rows=[link for each in new for link in ids.agent_links(each)]),
        Insert(model=StatementActivity, rows=[link for each in new for link in ids.activity_links(each)]),
    )
    if new:
        stored = {each.row.pk: each.statement for each in new}
        publish(StatementsStored(ids=tuple(stored), statements=tuple(stored.values())))
    return [known.get(each.uuid, each.row) for each in batch]


def stored_already(batch: Sequence[Incoming]) -> dict[UUID, Statement]:
    """The stored rows in place of those that were not inserted."""
    if not batch:
        return {}
    known = {row.uuid: row for row in Statement.objects.filter(uuid__in=[each.uuid for each in batch])}
    for each in batch:
        if bytes(known[each.uuid].digest) != each.row.digest:
            raise StatementConflictError(each.uuid)
    return known
