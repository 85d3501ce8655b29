"""What each statement proves. Statements come from the builders, as the platform tells them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from learning.core.events import Event
from tests.golden.events import COURSE, EVENTS, LEARNER, LESSON, PLATFORM_IRI, QUESTION
from tracking.lrs import platform
from tracking.progress.models import CourseProgress, LessonProgress, QuestionProgress
from tracking.progress.projection import Row, fold, project
from tracking.vocabulary.accounts import platform_authority
from tracking.xapi.builders import statement_about

STORED = "2026-11-24T06:00:00+00:00"


@pytest.fixture(autouse=True)
def named(monkeypatch):
    monkeypatch.setattr(platform, "_known", [PLATFORM_IRI])


def stored(event: Event, **changes: Any) -> dict[str, Any]:
    return {**statement_about(event), "stored": STORED, "authority": platform_authority(), **changes}


def rows(name: str) -> dict[type[Row], Row]:
    return {type(row): row for row in project(stored(EVENTS[name]))}


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("enrolment.course_started", {CourseProgress}),
        ("attempts.lesson_begun", {CourseProgress, LessonProgress}),
        ("attempts.question_answered", {CourseProgress, QuestionProgress}),
        ("attempts.question_answered.sort", {CourseProgress, QuestionProgress}),
        ("attempts.lesson_finished", {CourseProgress, LessonProgress}),
        ("attempts.lesson_finished.without_check", {CourseProgress, LessonProgress}),
        ("progress.course_completed", {CourseProgress}),
    ],
)
def test_statement_touches_these_tables(name, tables):
    assert set(rows(name)) == tables


@pytest.mark.parametrize("name", EVENTS)
def test_every_statement_says_who_where_and_when(name):
    event = EVENTS[name]

    row = rows(name)[CourseProgress]

    assert (row.learner_key, row.course_key, row.edition_number) == (LEARNER, COURSE, 3)
    assert row.begun_at == row.last_at == event.occurred_at
    assert row.stored_begun.isoformat() == STORED
    assert (row.completed_at, row.stored_completed) == (
        (event.occurred_at, row.stored_begun) if name == "progress.course_completed" else (None, None)
    )


@pytest.mark.parametrize("name", ["attempts.lesson_finished", "attempts.lesson_finished.without_check"])
def test_finished_lesson_is_understood(name):
    row = rows(name)[LessonProgress]

    assert (row.unit_key, row.completed_at, row.state) == (LESSON, EVENTS[name].occurred_at, "understood")


def test_begun_lesson_is_not_understood():
    row = rows("attempts.lesson_begun")[LessonProgress]

    assert (row.unit_key, row.completed_at, row.state) == (LESSON, None, "begun")


@pytest.mark.parametrize(
    ("number", "is_right", "first_right"), [(1, True, True), (1, False, False), (2, True, False), (2, False, False)]
)
def test_answer_counts_its_number(number, is_right, first_right):
    event = replace(EVENTS["attempts.question_answered"], number=number, is_right=is_right)

    (row,) = (row for row in project(stored(event)) if isinstance(row, QuestionProgress))

    assert (row.unit_key, row.question_key, row.tries, row.first_right) == (LESSON, QUESTION, number, first_right)
    assert row.right_at == (event.occurred_at if is_right else None)


@pytest.mark.parametrize(
    "changes",
    [
        {"authority": {"objectType": "Agent", "account": {"homePage": PLATFORM_IRI, "name": "a package"}}},
        {"actor": {"mbox": "mailto:lena@lernhafen.example"}},
        {"actor": {"account": {"homePage": "https://example.org", "name": LEARNER}}},
        {"verb": {"id": "http://adlnet.gov/expapi/verbs/experienced"}},
        {"object": {"id": "https://example.org/xapi/courses/5b0f3c52-6f0e-4a7d-9a53-0d7a6a6f1c01"}},
        {"object": {"id": f"{PLATFORM_IRI}/xapi/courses/five"}},
    ],
)
def test_foreign_statement_proves_nothing(changes):
    assert project(stored(EVENTS["enrolment.course_started"], **changes)) == []


def test_folded_rows_hold_the_earliest_the_latest_and_what_ever_was():
    right = replace(EVENTS["attempts.question_answered"], number=1, is_right=True)
    wrong = replace(right, number=4, is_right=False, occurred_at=right.occurred_at + timedelta(hours=1))
    late = replace(right, number=3, occurred_at=right.occurred_at - timedelta(days=1))

    folded = fold(row for event in (wrong, late, right) for row in project(stored(event)))

    (course,), (question,) = folded[CourseProgress].values(), folded[QuestionProgress].values()
    assert (course.begun_at, course.last_at) == (late.occurred_at, wrong.occurred_at)
    assert (question.tries, question.first_right, question.right_at) == (4, True, late.occurred_at)
