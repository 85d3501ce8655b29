from uuid import uuid4

import pytest

from courses.content.models import EditionUnit
from tests.factories.quizzes import frozen_question
from tests.factories.tracking import RIGHT, WRONG, Course, course, enrolled, learner
from tracking.attempts.commands import (
    AnswerResult,
    AttemptRefusedError,
    answer_question,
    begin_lesson,
    finish_lesson,
    save_draft,
)
from tracking.attempts.models import Answer, Draft, LessonRun
from tracking.attempts.queries import work_in
from tracking.enrolment.models import Enrolment
from tracking.lrs.models import Statement
from tracking.lrs.queries import payload
from tracking.progress.models import CourseProgress, LessonProgress
from tracking.vocabulary.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def taken() -> Course:
    """Two questions in the first lesson, none in the second."""
    return course(lessons=[2, 0])


@pytest.fixture
def enrolment(taken: Course) -> Enrolment:
    return enrolled(taken, learner=learner())


def answer(enrolment: Enrolment, taken: Course, *, question: int = 0, number: int = 1, response=RIGHT) -> AnswerResult:
    return answer_question(
        enrolment=enrolment,
        unit=taken.units[0],
        question=taken.question(0, question),
        number=number,
        response=response,
    )


def told() -> list[str]:
    """The verbs of all statements, in the order they were stored."""
    verbs = {verb.iri: verb.name.lower() for verb in Verb}
    return [verbs[payload(statement)["verb"]["id"]] for statement in Statement.objects.order_by("pk")]


def test_begin_lesson_is_told_once(enrolment, taken):
    first = begin_lesson(enrolment=enrolment, unit=taken.units[0])

    again = begin_lesson(enrolment=enrolment, unit=taken.units[0])

    assert again == first
    assert told() == ["registered", "initialized"]


def test_begin_lesson_refuses_a_lesson_of_another_edition(enrolment, taken):
    other = course(key=taken.key, number=2)

    with pytest.raises(AttemptRefusedError, match="other_edition"):
        begin_lesson(enrolment=enrolment, unit=other.units[0])


def test_answer_question_grades_keeps_and_tells_it(enrolment, taken):
    result = answer(enrolment, taken, response=WRONG)

    assert (result.grade.is_right, result.is_repeat, result.lesson_finished) == (False, False, False)
    assert list(Answer.objects.values_list("number", "response", "is_right")) == [(1, ["a"], False)]
    assert told() == ["registered", "initialized", "answered"]


def test_answer_question_finishes_the_lesson_with_the_last_right_answer(enrolment, taken):
    first = answer(enrolment, taken, question=0)
    wrong = answer(enrolment, taken, question=1, response=WRONG)

    last = answer(enrolment, taken, question=1, number=2)

    assert [each.lesson_finished for each in (first, wrong, last)] == [False, False, True]
    assert last.finishes_lesson
    assert told() == ["registered", "initialized", "answered", "answered", "answered", "completed"]


def test_answer_question_finishes_the_lesson_with_the_last_right_answer_of_another_language(enrolment, taken):
    english = EditionUnit.objects.get(edition=taken.edition, language="en", unit_key=taken.units[0].unit_key)
    answer(enrolment, taken, question=0)

    last = answer_question(enrolment=enrolment, unit=english, question=taken.question(0, 1), number=1, response=RIGHT)

    assert last.finishes_lesson


def test_answer_question_with_a_known_number_gives_the_stored_answer(enrolment, taken):
    stored = answer(enrolment, taken, response=WRONG)
    before = told()

    again = answer(enrolment, taken, response=WRONG)

    assert (again.answer, again.is_repeat, again.grade.is_right) == (stored.answer, True, False)
    assert again.grade == stored.grade
    assert (told(), Answer.objects.count()) == (before, 1)


@pytest.mark.parametrize(("first", "second", "code"), [(WRONG, RIGHT, "behind"), (RIGHT, WRONG, "settled")])
def test_answer_question_refuses_another_answer_under_a_known_number(enrolment, taken, first, second, code):
    stored = answer(enrolment, taken, response=first)
    before = told()

    with pytest.raises(AttemptRefusedError, match=code):
        answer(enrolment, taken, response=second)

    assert list(Answer.objects.values_list("pk", "response")) == [(stored.answer.pk, list(first))]
    assert told() == before


def test_answer_question_repeats_the_finishing_answer_as_such(enrolment, taken):
    answer(enrolment, taken, question=0)
    answer(enrolment, taken, question=1)

    again = answer(enrolment, taken, question=1)

    assert (again.is_repeat, again.lesson_finished, again.finishes_lesson) == (True, True, True)


def test_answer_question_after_the_end_counts_but_finishes_nothing(enrolment, taken):
    answer(enrolment, taken, question=0)
    answer(enrolment, taken, question=1)

    later = answer(enrolment, taken, question=0, number=2, response=WRONG)

    assert (later.lesson_finished, later.finishes_lesson) == (True, False)
    assert told().count("completed") == 1
    assert LessonProgress.objects.get().completed_at is not None


@pytest.mark.parametrize("number", [0, -1, 2, 1000])
def test_answer_question_refuses_a_number_out_of_turn(enrolment, taken, number):
    with pytest.raises(AttemptRefusedError, match="number_ahead"):
        answer(enrolment, taken, number=number)

    assert (Answer.objects.count(), LessonRun.objects.count()) == (0, 0)
    assert told() == ["registered"]


def test_answer_question_refuses_a_question_of_another_lesson(enrolment, taken):
    with pytest.raises(AttemptRefusedError, match="not_in_lesson"):
        answer_question(
            enrolment=enrolment,
            unit=taken.units[0],
            question=frozen_question("single", key=uuid4()),
            number=1,
            response=RIGHT,
        )


def test_answer_question_refuses_another_edition(enrolment, taken):
    newer = course(key=taken.key, number=2, lessons=[2, 0])

    with pytest.raises(AttemptRefusedError, match="other_edition"):
        answer(enrolment, newer)


def test_answer_question_takes_its_draft_away(enrolment, taken):
    for number in range(2):
        save_draft(enrolment=enrolment, unit=taken.units[0], question=taken.question(0, number), response=WRONG)

    answer(enrolment, taken, question=0)

    drafts = work_in(enrolment=enrolment, unit_key=taken.units[0].unit_key).drafts
    assert drafts == {taken.question(0, 1).key: WRONG}


def test_finish_lesson_finishes_one_without_check_once(enrolment, taken):
    first = finish_lesson(enrolment=enrolment, unit=taken.units[1])

    again = finish_lesson(enrolment=enrolment, unit=taken.units[1])

    assert first.finished_at == again.finished_at
    assert told() == ["registered", "initialized", "completed"]
    assert "success" not in payload(Statement.objects.order_by("pk").last())["result"]


def test_finish_lesson_refuses_one_with_a_check(enrolment, taken):
    with pytest.raises(AttemptRefusedError, match="has_check"):
        finish_lesson(enrolment=enrolment, unit=taken.units[0])

    assert LessonRun.objects.count() == 0


def test_course_is_completed_once_by_its_last_lesson(enrolment, taken):
    finish_lesson(enrolment=enrolment, unit=taken.units[1])
    answer(enrolment, taken, question=0)
    assert CourseProgress.objects.get().completed_at is None

    answer(enrolment, taken, question=1)
    answer(enrolment, taken, question=1, number=2)

    assert told().count("completed") == 3
    assert CourseProgress.objects.get().completed_at is not None


def test_save_draft_keeps_the_last_choice(enrolment, taken):
    for response in (WRONG, RIGHT):
        save_draft(enrolment=enrolment, unit=taken.units[0], question=taken.question(0), response=response)

    assert list(Draft.objects.values_list("question_key", "response")) == [(taken.question(0).key, ["b"])]
    assert told() == ["registered"]


def test_save_draft_of_nothing_takes_it_away(enrolment, taken):
    save_draft(enrolment=enrolment, unit=taken.units[0], question=taken.question(0), response=WRONG)

    assert save_draft(enrolment=enrolment, unit=taken.units[0], question=taken.question(0), response=()) is None
    assert Draft.objects.count() == 0


def test_save_draft_refuses_a_question_of_another_lesson(enrolment, taken):
    with pytest.raises(AttemptRefusedError, match="not_in_lesson"):
        save_draft(enrolment=enrolment, unit=taken.units[1], question=taken.question(0), response=WRONG)


def test_work_in_says_tries_last_answer_and_whether_it_ever_was_right(enrolment, taken, django_assert_num_queries):
    answer(enrolment, taken, question=0, number=1, response=RIGHT)
    answer(enrolment, taken, question=0, number=2, response=WRONG)
    answer(enrolment, taken, question=1, number=1, response=WRONG)

    with django_assert_num_queries(1):
        found = work_in(enrolment=enrolment, unit_key=taken.units[0].unit_key)

    said = {key: (each.tries, each.last, each.is_right) for key, each in found.tries.items()}
    assert said == {taken.question(0, 0).key: (2, WRONG, True), taken.question(0, 1).key: (1, WRONG, False)}
    assert found.drafts == {}
