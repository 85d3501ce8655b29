from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet

from tracking.lrs.models import AgentRole, Key, Statement, StatementAttachment, key_of
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


@dataclass(frozen=True)
class KeptAttachment:
    sha2: str
    length: int
    content_type: str


def attachments_of(payloads: Mapping[int, str]) -> dict[int, list[KeptAttachment]]:
    """By the row ids of the statements: those whose bytes came with them. A statement that only tells of a hash, with
    a fileUrl, opens nobody else's file."""
    links = StatementAttachment.objects.filter(statement__in=list(payloads)).order_by("attachment_id")
    found: dict[int, list[KeptAttachment]] = {}
    for row_id, sha2, length in links.values_list("statement_id", "attachment__sha2", "attachment__length"):
        if content_type := _content_types(payloads[row_id]).get(sha2):
            found.setdefault(row_id, []).append(KeptAttachment(sha2, length, content_type))
    return found


def _content_types(text: str) -> dict[str, str]:
    statement = orjson.loads(text)
    holders = (statement, statement["object"])
    return {str(each["sha2"]).lower(): each["contentType"] for held in holders for each in held.get("attachments", ())}


def payload(statement: Statement) -> dict[str, Any]:
    values: dict[str, Any] = orjson.loads(statement.payload)
    return values


def payload_bytes(statement: Statement) -> bytes:
    """The bytes that `format=exact` answers with: as stored, never serialised again."""
    return statement.payload.encode()
