import pytest

from tests.factories.tracking import RIGHT, WRONG, Course, course, enrolled, learner
from tracking.attempts.commands import answer_question, finish_lesson
from tracking.enrolment.commands import set_bookmark
from tracking.enrolment.queries import enrolment_in
from tracking.progress.models import State
from tracking.progress.queries import course_progress, course_states, home_summary, lesson_states

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def learn(taken: Course, person, *, lesson: int, response=RIGHT) -> None:
    enrolment, unit = enrolment_in(learner_key=person.learner_key, course_key=taken.key), taken.units[lesson]
    if not taken.questions[unit.unit_key]:
        finish_lesson(enrolment=enrolment, unit=unit)
    for question in taken.questions[unit.unit_key]:
        answer_question(enrolment=enrolment, unit=unit, question=question, number=1, response=response)


def test_course_progress_is_the_learners_own():
    lena, max_, taken = learner(), learner("max@lernhafen.example"), course()
    enrolled(taken, learner=lena)

    assert course_progress(learner_key=lena.learner_key, course_key=taken.key).completed_at is None
    assert course_progress(learner_key=max_.learner_key, course_key=taken.key) is None
    assert course_progress(learner_key=None, course_key=taken.key) is None


def test_lesson_states_name_what_is_begun_and_understood(django_assert_num_queries):
    lena, taken = learner(), course(lessons=[1, 1, 1])
    enrolled(taken, learner=lena)
    learn(taken, lena, lesson=0)
    learn(taken, lena, lesson=1, response=WRONG)

    with django_assert_num_queries(1):
        states = lesson_states(learner_key=lena.learner_key, course_key=taken.key)

    assert states == {taken.units[0].unit_key: State.UNDERSTOOD, taken.units[1].unit_key: State.BEGUN}


@pytest.mark.parametrize("number", [1, 3])
def test_course_states_take_one_query_for_any_number_of_courses(number, django_assert_num_queries):
    lena = learner()
    courses = [course(lessons=[1, 0, 1], slug=f"kurs-{each}") for each in range(number)]
    for taken in courses:
        enrolled(taken, learner=lena)
        learn(taken, lena, lesson=0)

    course_states(learner_key=lena.learner_key)  # from now on this process knows the editions
    with django_assert_num_queries(1):
        states = course_states(learner_key=lena.learner_key)

    assert list(states) == [taken.key for taken in reversed(courses)]
    assert {(each.lessons, each.lessons_done, each.is_completed) for each in states.values()} == {(3, 1, False)}


def test_course_states_speak_the_language_asked_for():
    lena, taken = learner(), course()
    enrolled(taken, learner=lena)

    titles = [
        course_states(learner_key=lena.learner_key, language=each)[taken.key].title for each in ("de", "en", "fr")
    ]

    assert titles == ["User Storys", "User stories", "User Storys"]


def test_course_states_tell_a_completed_course():
    lena, taken = learner(), course(lessons=[0])
    enrolled(taken, learner=lena)
    learn(taken, lena, lesson=0)

    state = course_states(learner_key=lena.learner_key)[taken.key]

    assert (state.is_completed, state.lessons_done) == (True, 1)


def test_course_states_of_nobody_are_none(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert course_states(learner_key=None) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_home_summary_takes_three_queries_for_any_number_of_courses(number, django_assert_num_queries):
    lena = learner()
    courses = [course(lessons=[1, 0], slug=f"kurs-{each}") for each in range(number)]
    for taken in courses:
        enrolled(taken, learner=lena)

    home_summary(learner_key=lena.learner_key, language="de")  # from now on this process knows the editions
    with django_assert_num_queries(3):
        summary = home_summary(learner_key=lena.learner_key, language="de")

    assert [state.course_key for state in summary.running] == [taken.key for taken in reversed(courses)]
    assert summary.completed == ()
    assert summary.resume.course_key == courses[-1].key


def test_home_summary_goes_on_at_the_bookmark():
    lena, taken = learner(), course(lessons=[1, 1])
    enrolment = enrolled(taken, learner=lena)
    block = taken.edition.outline["modules"][0]["lessons"][1]["blocks"][2]
    set_bookmark(enrolment=enrolment, unit_key=taken.units[1].unit_key, block_id=block)

    resume = home_summary(learner_key=lena.learner_key, language="de").resume

    assert (resume.unit_key, resume.lesson_title, resume.block_id) == (taken.units[1].unit_key, "Lektion 2", block)
    assert (resume.block_number, resume.blocks, resume.minutes_left, resume.is_begun) == (3, 4, 5, True)
    assert resume.stopped_at is not None


def test_home_summary_goes_on_with_the_next_lesson_when_the_marked_one_is_understood():
    lena, taken = learner(), course(lessons=[1, 1])
    enrolment = enrolled(taken, learner=lena)
    set_bookmark(enrolment=enrolment, unit_key=taken.units[0].unit_key, block_id="gone")
    learn(taken, lena, lesson=0)

    resume = home_summary(learner_key=lena.learner_key, language="en").resume

    assert (resume.unit_key, resume.lesson_title, resume.lesson_slug) == (
        taken.units[1].unit_key,
        "Lesson 2",
        "lesson-2",
    )
    assert (resume.block_id, resume.block_number, resume.minutes_left, resume.is_begun) == ("", 1, 8, False)
    assert resume.stopped_at is None


def test_home_summary_counts_open_questions_that_the_learner_scrolled_past():
    lena, taken = learner(), course(lessons=[3])
    enrolment = enrolled(taken, learner=lena)
    lesson = taken.edition.outline["modules"][0]["lessons"][0]
    set_bookmark(enrolment=enrolment, unit_key=taken.units[0].unit_key, block_id=lesson["blocks"][-1])

    def minutes_left():
        return home_summary(learner_key=lena.learner_key, language="de").resume.minutes_left

    scrolled = minutes_left()
    answered = []
    for number in range(2):
        answer_question(
            enrolment=enrolment,
            unit=taken.units[0],
            question=taken.question(0, number),
            number=1,
            response=RIGHT,
        )
        answered.append(minutes_left())

    assert (lesson["minutes"]["de"], len(lesson["blocks"])) == (8, 4)
    assert (scrolled, *answered) == (5, 4, 3)


def test_home_summary_of_a_new_person_is_empty():
    summary = home_summary(learner_key=learner().learner_key, language="de")

    assert (summary.resume, summary.running, summary.completed) == (None, (), ())
