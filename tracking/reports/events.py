from dataclasses import dataclass
from typing import ClassVar

from learning.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PeriodClosed(Event):
    """A quarter has its snapshot: its figures can be read and will not change."""

    name: ClassVar[str] = "reports.period_closed"
    period: str
