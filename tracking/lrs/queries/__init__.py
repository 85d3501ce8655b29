from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet

from tracking.lrs.models import AgentRole, Attachment, Key, Statement, key_of
from tracking.lrs.scopes import Scope, allows


def statements_by_ids(ids: Iterable[int]) -> QuerySet[Statement]:
    """In the order they were stored."""
    return Statement.objects.filter(pk__in=list(ids)).order_by("pk")


def statements_after(statement_id: int = 0, *, batch: int = 2000) -> Iterator[list[Statement]]:
    """Every statement stored after this one, in the order they were stored, in batches: memory stays flat."""
    while rows := list(Statement.objects.filter(pk__gt=statement_id).only("payload").order_by("pk")[:batch]):
        yield rows
        statement_id = rows[-1].pk


def statements_of(ifi: str) -> QuerySet[Statement]:
    """What an agent did, in the order it was stored."""
    return Statement.objects.filter(agents__agent__key=key_of(ifi), agents__role=AgentRole.ACTOR).order_by("pk")


def readable_by(key: Key) -> QuerySet[Statement]:
    """What a key may read: nothing of private authorities, and with the narrow scope only its own."""
    rows = Statement.objects.filter(authority__is_private=False)
    return rows if allows(key.scopes, Scope.READ) else rows.filter(authority=key.authority_id)


def statement_by_uuid(key: Key, uuid: UUID, *, voided: bool) -> Statement | None:
    return readable_by(key).filter(uuid=uuid, voided=voided).first()


def attachments_of(payloads: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
    """Those of the statements whose bytes are kept here, by SHA-256, as the statements tell of them."""
    declared = {
        str(each["sha2"]).lower(): each
        for text in payloads
        if '"attachments"' in text
        for statement in [orjson.loads(text)]
        for holder in (statement, statement["object"])
        for each in holder.get("attachments", ())
    }
    kept = Attachment.objects.filter(sha2__in=list(declared)).order_by("pk").values_list("sha2", flat=True)
    return {sha2: declared[sha2] for sha2 in kept}


def payload(statement: Statement) -> dict[str, Any]:
    values: dict[str, Any] = orjson.loads(statement.payload)
    return values


def payload_bytes(statement: Statement) -> bytes:
    """The bytes that `format=exact` answers with: as stored, never serialised again."""
    return statement.payload.encode()
