"""The only way into the store for statements."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from learning.core.commands import publish
from tracking.lrs.commands.attachments import keep_attachments
from tracking.lrs.commands.references import follow_references, refuse_voiding_of_others, void_targets
from tracking.lrs.definitions import define_activities
from tracking.lrs.events import StatementsStored
from tracking.lrs.identities import identifier
from tracking.lrs.incoming import VERSION, Incoming, enriched, resolve_shared_rows
from tracking.lrs.inserting import Insert, insert_new, insert_together
from tracking.lrs.models import Agent, Statement, StatementActivity, StatementAgent, key_of
from tracking.lrs.normal_form import in_normal_form
from tracking.lrs.open_writes import begin_write
from tracking.lrs.platform import NAME, platform_iri
from tracking.lrs.transactions import RowGoneError
from tracking.lrs.validators import StatementInvalidError, check_statement

Json = Mapping[str, Any]


class StatementConflictError(Exception):
    """A statement with this id is stored and says something else: nothing of the batch stays."""

    def __init__(self, uuid: UUID) -> None:
        super().__init__(str(uuid))
        self.uuid = uuid


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where statements come from. As it stands: from the platform itself."""

    rules: str = VERSION
    """The version whose rules they keep."""
    version: str = VERSION
    """Of statements that name none."""
    exact: Sequence[Json] = ()
    """The same statements with the digits of their numbers as they came (json_text)."""
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    """By SHA-256."""
    may_define: bool = True
    may_void_all: bool = False
    is_foreign: bool = False


PLATFORM = Source()


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
def store_statements(*, statements: Sequence[Json], authority: Json, source: Source = PLATFORM) -> list[Statement]:
    """Store xAPI statements on behalf of `authority`, an agent as JSON; give the stored ones in the given order.

    A statement that is stored already is left as it is when it says the same, else StatementConflictError. Raises
    StatementInvalidError, and VoidingRefusedError for one that voids what is not its own. Tells StatementsStored of
    the new ones.
    """
    if not statements:
        return []
    for place, statement in enumerate(statements):
        with _placed(place, of=len(statements)):
            check_statement(statement, version=source.rules)
    ids = [str(statement["id"]).lower() for statement in statements if "id" in statement]
    if len(set(ids)) < len(ids):
        raise StatementInvalidError("id", "two statements of the batch have the same id")
    refers = any(statement["object"].get("objectType") == "StatementRef" for statement in statements)
    now = begin_write(alone=refers)
    batch = [
        enriched(each, authority=authority, now=now, version=source.version, exact=exact)
        for each, exact in _in_normal_form(statements, source)
    ]
    is_private = _is_private(authority)
    shared = resolve_shared_rows(batch, is_private=is_private)
    if refers:
        refuse_voiding_of_others(batch, may_void_all=source.may_void_all)
    inserted = insert_new(Statement, [each.row for each in batch], on="uuid")
    for each in batch:
        each.row.pk = inserted.get(each.uuid)
    new = [each for each in batch if each.row.pk]
    known = stored_already([each for each in batch if not each.row.pk])
    insert_together(
        Insert(model=StatementAgent, rows=[link for each in new for link in shared.agent_links(each)]),
        Insert(model=StatementActivity, rows=[link for each in new for link in shared.activity_links(each)]),
    )
    if source.may_define and not is_private:
        define_activities(batch, ids=shared.activities)
    if source.is_foreign:
        keep_attachments(new, contents=source.attachments)
        follow_references(new)
        void_targets(new)
    if new:
        stored = {each.row.pk: each.statement for each in new}
        publish(StatementsStored(ids=tuple(stored), statements=tuple(stored.values())))
    return [known.get(each.uuid, each.row) for each in batch]


def _is_private(authority: Json) -> bool:
    """Asked each time: it may become so while processes run. The platform never is, and need not be asked for."""
    ifi = identifier(authority) or ""
    if ifi == f"account:{platform_iri()}|{NAME}":
        return False
    return Agent.objects.filter(key=key_of(ifi), is_private=True).exists()


def _in_normal_form(statements: Sequence[Json], source: Source) -> Iterator[tuple[Json, Json]]:
    """Each statement, plain and exact. Our own ones are built in it."""
    pairs = zip(statements, source.exact or statements, strict=True)
    if not source.is_foreign:
        yield from pairs
        return
    in_utc = source.rules.startswith("2.")
    for plain, exact in pairs:
        yield in_normal_form(plain, in_utc=in_utc), in_normal_form(exact, in_utc=in_utc)


@contextmanager
def _placed(place: int, *, of: int) -> Iterator[None]:
    """In a batch, an error says which statement it is about."""
    try:
        yield
    except StatementInvalidError as error:
        if of > 1:
            error.path = f"[{place}].{error.path}"
        raise


def stored_already(batch: Sequence[Incoming]) -> dict[UUID, Statement]:
    """The stored rows in place of those that were not inserted."""
    if not batch:
        return {}
    known = {row.uuid: row for row in Statement.objects.filter(uuid__in=[each.uuid for each in batch])}
    for each in batch:
        if each.uuid not in known:
            raise RowGoneError(f"statement {each.uuid} was deleted meanwhile")
        if not each.says_the_same_as(known[each.uuid]):
            raise StatementConflictError(each.uuid)
    return known
