"""How far each target is: for the administration and for operations."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from tracking.lrs.models import ForwardingTarget, Statement

COUNTED_AT_MOST = 100_000
"""Nobody needs to know more exactly how far behind somebody is, and counting takes time."""


@dataclass(frozen=True)
class TargetState:
    target: ForwardingTarget
    behind: int
    """Statements that were not looked at yet; a filter may leave some of them out."""
    oldest: datetime | None
    """Since when the first of them is stored."""
    dead_letters: int

    @property
    def is_behind_by_more(self) -> bool:
        return self.behind > COUNTED_AT_MOST

    @property
    def lag(self) -> timedelta:
        return timezone.now() - self.oldest if self.oldest else timedelta(0)


def target_states() -> list[TargetState]:
    """By name."""
    targets = ForwardingTarget.objects.annotate(letters=Count("dead_letters")).order_by("name")
    return [_state(target, dead_letters=target.letters) for target in targets]


def state_of(target: ForwardingTarget) -> TargetState:
    return _state(target, dead_letters=target.dead_letters.count())


def _state(target: ForwardingTarget, *, dead_letters: int) -> TargetState:
    behind = Statement.objects.filter(pk__gt=target.position).order_by("pk")
    count = behind[: COUNTED_AT_MOST + 1].count()
    oldest = behind.values_list("stored", flat=True).first() if count else None
    return TargetState(target, count, oldest, dead_letters)
