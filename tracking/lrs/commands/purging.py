"""Statements past a given age leave the store for good."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from learning.core.commands import record_audit
from tracking.lrs.commands.attachments import drop_attachments_without_statement
from tracking.lrs.commands.removing import AT_ONCE, refuse_before_forwarding, remove_statements
from tracking.lrs.filters import SLACK, first_stored_after
from tracking.lrs.models import Agent, Statement

Advance = Callable[[int], None]


@dataclass(frozen=True)
class OfAuthority:
    authority: int
    """Row id: what an authority is called may name a person."""
    ifi: str
    statements: int


def statements_stored_before(moment: datetime) -> QuerySet[Statement]:
    """Bounded by id, so that the rows behind are not looked at."""
    return Statement.objects.filter(pk__lt=first_stored_after(moment + SLACK), stored__lt=moment)


def figures_by_authority(rows: QuerySet[Statement]) -> list[OfAuthority]:
    counted = dict(
        rows.order_by().values_list("authority").annotate(number=Count("pk")).values_list("authority", "number")
    )
    names = Agent.objects.in_bulk(list(counted))
    return [OfAuthority(pk, names[pk].ifi, counted[pk]) for pk in sorted(counted)]


def purge_statements(*, older_than: timedelta, advance: Advance = lambda _: None, by: Any = None) -> list[OfAuthority]:
    """Seal what they prove, remove them, write it into the audit log; gives the figures.

    A second call goes on where a killed one was; each has told the log beforehand what it is about to remove. Raises
    StillToForwardError.
    """
    moment = timezone.now() - older_than
    rows = statements_stored_before(moment)
    figures = figures_by_authority(rows)
    if not figures:
        drop_attachments_without_statement()
        return []
    refuse_before_forwarding(up_to=rows.order_by("-pk").values_list("pk", flat=True)[0])
    detail = {
        "stored_before": moment.isoformat(),
        "by_authority": {str(each.authority): each.statements for each in figures},
    }
    record_audit(actor=by, action="lrs.purge_begun", subject="lrs.statement", detail=detail)
    last, removed = 0, 0
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        removed += remove_statements(ids=ids)
        last = ids[-1]
        advance(len(ids))
    files = drop_attachments_without_statement()
    record_audit(
        actor=by,
        action="lrs.statements_purged",
        subject="lrs.statement",
        detail={**detail, "statements": removed, "attachments": files},
    )
    return figures
