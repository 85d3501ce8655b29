"""Journeys as rows: enrolment and progress for everybody, runs and answers for those whose statements are there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain, count, islice
from typing import Any

from django.db import models

from tracking.attempts.models import Answer, LessonRun
from tracking.desk.seeding.aside import Aside, Part
from tracking.desk.seeding.journeys import Journey, Tried, journeys, response, tries
from tracking.desk.seeding.organisation import Person
from tracking.desk.seeding.plan import Plan
from tracking.desk.seeding.rows import as_json, free_ids, let_ids_go_on, settle, without_indexes
from tracking.desk.seeding.shapes import LANGUAGE, Course
from tracking.desk.seeding.snapshots import TABLES as DRAWN_TABLES
from tracking.desk.seeding.statements import write_statements
from tracking.enrolment.models import Enrolment
from tracking.lrs.models import Statement, StatementActivity, StatementAgent
from tracking.progress.models import CourseProgress, LessonProgress, QuestionProgress
from tracking.reports.writing import insert_rows

AT_ONCE = 20_000
"""Journeys in memory at a time."""
STORED_AFTER = timedelta(milliseconds=20)
RECORD = (Statement, StatementAgent, StatementActivity)

COLUMNS: dict[type[models.Model], tuple[str, ...]] = {
    Enrolment: ("id", "learner_key", "course_key", "edition", "language", "enrolled_at"),
    CourseProgress: (
        *("learner_key", "course_key", "edition_number", "begun_at", "last_at", "completed_at"),
        *("stored_begun", "stored_completed", "is_sealed"),
    ),
    LessonProgress: ("learner_key", "course_key", "unit_key", "begun_at", "completed_at", "is_sealed"),
    QuestionProgress: (
        *("learner_key", "course_key", "unit_key", "question_key", "tries", "first_right", "right_at", "is_sealed"),
    ),
    LessonRun: ("enrolment", "unit_key", "begun_at", "finished_at"),
    Answer: ("enrolment", "unit_key", "question_key", "number", "response", "is_right", "answered_at"),
}


class Records:
    """`people` ordered by learner key; `drawn` is written along with their records.

    A second process begins at once with most of it: progress of people without statements, and `drawn`.
    """

    def __init__(
        self, plan: Plan, people: Sequence[Person], courses: Sequence[Course], *, drawn: Sequence[Part]
    ) -> None:
        first = {person.id for person in sorted(people, key=lambda person: person.id)[: plan.with_statements]}
        others = [person for person in people if person.id not in first]
        self.recorded = list(journeys(plan, [person for person in people if person.id in first], courses))
        self.first_id = next(free_ids(Enrolment))
        sealed = _parts(journeys(plan, others, courses), first_id=self.first_id + len(self.recorded), is_sealed=True)
        self.aside = Aside(lambda: chain(sealed, drawn))

    def write(self) -> dict[str, int]:
        """Gives how many rows each table got."""
        written: Counter[str] = Counter({model.__name__: 0 for model in COLUMNS})
        with without_indexes(*COLUMNS, *RECORD, *DRAWN_TABLES):
            for part in _parts(iter(self.recorded), first_id=self.first_id, is_sealed=False):
                written[part.model.__name__] += insert_rows(part.model, part.names, list(part.rows))
            written[Statement.__name__] = write_statements(self.recorded, stored_after=STORED_AFTER)
            for model, number in self.aside.insert():
                written[model.__name__] += number
        let_ids_go_on(Enrolment)
        settle(*COLUMNS, *RECORD)
        return written


def _parts(coming: Iterator[Journey], *, first_id: int, is_sealed: bool) -> Iterator[Part]:
    ids = count(first_id)
    while part := list(islice(coming, AT_ONCE)):
        for model, rows in _rows(part, ids, is_sealed=is_sealed):
            yield Part(model, COLUMNS[model], rows)


Rows = list[tuple[Any, ...]]


def _rows(part: list[Journey], ids: "count[int]", *, is_sealed: bool) -> Iterator[tuple[type[models.Model], Rows]]:
    enrolments = [(next(ids), journey) for journey in part]
    yield Enrolment, [(pk, *_who(each), each.course.edition_id, LANGUAGE, each.enrolled_at) for pk, each in enrolments]
    yield CourseProgress, [_course_row(journey, is_sealed) for journey in part]
    yield (
        LessonProgress,
        [
            (*_who(journey), learned.lesson.key, learned.begun_at, learned.finished_at, is_sealed)
            for journey in part
            for learned in journey.lessons
        ],
    )
    yield (
        QuestionProgress,
        [
            (*_who(journey), learned.lesson.key, *_standing(tried), is_sealed)
            for journey in part
            for learned in journey.lessons
            for tried in learned.questions
        ],
    )
    if is_sealed:
        return
    yield (
        LessonRun,
        [
            (pk, learned.lesson.key, learned.begun_at, learned.finished_at)
            for pk, journey in enrolments
            for learned in journey.lessons
        ],
    )
    yield (
        Answer,
        [
            (
                pk,
                learned.lesson.key,
                tried.question.key,
                number,
                as_json(list(response(tried.question, is_right=right))),
                right,
                at,
            )
            for pk, journey in enrolments
            for learned in journey.lessons
            for tried in learned.questions
            for number, right, at in tries(tried)
        ],
    )


def _who(journey: Journey) -> tuple[Any, Any]:
    return journey.person.learner_key, journey.course.key


def _course_row(journey: Journey, is_sealed: bool) -> tuple[Any, ...]:
    completed_at = journey.completed_at
    return (
        *(*_who(journey), 1, journey.enrolled_at, journey.last_at, completed_at),
        *(journey.enrolled_at + STORED_AFTER, completed_at and completed_at + STORED_AFTER, is_sealed),
    )


def _standing(tried: Tried) -> tuple[Any, ...]:
    return tried.question.key, len(tried.at), tried.is_right and len(tried.at) == 1, tried.right_at
