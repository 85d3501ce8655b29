"""How often a report was read: counts from the access log, for those who watch over it. No reader is named."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from learning.core.models import AccessEntry
from tracking.reports.enums import Report


@dataclass(frozen=True)
class Reads:
    purpose: str
    times: int


def reads_by_purpose(*, units: Collection[str], since: datetime) -> list[Reads]:
    """Of pages and files about these units (codes), the most frequent purpose first. One query."""
    entries = AccessEntry.objects.filter(person=None, what__startswith=f"{Report.PARTICIPATION}: ", at__gte=since)
    times = Counter(
        purpose for what, purpose in entries.values_list("what", "purpose").iterator() if unit_in(what) in units
    )
    return [Reads(purpose, number) for purpose, number in sorted(times.items(), key=lambda item: (-item[1], item[0]))]


def unit_in(what: str) -> str:
    """The code of the unit in "participation: MID, 2026-Q3, overview", as `Reading.record` writes it."""
    return what.partition(": ")[2].partition(",")[0]
