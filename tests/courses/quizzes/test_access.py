import pytest

from courses.quizzes.access import policy, visible_questions
from courses.quizzes.models import Question
from learning.accounts.models import User
from tests.factories import content, quizzes


@pytest.fixture
def own(course):
    return quizzes.question(course_key=course.translation_key)


@pytest.fixture
def foreign(foreign_course):
    return quizzes.question(course_key=foreign_course.translation_key, stem="Fremde Frage")


@pytest.mark.parametrize("action", ["add", "view", "change", "delete"])
def test_trainer_may_do_it_in_the_own_course_only(tom, own, foreign, action):
    assert policy.user_has_permission_for_instance(tom, action, own)
    assert not policy.user_has_permission_for_instance(tom, action, foreign)


@pytest.mark.parametrize("action", ["add", "view", "change", "delete"])
def test_people_without_a_course_may_do_nothing(own, action):
    lena = User.objects.create_user("lena@lernhafen.example")

    assert not policy.user_has_permission(lena, action)
    assert not policy.user_has_permission_for_instance(lena, action, own)
    assert not visible_questions(lena).exists()


def test_trainer_who_left_may_do_nothing(tom, own):
    User.objects.filter(pk=tom.pk).update(is_active=False)
    tom = User.objects.get(pk=tom.pk)

    assert not policy.user_has_permission_for_instance(tom, "change", own)
    assert not visible_questions(tom).exists()


def test_visible_questions_are_those_of_the_own_courses(tom, own, foreign):
    admin = User.objects.create_superuser("admin@lernhafen.example")

    assert list(visible_questions(tom)) == [own]
    assert set(visible_questions(admin)) == {own, foreign}


def test_question_whose_course_is_gone_belongs_to_administrators(tom, own):
    admin = User.objects.create_superuser("admin@lernhafen.example")
    Question.objects.filter(pk=own.pk).update(course_key="6f0f7a4e-2b1d-4a52-9d59-1f3f3b6f9a11")
    own.refresh_from_db()

    assert not policy.user_has_permission_for_instance(tom, "change", own)
    assert policy.user_has_permission_for_instance(admin, "change", own)


def test_question_that_a_lesson_uses_must_not_be_deleted(tom, course, own):
    module = content.module_page(course)
    content.lesson_page(module, body=[content.check_block(own)])

    assert not policy.user_has_permission_for_instance(tom, "delete", own)
    assert policy.user_has_permission_for_instance(tom, "change", own)


def test_question_that_only_a_draft_uses_must_not_be_deleted(tom, course, own):
    lesson = content.lesson_page(content.module_page(course), live=True)
    lesson.body = [content.check_block(own)]
    lesson.save_revision(clean=False)

    assert not policy.user_has_permission_for_instance(tom, "delete", own)


def test_visible_questions_cost_the_same_for_one_and_for_three(tom, course, django_assert_num_queries):
    quizzes.question(course_key=course.translation_key)
    visible_questions(tom).count()
    for count in (1, 3):
        while Question.objects.count() < count:
            quizzes.question(course_key=course.translation_key)
        with django_assert_num_queries(1):
            assert len(visible_questions(tom)) == count
