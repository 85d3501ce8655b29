from dataclasses import dataclass
from datetime import date
from uuid import UUID

from learning.core.memory import Memory
from tracking.reports.frames import FrozenCourse, FrozenTree, remainders_of
from tracking.reports.models import Snapshot
from tracking.reports.periods import Quarter


@dataclass(frozen=True, kw_only=True)
class ClosedPeriod:
    snapshot_id: int
    quarter: Quarter
    as_of: date
    floor: int
    """No cell of it has fewer people."""

    @property
    def name(self) -> str:
        return self.quarter.name

    @property
    def label(self) -> str:
        return self.quarter.label


@dataclass(frozen=True, kw_only=True)
class OpenedPeriod(ClosedPeriod):
    """With its organisation and courses. `others` are all that can be read, the latest first, this one too."""

    tree: FrozenTree
    courses: tuple[FrozenCourse, ...]
    others: tuple[ClosedPeriod, ...]

    @property
    def previous(self) -> ClosedPeriod | None:
        earlier = [period for period in self.others if period.as_of < self.as_of]
        return earlier[0] if earlier else None

    def course(self, slug: str) -> FrozenCourse | None:
        return next((course for course in self.courses if course.slug == slug), None)


@dataclass(frozen=True)
class Frozen:
    tree: FrozenTree
    courses: tuple[FrozenCourse, ...]


_known: Memory[Frozen] = Memory(limit=8)
"""By the number of the snapshot, which is never changed. A few hundred kB each."""


def open_period(*, floor: int, name: str | None = None) -> OpenedPeriod | None:
    """The period of that name, or the latest. Only those published at the floor in force or a higher one. One query
    where its organisation and courses are in memory, else two."""
    rows = Snapshot.objects.filter(floor__gte=floor).order_by("-ends").values_list("pk", "period", "as_of", "floor")
    periods = tuple(
        ClosedPeriod(snapshot_id=pk, quarter=Quarter.named(period), as_of=as_of, floor=its_floor)
        for pk, period, as_of, its_floor in rows
    )
    opened = next((period for period in periods if name in {None, period.name}), None)
    if opened is None:
        return None
    frozen = _frozen_of(opened.snapshot_id)
    return OpenedPeriod(**vars(opened), tree=frozen.tree, courses=frozen.courses, others=periods)


def courses_in(period: ClosedPeriod) -> frozenset[UUID]:
    """Which courses there were. No query where the period is in memory, else one."""
    return frozenset(course.key for course in _frozen_of(period.snapshot_id).courses)


def _frozen_of(snapshot_id: int) -> Frozen:
    def read() -> Frozen:
        organisation, courses = Snapshot.objects.values_list("organisation", "courses").get(pk=snapshot_id)
        return Frozen(FrozenTree.from_json(organisation), tuple(map(FrozenCourse.from_json, courses)))

    return _known.get(snapshot_id, read)


def is_any_closed() -> bool:
    """Also below the floor in force."""
    return Snapshot.objects.exists()


def remainders_before() -> dict[str, frozenset[str]]:
    """For each level that was ever shown: what was merged there when it was shown last. One query, all quarters."""
    found: dict[str, frozenset[str]] = {}
    for organisation in Snapshot.objects.order_by("ends").values_list("organisation", flat=True).iterator():
        found |= remainders_of(FrozenTree.from_json(organisation))
    return found
