"""Closing a quarter: count everybody where they were on the last day, publish every cell, and never touch it again."""

import hmac
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from learning.core.commands import publish, record_audit
from learning.core.disclosure import Publication
from tracking.reports.commands.keeping import drop_trees
from tracking.reports.events import PeriodClosed
from tracking.reports.frames import FrozenCourse, FrozenTree, Together, freeze_tree
from tracking.reports.measures import MEASURES, METHOD
from tracking.reports.models import UNTOUCHED, PublishedCell, Snapshot
from tracking.reports.periods import Quarter
from tracking.reports.publishing import Row, Workforce, publications
from tracking.reports.queries.floor import agreed_floors, floor_in_force
from tracking.reports.queries.people import courses_until, done_in, first_stored, places_on
from tracking.reports.queries.publications import fingerprint_bytes, standing_publications
from tracking.reports.queries.snapshots import remainders_before
from tracking.reports.queries.units import units_until
from tracking.reports.writing import insert_rows

log = structlog.get_logger(__name__)

Stands = dict[str, Publication]
"""By code of the cell."""

CELL_COLUMNS = (
    *("snapshot", "cell", "course_key", "measure", "members", "shown"),
    *("published_period", "as_of", "fingerprint"),
)


class PeriodRefusedError(Exception):
    """`code`: `not_over`, `out_of_order` (a later quarter is closed already), `other_key` (SDC_KEY is not the one of
    this series: noise and hold-back would begin anew and betray movers)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def close_period(*, period: Quarter) -> Snapshot:
    """Close it once; a closed one is given back as it stands."""
    known = Snapshot.objects.filter(period=period.name).first()
    if known is not None:
        return known
    if not period.is_over(now=timezone.now()):
        raise PeriodRefusedError("not_over")
    previous = Snapshot.objects.order_by("-ends").first()
    if previous is not None and previous.ends >= period.ends:
        raise PeriodRefusedError("out_of_order")
    if previous is not None and previous.secret_fingerprint != secret_fingerprint():
        raise PeriodRefusedError("other_key")
    try:
        with transaction.atomic():
            return _close(period, previous)
    except IntegrityError:
        closed_meanwhile = Snapshot.objects.filter(period=period.name).first()
        if closed_meanwhile is None:
            raise
        return closed_meanwhile


def close_due_periods() -> list[Snapshot]:
    """Every quarter that is over and not closed yet, from the first in which somebody learned."""
    last = Quarter.last_over(now=timezone.now())
    ends = Snapshot.objects.aggregate(last=Max("ends"))["last"]
    began = first_stored()
    if ends is not None:
        period = Quarter.of(ends).after()
    elif began is not None:
        period = Quarter.of(timezone.localdate(began))
    else:
        return []
    closed = []
    while period <= last:
        closed.append(close_period(period=period))
        period = period.after()
    return closed


def secret() -> bytes:
    return settings.SDC_KEY.encode()


def secret_fingerprint() -> str:
    return hmac.digest(secret(), b"lernhafen: fingerprint of SDC_KEY", "sha256").hex()


def agreed_floor() -> int:
    return floor_in_force(agreed=agreed_floors())


def _close(period: Quarter, previous: Snapshot | None) -> Snapshot:
    workforce = Workforce(places_on(period.ends), secret=secret())
    floor = agreed_floor()
    units = units_until(period.over_at, with_people=workforce.direct)
    together = remainders_before()
    tree = freeze_tree(units=units, direct=workforce.direct, floor=floor, together=together)
    courses = _courses(period, previous)
    snapshot = Snapshot.objects.create(
        period=period.name,
        starts=period.starts,
        ends=period.ends,
        as_of=period.ends,
        closed_at=timezone.now(),
        floor=floor,
        secret_fingerprint=secret_fingerprint(),
        method=METHOD,
        organisation=tree.as_json(),
        courses=[course.as_json() for course in courses],
    )
    closing = _Closing(period, snapshot, previous, workforce, tree, together)
    closing.publish_untouched()
    for course in courses:
        closing.publish_course(course.key)
    drop_trees(before=period.over_at)
    record_audit(actor=None, action="reports.period_closed", subject=f"reports.snapshot:{period.name}")
    publish(PeriodClosed(period=period.name))
    log.info("reports.period_closed", period=period.name, courses=len(courses), cells=len(tree.cells))
    return snapshot


def _courses(period: Quarter, previous: Snapshot | None) -> list[FrozenCourse]:
    """Those of the period, then those that are gone: their cells keep what was published last."""
    courses = courses_until(period.over_at)
    known = {course.key for course in courses}
    before = [FrozenCourse.from_json(values) for values in previous.courses] if previous else []
    return courses + [course for course in before if course.key not in known]


class _Closing:
    """Publishes cells into a new snapshot."""

    def __init__(
        self,
        period: Quarter,
        snapshot: Snapshot,
        previous: Snapshot | None,
        workforce: Workforce,
        tree: FrozenTree,
        together: Together,
    ) -> None:
        self.period, self.snapshot, self.previous = period, snapshot, previous
        self.workforce, self.tree, self.together = workforce, tree, together
        self.untouched_before = standing_publications(snapshot=previous).get("", {})
        self.untouched: Stands = {}

    def publish_untouched(self) -> None:
        """What stands where nobody ever began a course."""
        self.untouched = self.publications(self.workforce.untouched(), self.untouched_before)
        insert_rows(PublishedCell, CELL_COLUMNS, list(self.rows(self.untouched, UNTOUCHED, "")))

    def publish_course(self, course_key: UUID) -> None:
        done = done_in(course_key, until=self.period.over_at)
        standing = standing_publications(snapshot=self.previous, course_key=course_key)
        cells: list[tuple[Any, ...]] = []
        for measure in MEASURES:
            sums = self.workforce.rows(
                measure=measure.key(course_key), period=self.period.name, done=done[measure.slug]
            )
            stands = self.publications(sums, self.untouched_before | standing.get(measure.slug, {}))
            own = {cell: each for cell, each in stands.items() if each != self.untouched.get(cell)}
            cells += self.rows(own, course_key, measure.slug)
        insert_rows(PublishedCell, CELL_COLUMNS, cells)

    def publications(self, sums: Mapping[str, Row], previous: Stands) -> Stands:
        return publications(
            tree=self.tree,
            rows=sums,
            previous=previous,
            period=self.period.name,
            as_of=self.snapshot.as_of,
            floor=self.snapshot.floor,
            together=self.together,
        )

    def rows(self, stands: Stands, course_key: UUID, measure: str) -> Iterator[tuple[Any, ...]]:
        for cell, publication in stands.items():
            yield (
                *(self.snapshot.pk, cell, course_key, measure, publication.value.members, publication.value.shown),
                *(publication.period, publication.as_of, fingerprint_bytes(publication.fingerprint)),
            )
