"""Closed quarters. Small states are closed by the real command; for large ones that takes hours of hashing, so their
cells are drawn: the noise in them is pseudo-random anyway (HMAC), and nobody can tell a drawn one from a real one.
What drawn quarters cannot show is hold-back from one to the next.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from learning.core.disclosure import Floor
from learning.organisation.enums import Role
from learning.organisation.models import RoleGrant
from tracking.desk.seeding.aside import Part
from tracking.desk.seeding.plan import Plan
from tracking.desk.seeding.shapes import Course
from tracking.reports.commands import approve_report, close_period, propose_report
from tracking.reports.commands.agreements import Side
from tracking.reports.commands.closing import CELL_COLUMNS, agreed_floor, secret_fingerprint
from tracking.reports.enums import Report
from tracking.reports.frames import FrozenCell, FrozenTree, freeze_tree
from tracking.reports.frames import FrozenCourse as CourseThen
from tracking.reports.measures import MEASURES, METHOD
from tracking.reports.models import UNTOUCHED, PublishedCell, Snapshot
from tracking.reports.periods import Quarter
from tracking.reports.queries.people import places_on, units_today
from tracking.reports.queries.publications import FINGERPRINT
from tracking.reports.rules import READERS

TABLES = (PublishedCell,)
"""What a closed quarter fills."""
REALLY_CLOSED_UP_TO = 250_000
"""People × courses."""
SIDES: tuple[tuple[Side, Role], ...] = (("hr", Role.HR), ("staff_council", Role.STAFF_COUNCIL))
SHARE = {"begun": 0.09, "completed": 0.05}
SHOWN_FROM = 3


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


def is_drawn(plan: Plan) -> bool:
    return plan.people * plan.courses > REALLY_CLOSED_UP_TO


def close_quarters(number: int) -> None:
    for period in last_quarters(number):
        close_period(period=period)


def draw(plan: Plan, courses: Sequence[Course], *, quarters: int) -> list[Part]:
    """Snapshots, written at once, and their rows to be written: nothing of them asks the database."""
    found: list[Part] = []
    for period in last_quarters(quarters):
        direct = Counter(unit for unit, _learner in places_on(period.ends))
        tree = freeze_tree(units=units_today(), direct=direct, floor=agreed_floor())
        offered = [course for course in courses if course.published_at < period.over_at]
        snapshot = _snapshot(period, tree, offered)
        chance = plan.random("snapshot", period.name)
        found.append(Part(PublishedCell, CELL_COLUMNS, _cells(chance, snapshot, offered, tree)))
    return found


def _snapshot(period: Quarter, tree: FrozenTree, offered: Sequence[Course]) -> Snapshot:
    return Snapshot.objects.create(
        period=period.name,
        starts=period.starts,
        ends=period.ends,
        as_of=period.ends,
        closed_at=period.over_at + timedelta(hours=2),
        floor=agreed_floor(),
        secret_fingerprint=secret_fingerprint(),
        method=METHOD,
        organisation=tree.as_json(),
        courses=[
            CourseThen(key=course.key, slug=course.page.slug, title_de=course.title, title_en="").as_json()
            for course in sorted(offered, key=lambda course: course.title)
        ],
    )


def _cells(
    chance: Random, snapshot: Snapshot, courses: Sequence[Course], tree: FrozenTree
) -> Iterator[tuple[Any, ...]]:
    draw, prints = chance.random, chance.randbytes

    def row(cell: FrozenCell, course_key: UUID, measure: str, shown: int) -> tuple[Any, ...]:
        return (
            *(snapshot.pk, cell.code, course_key, measure, cell.members, shown),
            *(snapshot.period, snapshot.as_of, prints(FINGERPRINT.size)),
        )

    for cell in tree.cells:
        yield row(cell, UNTOUCHED, "", 0)
    for course in courses:
        for measure in MEASURES:
            most = 2 * SHARE[measure.slug]
            for cell in [cell for cell in tree.cells if cell.members * most >= SHOWN_FROM]:
                shown = int(cell.members * most * draw())
                if SHOWN_FROM <= shown <= cell.members - SHOWN_FROM:
                    yield row(cell, course.key, measure.slug, shown)
