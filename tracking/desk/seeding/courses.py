"""Courses in the page editor, and their first editions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from wagtail.models import Page, Revision
from wagtail.search.backends import get_search_backend

from courses.content.commands import open_folder
from courses.content.enums import Format, Level, Topic
from courses.content.models import (
    Address,
    CoursePage,
    Edition,
    EditionQuestion,
    EditionUnit,
    LessonPage,
    ModulePage,
    Offer,
)
from courses.quizzes.models import Question
from tracking.desk.seeding import texts
from tracking.desk.seeding.editions import cut_editions
from tracking.desk.seeding.organisation import ministries
from tracking.desk.seeding.pages import put_below, write_pages
from tracking.desk.seeding.plan import Plan
from tracking.desk.seeding.rows import free_ids, insert_objects, let_ids_go_on, settle
from tracking.desk.seeding.shapes import Course, Lesson

LESSONS_IN_MODULE = 5
KINDS = ("single", "single", "multiple", "sort")


@dataclass(frozen=True)
class Programme:
    """Courses that have their ids and their places in the tree; nothing but the folders is written."""

    folders: list[Page]
    courses: list[Course]
    questions: list[Question]


def write_courses(plan: Plan, programme: Programme) -> None:
    courses = programme.courses
    insert_objects(programme.questions)
    let_ids_go_on(Question)
    pages = [course.page for course in courses]
    write_pages(pages, published_at=plan.starts_at)
    write_pages([module for course in courses for module in course.modules], published_at=plan.starts_at)
    write_pages([lesson.page for course in courses for lesson in course.lessons], published_at=plan.starts_at)
    for folder in programme.folders:
        Page.objects.filter(pk=folder.pk).update(numchild=Page.objects.child_of(folder).count())
    get_search_backend().add_bulk(CoursePage, pages)
    cut_editions(courses)
    settle(Page, Revision, Question, Edition, EditionUnit, EditionQuestion, Offer, Address)


def plan_courses(plan: Plan) -> Programme:
    folders = [open_folder(unit_code=unit.code) for unit in ministries(plan)]
    page_ids, question_ids, edition_ids = free_ids(Page), free_ids(Question), free_ids(Edition)
    positions = {folder.pk: count(Page.objects.child_of(folder).count() + 1) for folder in folders}
    courses, questions = list[Course](), list[Question]()
    for number in range(plan.courses):
        folder = folders[number % len(folders)]
        course = _course(plan, number, page_ids)
        course.edition_id = next(edition_ids)
        put_below(course.page, folder, next(positions[folder.pk]))
        for place in range(plan.lessons):
            if place % LESSONS_IN_MODULE == 0:
                _add_module(plan, course, page_ids)
            asked = list(_questions(plan, course, place, question_ids))
            _add_lesson(plan, course, place, page_ids, asked)
            questions += asked
        courses.append(course)
    return Programme(folders, courses, questions)


def _course(plan: Plan, number: int, page_ids: Iterator[int]) -> Course:
    chance = plan.random("course", number)
    title = texts.course_title(number)
    slug = f"{plan.prefix}-kurs-{number + 1:04}"
    key = plan.key("course", number)
    published_at = plan.starts_at + timedelta(days=chance.randrange(450), seconds=number)
    page = CoursePage(
        id=next(page_ids),
        title=title,
        draft_title=title,
        slug=slug,
        translation_key=key,
        first_published_at=published_at,
        numchild=-(-plan.lessons // LESSONS_IN_MODULE),
        summary=f"{chance.choice(texts.SENTENCES)} {chance.choice(texts.SENTENCES)}",
        goals=[
            {"type": "goal", "id": str(plan.key("goal", number, place)), "value": text.lower()}
            for place, text in enumerate(chance.sample(texts.DEEDS, 3))
        ],
        topic=chance.choice(Topic.values),
        level=chance.choice(Level.values),
        format=Format.READING,
    )
    return Course(key=key, title=title, published_at=published_at, page=page)


def _add_module(plan: Plan, course: Course, page_ids: Iterator[int]) -> None:
    number = len(course.modules) + 1
    title = f"Teil {number}"
    module = ModulePage(
        id=next(page_ids),
        title=title,
        draft_title=title,
        slug=f"teil-{number}",
        translation_key=plan.key(course.key, "module", number),
        first_published_at=course.published_at,
    )
    put_below(module, course.page, number)
    course.modules.append(module)


def _questions(plan: Plan, course: Course, place: int, ids: Iterator[int]) -> Iterator[Question]:
    for number in range(plan.questions):
        chance = plan.random(course.key, "question", place, number)
        kind = chance.choice(KINDS)
        yield Question(
            id=next(ids),
            locale_id=course.page.locale_id,
            translation_key=plan.key(course.key, "question", place, number),
            course_key=course.key,
            kind=kind,
            stem=f"{chance.choice(texts.SENTENCES)} Was tun Sie?",
            hint=chance.choice(texts.SENTENCES),
            passage="So gehen Sie vor",
            answers=[
                {"type": "answer", "id": str(plan.key(course.key, "answer", place, number, option)), "value": value}
                for option, value in enumerate(texts.answers(chance, kind))
            ],
        )


def _add_lesson(plan: Plan, course: Course, place: int, page_ids: Iterator[int], asked: list[Question]) -> None:
    module, title = course.modules[-1], f"{course.title}: Schritt {place + 1}"
    key = plan.key(course.key, "lesson", place)
    blocks = texts.lesson_blocks(plan.random(course.key, "lesson", place), [question.pk for question in asked])
    page = LessonPage(
        id=next(page_ids),
        title=title,
        draft_title=title,
        slug=f"schritt-{place + 1}",
        translation_key=key,
        first_published_at=course.published_at,
        goal="den nächsten Schritt ohne Hilfe gehen",
        body=[
            {"type": kind, "id": str(plan.key(key, "block", number)), "value": value}
            for number, (kind, value) in enumerate(blocks)
            if asked or kind != "check"
        ],
    )
    module.numchild += 1
    put_below(page, module, module.numchild)
    questions = [question.frozen() for question in asked]
    course.lessons.append(Lesson(key=key, title=title, page=page, module=module, questions=questions))
