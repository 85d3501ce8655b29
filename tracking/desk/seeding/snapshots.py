"""Closed quarters. Small states are closed by the real command; for large ones that takes hours of hashing, so their
sums are drawn: the keys in them are pseudo-random anyway (HMAC), and nobody can tell a drawn one from a real one.
What drawn quarters cannot show is hold-back from one to the next.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from learning.core.disclosure import Floor
from learning.organisation.enums import Role
from learning.organisation.models import RoleGrant
from tracking.desk.seeding.plan import Plan
from tracking.desk.seeding.rows import settle
from tracking.desk.seeding.shapes import Course
from tracking.reports.commands import approve_report, close_period, propose_report
from tracking.reports.commands.agreements import Side
from tracking.reports.commands.closing import CELL_COLUMNS, ROW_COLUMNS, agreed_floor, secret_fingerprint
from tracking.reports.enums import Report
from tracking.reports.frames import FrozenCourse as CourseThen
from tracking.reports.frames import FrozenTree, freeze_tree
from tracking.reports.measures import MEASURES, METHOD
from tracking.reports.models import PublishedCell, Snapshot, SnapshotRow
from tracking.reports.periods import Quarter
from tracking.reports.queries.people import places_on, units_today
from tracking.reports.queries.publications import FINGERPRINT
from tracking.reports.rules import READERS
from tracking.reports.writing import insert_rows

REALLY_CLOSED_UP_TO = 250_000
"""People × courses."""
KEY_SIZE, POWER_SIZE = 2**31, 2**61
SIDES: tuple[tuple[Side, Role], ...] = (("hr", Role.HR), ("staff_council", Role.STAFF_COUNCIL))
SHARE = {"begun": 0.09, "completed": 0.05}


def agree(plan: Plan) -> None:
    """Both sides agreed on the report, so that it can be read."""
    propose_report(
        report=Report.PARTICIPATION, purposes=["Fortbildungsplanung"], roles=sorted(READERS), floor=Floor.LOWEST
    )
    for side, role in SIDES:
        grant = RoleGrant.objects.filter(role=role, unit__code__startswith=plan.prefix).select_related("user").first()
        if grant:
            approve_report(report=Report.PARTICIPATION, side=side, by=grant.user)


def last_quarters(number: int) -> list[Quarter]:
    """The last ones that are over, earliest first."""
    period, found = Quarter.last_over(now=timezone.now()), list[Quarter]()
    for _quarter in range(number):
        found.insert(0, period)
        period = period.before()
    return found


def seed_snapshots(plan: Plan, courses: Sequence[Course], *, quarters: int) -> str:
    """Says how they came about."""
    is_real = plan.people * plan.courses <= REALLY_CLOSED_UP_TO
    for period in last_quarters(quarters):
        if is_real:
            close_period(period=period)
        else:
            _draw(plan, courses, period)
    settle(Snapshot, SnapshotRow, PublishedCell)
    return "closed" if is_real else "drawn"


def _draw(plan: Plan, courses: Sequence[Course], period: Quarter) -> None:
    direct: dict[str, int] = {}
    for unit, _learner in places_on(period.ends):
        direct[unit] = direct.get(unit, 0) + 1
    floor = agreed_floor()
    tree = freeze_tree(units=units_today(), direct=direct, floor=floor)
    offered = [course for course in courses if course.published_at < period.over_at]
    snapshot = Snapshot.objects.create(
        period=period.name,
        starts=period.starts,
        ends=period.ends,
        as_of=period.ends,
        closed_at=period.over_at + timedelta(hours=2),
        floor=floor,
        secret_fingerprint=secret_fingerprint(),
        method=METHOD,
        organisation=tree.as_json(),
        courses=[
            CourseThen(key=course.key, slug=course.page.slug, title_de=course.title, title_en="").as_json()
            for course in sorted(offered, key=lambda course: course.title)
        ],
    )
    chance = plan.random("snapshot", period.name)
    insert_rows(SnapshotRow, ROW_COLUMNS, _rows(chance, snapshot, offered, direct))
    insert_rows(PublishedCell, CELL_COLUMNS, _cells(chance, snapshot, offered, tree))


def _rows(
    chance: Random, snapshot: Snapshot, courses: Sequence[Course], direct: dict[str, int]
) -> Iterator[tuple[Any, ...]]:
    draw = chance.random
    for course in courses:
        for measure in MEASURES:
            share = SHARE[measure.slug]
            for unit, members in direct.items():
                done = int(members * share * 2 * draw())
                keys = [int(KEY_SIZE * draw()) * count for count in (done, members - done)]
                powers = [int(POWER_SIZE * draw()) for _power in range(5)]
                yield snapshot.pk, unit, course.key, measure.slug, members, done, keys[0], sum(keys), *powers


def _cells(
    chance: Random, snapshot: Snapshot, courses: Sequence[Course], tree: FrozenTree
) -> Iterator[tuple[Any, ...]]:
    draw, prints = chance.random, chance.randbytes
    for course in courses:
        for measure in MEASURES:
            share = SHARE[measure.slug]
            for cell in tree.cells:
                shown = int(cell.members * share * 2 * draw())
                shown = shown if 3 <= shown <= cell.members - 3 else 0
                yield (
                    *(snapshot.pk, cell.code, course.key, measure.slug, cell.members, shown),
                    *(snapshot.period, snapshot.as_of, prints(FINGERPRINT.size)),
                )
