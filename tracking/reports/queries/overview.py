"""The start of the reports in sentences: the courses that most people began, now and a quarter before."""

from dataclasses import dataclass
from typing import Final

from learning.core.disclosure import Change, change_between
from tracking.reports.frames import FrozenCell, FrozenCourse, FrozenUnit
from tracking.reports.measures import BEGUN, COMPLETED
from tracking.reports.queries.publications import Figure, Figures, figures
from tracking.reports.queries.snapshots import OpenedPeriod, courses_in

SHOWN: Final = 5


@dataclass(frozen=True, kw_only=True)
class CourseAnswer:
    """`change` is that of the completions against the quarter before; None where there is nothing to compare."""

    course: FrozenCourse
    begun: Figure
    completed: Figure
    before: Figure | None
    change: Change | None
    is_held: bool


@dataclass(frozen=True, kw_only=True)
class Overview:
    unit: FrozenUnit
    cell: FrozenCell | None
    answers: tuple[CourseAnswer, ...]
    others: int


def overview(*, period: OpenedPeriod, unit: FrozenUnit) -> Overview:
    """Three queries."""
    cell = period.tree.unit_cell(unit.code)
    if cell is None:
        return Overview(unit=unit, cell=None, answers=(), others=0)
    now = figures(snapshot_id=period.snapshot_id, cells=[cell.code])
    earlier = period.previous
    before = figures(snapshot_id=earlier.snapshot_id, cells=[cell.code]) if earlier else None
    known = courses_in(earlier) if earlier else frozenset()
    answers = [
        answer
        for course in period.courses
        if (answer := answer_about(course, cell, now, before if course.key in known else None, period=period.name))
    ]
    answers.sort(key=lambda answer: -answer.begun.value.rate)
    return Overview(unit=unit, cell=cell, answers=tuple(answers[:SHOWN]), others=len(answers[SHOWN:]))


def answer_about(
    course: FrozenCourse,
    cell: FrozenCell,
    now: Figures,
    before: Figures | None,
    *,
    period: str,
) -> CourseAnswer | None:
    begun = now.get(cell.code, course.key, BEGUN.slug)
    completed = now.get(cell.code, course.key, COMPLETED.slug)
    if begun is None or completed is None:
        return None
    earlier = before.get(cell.code, course.key, COMPLETED.slug) if before else None
    is_held = completed.period != period
    comparable = earlier is not None and not is_held
    return CourseAnswer(
        course=course,
        begun=begun,
        completed=completed,
        before=earlier,
        change=change_between(before=earlier.value, after=completed.value) if earlier and comparable else None,
        is_held=is_held,
    )
