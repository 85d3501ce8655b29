from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from learning.core.models import OutboxItem
from learning.core.personal_data import Export, holdings


@dataclass(frozen=True)
class OutboxState:
    """`oldest_due_seconds` is how long the longest waiting row has been due; 0 when nothing is."""

    waiting: int
    due: int
    claimed: int
    parked: int
    oldest_due_seconds: int

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def outbox_state() -> OutboxState:
    now = timezone.now()
    waiting, due = Q(delivered_at=None, parked_at=None), Q(delivered_at=None, parked_at=None, due_at__lte=now)
    figures = OutboxItem.objects.filter(delivered_at=None).aggregate(
        waiting=Count("pk", filter=waiting),
        due=Count("pk", filter=due),
        claimed=Count("pk", filter=waiting & Q(claimed_at__isnull=False)),
        parked=Count("pk", filter=Q(parked_at__isnull=False)),
        oldest=Min("due_at", filter=due),
    )
    oldest = figures.pop("oldest")
    return OutboxState(**figures, oldest_due_seconds=int((now - oldest).total_seconds()) if oldest else 0)


def data_about(user: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything the platform holds about a person, by model label, as JSON values."""
    exports: list[tuple[str, Export]] = [
        (label, each.export) for label, each in sorted(holdings.items()) if each.export
    ]
    return {label: export(user) for label, export in exports}
