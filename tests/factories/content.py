"""Courses for tests: small trees of pages, and editions cut from them."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.text import slugify
from wagtail.models import Locale

from courses.content.commands import editions, one_edition, prepare_tree
from courses.content.commands.pictures import keep_picture
from courses.content.freezing import freeze_course
from courses.content.models import CourseFolderPage, CoursePage, Edition, LessonPage, ModulePage
from tests.factories import quizzes

TEXT = {"heading": "Drei Fragen, ein Satz", "text": "<p>Eine User Story hält fest, was ein Mensch will.</p>"}


def raw_block(kind: str, **value: Any) -> dict[str, Any]:
    """Raw stream data with an id that stays the same from run to run."""
    return {"type": kind, "id": str(uuid5(NAMESPACE_URL, f"{kind}{sorted(value.items())}")), "value": value}


def check_block(*questions: Any, heading: str = "") -> dict[str, Any]:
    return raw_block("check", heading=heading, questions=[question.pk for question in questions])


def course_folder() -> CourseFolderPage:
    return prepare_tree()


def course_page(*, folder: CourseFolderPage | None = None, title: str = "User Storys", **fields: Any) -> CoursePage:
    """A draft course with one goal."""
    values: dict[str, Any] = {
        "slug": slugify(title),
        "summary": "Aus einem Wunsch wird eine Aufgabe.",
        "goals": [raw_block("goal") | {"value": "eine Story in einem Satz schreiben"}],
        "live": False,
    }
    course = CoursePage(title=title, **(values | fields))
    parent = CourseFolderPage.objects.get(pk=(folder or course_folder()).pk)
    course.locale = parent.locale
    parent.add_child(instance=course)
    return course


def module_page(course: CoursePage, *, title: str = "Eine gute Story", **fields: Any) -> ModulePage:
    module = ModulePage(title=title, locale=course.locale, **({"slug": slugify(title), "live": False} | fields))
    CoursePage.objects.get(pk=course.pk).add_child(instance=module)
    return module


def lesson_page(module: ModulePage, *, title: str = "Eine Story schreiben", **fields: Any) -> LessonPage:
    values: dict[str, Any] = {
        "slug": slugify(title),
        "goal": "einen Wunsch in einen Satz verwandeln",
        "body": [raw_block("text", **TEXT)],
        "live": False,
    }
    lesson = LessonPage(title=title, locale=module.locale, **(values | fields))
    ModulePage.objects.get(pk=module.pk).add_child(instance=lesson)
    return lesson


def publish_all(course: CoursePage, *, by: Any = None) -> Edition:
    """Publish the course and all below it as one edition."""
    with one_edition(by=by):
        for page in CoursePage.objects.get(pk=course.pk).get_descendants(inclusive=True).specific().order_by("-depth"):
            page.save_revision(clean=False).publish()
    newest = Edition.objects.filter(course_key=course.translation_key).order_by("-number").first()
    if newest is None:
        raise AssertionError("Nothing was cut")
    return newest


def draft_course(*, lessons: int = 2, title: str = "User Storys", **fields: Any) -> CoursePage:
    """One module; the first lesson asks one question."""
    course = course_page(title=title, **fields)
    module = module_page(course)
    question = quizzes.question(course_key=course.translation_key, locale=course.locale)
    for number in range(1, lessons + 1):
        blocks = [raw_block("text", **TEXT), *([check_block(question)] if number == 1 else [])]
        lesson_page(module, title=f"Lektion {number}", body=blocks)
    return course


def live_course(*, lessons: int = 2, title: str = "User Storys", by: Any = None, **fields: Any) -> CoursePage:
    course = draft_course(lessons=lessons, title=title, **fields)
    publish_all(course, by=by)
    course.refresh_from_db()
    return course


def english_twin(course: CoursePage) -> CoursePage:
    """The course and all below it in English, as drafts with the same keys and the same blocks."""
    english = Locale.objects.get(language_code="en")
    twin: CoursePage = course.copy_for_translation(english, copy_parents=True)
    for module in ModulePage.objects.child_of(course):
        module.copy_for_translation(english)
        for lesson in LessonPage.objects.child_of(module):
            lesson.copy_for_translation(english)
    twin.refresh_from_db()
    return twin


def publish_all_unchecked(course: CoursePage) -> Edition:
    """An edition as it was cut before the checks of today were there."""
    CoursePage.objects.get(pk=course.pk).get_descendants(inclusive=True).update(live=True)
    frozen = freeze_course(course.translation_key, keep=keep_picture)
    return editions._store(frozen, number=1, by=None)
