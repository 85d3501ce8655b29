from uuid import uuid4

from wagtail.models import Locale, Page

from courses.quizzes.models import Question
from courses.quizzes.queries import course_of, owner_of_key, with_course_title
from tests.factories import quizzes


def test_course_of_a_lesson_is_the_course_above_it(course, lesson):
    assert course_of(Page.objects.get(pk=lesson.pk)).pk == course.pk
    assert course_of(Page.objects.get(pk=course.pk)).pk == course.pk


def test_course_of_a_page_outside_of_courses_is_none(course):
    assert course_of(course.get_parent()) is None


def test_owner_of_key_knows_the_goals(course):
    owner = owner_of_key(course_key=course.translation_key, locale_id=course.locale_id)

    assert [text for _key, text in owner.question_goals()] == ["eine Story in einem Satz schreiben"]


def test_owner_of_key_falls_back_to_another_language(course):
    english = Locale.objects.get_or_create(language_code="en")[0]

    assert owner_of_key(course_key=course.translation_key, locale_id=english.pk).pk == course.pk
    assert owner_of_key(course_key=uuid4(), locale_id=english.pk) is None


def test_with_course_title_is_one_query(course, foreign_course, django_assert_num_queries):
    for each in (course, foreign_course, course):
        quizzes.question(course_key=each.translation_key)

    with django_assert_num_queries(2):
        titles = [question.course_title for question in with_course_title(Question.objects.order_by("pk"))]

    assert titles == ["User Storys", "Fremder Kurs", "User Storys"]
