from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, F, JSONField, Subquery, When

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


def open_period(*, floor: int, name: str | None = None) -> OpenedPeriod | None:
    """The period of that name, or the latest. Only those published at the floor in force or a higher one. One query."""
    readable = Snapshot.objects.filter(floor__gte=floor).order_by("-ends")
    wanted = readable.filter(period=name) if name else readable
    chosen = When(pk=Subquery(wanted.values("pk")[:1]), then=F("organisation"))
    courses = When(pk=Subquery(wanted.values("pk")[:1]), then=F("courses"))
    rows = list(
        readable.annotate(
            tree=Case(chosen, default=None, output_field=JSONField()),
            its_courses=Case(courses, default=None, output_field=JSONField()),
        ).values("pk", "period", "as_of", "floor", "tree", "its_courses")
    )
    opened = next((row for row in rows if row["tree"]), None)
    if opened is None:
        return None
    return OpenedPeriod(
        snapshot_id=opened["pk"],
        quarter=Quarter.named(opened["period"]),
        as_of=opened["as_of"],
        floor=opened["floor"],
        tree=FrozenTree.from_json(opened["tree"]),
        courses=tuple(FrozenCourse.from_json(values) for values in opened["its_courses"]),
        others=tuple(
            ClosedPeriod(
                snapshot_id=row["pk"], quarter=Quarter.named(row["period"]), as_of=row["as_of"], floor=row["floor"]
            )
            for row in rows
        ),
    )


def courses_in(period: ClosedPeriod) -> frozenset[UUID]:
    """Which courses there were. One query."""
    courses = Snapshot.objects.values_list("courses", flat=True).get(pk=period.snapshot_id)
    return frozenset(FrozenCourse.from_json(values).key for values in courses)


def is_any_closed() -> bool:
    """Also below the floor in force."""
    return Snapshot.objects.exists()


def remainders_before() -> dict[str, frozenset[str]]:
    """For each level that was ever shown: what was merged there when it was shown last. One query, all quarters."""
    found: dict[str, frozenset[str]] = {}
    for organisation in Snapshot.objects.order_by("ends").values_list("organisation", flat=True).iterator():
        found |= remainders_of(FrozenTree.from_json(organisation))
    return found
