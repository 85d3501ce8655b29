"""Closed periods: quarters of the calendar, named "2026-Q3". Nothing shorter, no free dates."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from django.utils import timezone
from django.utils.translation import gettext as _

NAME = re.compile(r"(\d{4})-Q([1-4])")
SETTLES_IN = timedelta(hours=1)
"""A transaction that was open at midnight has ended by then: what it stored belongs to the old quarter."""


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def named(cls, name: str) -> Self:
        """Raises ValueError."""
        found = NAME.fullmatch(name)
        if found is None:
            raise ValueError(f"{name!r} is no quarter; write it as 2026-Q3.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def last_over(cls, *, now: datetime) -> Self:
        return cls.of(timezone.localdate(now - SETTLES_IN)).before()

    @property
    def name(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def label(self) -> str:
        return _("%(number)s. Quartal %(year)s") % {"number": self.number, "year": self.year}

    @property
    def starts(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends(self) -> date:
        """The last day: people count where they are on it."""
        return self.after().starts - timedelta(days=1)

    @property
    def over_at(self) -> datetime:
        """The first moment that does not belong to it."""
        return timezone.make_aware(datetime.combine(self.after().starts, time.min))

    def is_over(self, *, now: datetime) -> bool:
        return now >= self.over_at + SETTLES_IN

    def after(self) -> Self:
        return type(self)(self.year + self.number // 4, self.number % 4 + 1)

    def before(self) -> Self:
        return type(self)(self.year - (self.number == 1), (self.number - 2) % 4 + 1)
