"""How many commands the database gets for each thing a learner does. Without BEGIN and COMMIT, which cost no answer."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.tracking import RIGHT, WRONG, Course, course, enrolled, learner
from tracking.attempts.commands import answer_question, finish_lesson, save_draft
from tracking.enrolment.models import Enrolment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture
def taken() -> Course:
    return course(lessons=[2, 1, 0])


@pytest.fixture
def enrolment(taken: Course) -> Enrolment:
    """Of a second learner, in a process that has seen every statement of this course before."""
    first = enrolled(taken, learner=learner("max@lernhafen.example"))
    for question in range(2):
        answer(first, taken, question=question)
    answer(first, taken, lesson=1)
    finish_lesson(enrolment=first, unit=taken.units[2])
    return enrolled(taken, learner=learner())


def answer(enrolment: Enrolment, taken: Course, *, lesson=0, question=0, number=1, response=RIGHT) -> None:
    answer_question(
        enrolment=enrolment,
        unit=taken.units[lesson],
        question=taken.question(lesson, question),
        number=number,
        response=response,
    )


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        act()
    return len([each for each in caught if each["sql"].split()[0] not in {"BEGIN", "COMMIT"}])


def either(*, postgresql: int, sqlite: int) -> int:
    """PostgreSQL takes rows of several tables in one command, and is asked for the moment of each write."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def test_first_answer_in_a_lesson(enrolment, taken):
    assert queries(lambda: answer(enrolment, taken, response=WRONG)) == either(postgresql=8, sqlite=10)


def test_next_answer_in_a_lesson(enrolment, taken):
    answer(enrolment, taken, response=WRONG)

    assert queries(lambda: answer(enrolment, taken, number=2, response=WRONG)) == either(postgresql=7, sqlite=8)


def test_answer_with_a_draft(enrolment, taken):
    answer(enrolment, taken, response=WRONG)
    save_draft(enrolment=enrolment, unit=taken.units[0], question=taken.question(0), response=WRONG)

    assert queries(lambda: answer(enrolment, taken, number=2, response=WRONG)) == either(postgresql=8, sqlite=9)


def test_answer_costs_the_same_after_many(enrolment, taken):
    for number in range(1, 21):
        answer(enrolment, taken, number=number, response=WRONG)

    assert queries(lambda: answer(enrolment, taken, number=21, response=WRONG)) == either(postgresql=7, sqlite=8)


def test_answer_that_finishes_the_lesson(enrolment, taken):
    answer(enrolment, taken, question=0)

    assert queries(lambda: answer(enrolment, taken, question=1)) == either(postgresql=10, sqlite=12)


def test_answer_that_finishes_the_course(enrolment, taken):
    answer(enrolment, taken, question=0)
    answer(enrolment, taken, question=1)
    finish_lesson(enrolment=enrolment, unit=taken.units[2])
    answer(enrolment, taken, lesson=1, response=WRONG)

    assert queries(lambda: answer(enrolment, taken, lesson=1, number=2)) == either(postgresql=14, sqlite=16)


def test_same_answer_again(enrolment, taken):
    answer(enrolment, taken)

    assert queries(lambda: answer(enrolment, taken)) == 3
