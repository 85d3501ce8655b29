from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from random import Random
from uuid import UUID, uuid5

from django.utils import timezone

YEARS = 2
_KEYS = UUID("7d1c7f0e-52f7-5b36-8a2e-0d3a5c0f9b11")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is asked for. `courses_each`: how many courses a person begins on average in the two years."""

    people: int
    courses: int
    seed: int
    today: date
    courses_each: float
    with_statements: int
    lessons: int = 10
    questions: int = 2

    @property
    def prefix(self) -> str:
        """Begins every code, address and e-mail, so that two seeds can live in one database."""
        return f"s{self.seed}"

    @property
    def starts(self) -> date:
        return self.today - timedelta(days=365 * YEARS)

    @property
    def starts_at(self) -> datetime:
        """In UTC: adding hours to a local time would go wrong on the nights the clocks change."""
        return timezone.make_aware(datetime.combine(self.starts, time(8))).astimezone(UTC)

    @cached_property
    def ends_at(self) -> datetime:
        """Yesterday evening: nothing seeded lies in the future."""
        return timezone.make_aware(datetime.combine(self.today - timedelta(days=1), time(18))).astimezone(UTC)

    def random(self, *about: object) -> Random:
        """A generator of its own for each thing, so that more people change nothing about the courses."""
        return Random(f"{self.seed}/{'/'.join(map(str, about))}")  # noqa: S311 -- invented data, repeatable on purpose

    def key(self, *about: object) -> UUID:
        return uuid5(_KEYS, f"{self.seed}/{'/'.join(map(str, about))}")
