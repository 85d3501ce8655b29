from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from django.db.models import QuerySet

from tracking.lrs.models import AgentRole, Statement


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
    return Statement.objects.filter(agents__agent__ifi=ifi, agents__role=AgentRole.ACTOR).order_by("pk")


def payload(statement: Statement) -> dict[str, Any]:
    values: dict[str, Any] = orjson.loads(statement.payload)
    return values


def payload_bytes(statement: Statement) -> bytes:
    """The bytes that `format=exact` answers with: as stored, never serialised again."""
    return statement.payload.encode()
