"""Two tabs, two devices, a double click: everything a learner does happens once. Real threads, real transactions."""

from collections import Counter
from functools import partial

import pytest

from tests.factories.tracking import RIGHT, WRONG, Course, course, enrolled, learner
from tracking.attempts.commands import AnswerResult, answer_question, finish_lesson
from tracking.attempts.models import Answer, LessonRun
from tracking.enrolment.commands import start_course
from tracking.enrolment.models import Enrolment
from tracking.enrolment.queries import enrolment_in
from tracking.lrs.commands import store_statements
from tracking.lrs.models import Activity, Agent, Statement
from tracking.lrs.queries import payload
from tracking.progress.differences import differences
from tracking.progress.models import CourseProgress, LessonProgress, QuestionProgress
from tracking.vocabulary.accounts import learner_account, platform_authority
from tracking.vocabulary.activities import course_iri
from tracking.vocabulary.verbs import Verb

pytestmark = pytest.mark.postgresql
ROUNDS = range(5)


def answer(
    taken: Course, key: str, *, lesson: int = 0, question: int = 0, number: int = 1, response=RIGHT
) -> AnswerResult:
    """As a request does it: the enrolment is read anew."""
    enrolment = enrolment_in(learner_key=key, course_key=taken.key)
    return answer_question(
        enrolment=enrolment,
        unit=taken.units[lesson],
        question=taken.question(lesson, question),
        number=number,
        response=response,
    )


def finish(taken: Course, key: str, lesson: int) -> LessonRun:
    return finish_lesson(enrolment=enrolment_in(learner_key=key, course_key=taken.key), unit=taken.units[lesson])


def told() -> Counter[tuple[str, str]]:
    """How often each verb was said of each object."""
    return Counter(
        (said["verb"]["id"], said["object"]["id"]) for said in map(payload, Statement.objects.order_by("pk"))
    )


def test_same_number_from_six_tabs_is_one_answer(at_once):
    taken, lena = course(lessons=[2]), learner()
    enrolled(taken, learner=lena)

    results = at_once(*[partial(answer, taken, lena.learner_key, response=WRONG)] * 6)

    assert Counter(each.is_repeat for each in results) == {False: 1, True: 5}
    assert len({each.answer.pk for each in results}) == Answer.objects.count() == 1
    assert set(told().values()) == {1}
    assert list(QuestionProgress.objects.values_list("tries", "first_right")) == [(1, False)]


@pytest.mark.parametrize("_round", ROUNDS)
def test_last_two_questions_at_once_finish_the_lesson_once(at_once, _round):
    taken, lena = course(lessons=[2, 1]), learner()
    enrolled(taken, learner=lena)

    results = at_once(*(partial(answer, taken, lena.learner_key, question=number) for number in range(2)))

    assert Counter(each.finishes_lesson for each in results) == {True: 1, False: 1}
    assert set(told().values()) == {1}
    assert LessonProgress.objects.get().completed_at is not None


@pytest.mark.parametrize("_round", ROUNDS)
def test_last_two_lessons_at_once_complete_the_course_once(at_once, _round):
    taken, lena = course(lessons=[1, 0]), learner()
    enrolled(taken, learner=lena)

    at_once(partial(answer, taken, lena.learner_key), partial(finish, taken, lena.learner_key, 1))

    assert told()[Verb.COMPLETED.iri, course_iri(taken.key)] == 1
    assert set(told().values()) == {1}
    assert CourseProgress.objects.get().completed_at is not None
    assert list(differences()) == []


def test_done_is_said_once_by_four_clicks(at_once):
    taken, lena = course(lessons=[0, 1]), learner()
    enrolled(taken, learner=lena)

    at_once(*[partial(finish, taken, lena.learner_key, 0)] * 4)

    assert set(told().values()) == {1}
    assert LessonRun.objects.count() == 1


def test_start_from_four_tabs_is_one_enrolment(at_once):
    taken, lena = course(), learner()

    results = at_once(*[partial(start_course, learner=lena, offer=taken.offer, language="de")] * 4)

    assert len({each.pk for each in results}) == Enrolment.objects.count() == 1
    assert told() == {(Verb.REGISTERED.iri, course_iri(taken.key)): 1}


@pytest.mark.parametrize("_round", ROUNDS)
def test_six_learners_at_once_share_the_rows_of_a_new_course(at_once, _round):
    taken = course(lessons=[1])
    people = [learner(f"person{number}@lernhafen.example") for number in range(6)]

    def learn(person):
        start_course(learner=person, offer=taken.offer, language="de")
        return answer(taken, person.learner_key)

    results = at_once(*(partial(learn, person) for person in people))

    assert all(each.finishes_lesson for each in results)
    assert Statement.objects.count() == 6 * 5
    assert Agent.objects.count() == 6 + 1
    assert Activity.objects.count() == 4
    assert CourseProgress.objects.exclude(completed_at=None).count() == 6
    assert list(differences()) == []


def test_the_same_statement_from_four_writers_is_stored_once(at_once):
    said = {
        "id": "7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11",
        "actor": learner_account("a" * 32),
        "verb": {"id": Verb.REGISTERED.iri},
        "object": {"id": "https://example.org/a"},
        "timestamp": "2026-11-23T08:00:00+00:00",
    }

    results = at_once(*[partial(store_statements, statements=[said], authority=platform_authority())] * 4)

    assert len({row.pk for (row,) in results}) == Statement.objects.count() == 1
