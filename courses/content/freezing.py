"""From the live pages of a course to the plain values an edition keeps."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from courses.content.asked import Asked
from courses.content.blocks import lesson_blocks
from courses.content.bodies import CHECK
from courses.content.competences import in_order
from courses.content.minutes import lesson_minutes
from courses.content.models import CoursePage, LessonPage, ModulePage
from courses.content.models.pages import CheckedPage
from courses.quizzes.frozen import FrozenQuestion, freeze, thaw
from courses.quizzes.models import Question

Keep = Callable[[Any], dict[str, Any]]
"""Takes an image, keeps a copy of it, gives `{"name", "width", "height"}`."""


@dataclass(frozen=True, kw_only=True)
class FrozenLesson:
    key: UUID
    module_key: UUID
    language: str
    slug: str
    title: str
    minutes: int
    content: dict[str, Any]
    digest: str
    revision_id: int | None
    questions: dict[str, dict[str, Any]]
    """Question key (hex) → the frozen question, in the order they are asked."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """The very objects that something was frozen from, for the checks. `asked`, `lost_pictures`: of lessons."""

    page: CheckedPage
    language: str
    asked: Asked = field(default_factory=dict)
    lost_pictures: tuple[int, ...] = ()
    """Numbers of the blocks whose picture is there, but cannot be read."""


@dataclass(kw_only=True)
class FrozenCourse:
    """All that is live of a course, in all its languages; the main one stands first in `about`."""

    key: UUID
    page_id: int
    topic: str
    level: str
    format: str
    competences: list[str] = field(default_factory=list)
    about: dict[str, dict[str, Any]]
    words: str
    module_titles: dict[UUID, dict[str, str]] = field(default_factory=dict)
    lessons: list[FrozenLesson] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    @property
    def languages(self) -> list[str]:
        return list(self.about)

    @property
    def main_language(self) -> str:
        return self.languages[0]

    def in_order(self) -> list[tuple[UUID, dict[str, FrozenLesson]]]:
        """Lesson key → its twins by language, in the order of the course: that of the main language's tree."""
        twins: dict[UUID, dict[str, FrozenLesson]] = defaultdict(dict)
        for lesson in self.lessons:
            twins[lesson.key][lesson.language] = lesson
        modules = list(self.module_titles)
        return sorted(twins.items(), key=lambda each: modules.index(next(iter(each[1].values())).module_key))

    def outline(self) -> dict[str, Any]:
        modules: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
        for key, twins in self.in_order():
            main = next(iter(twins.values()))
            modules[main.module_key].append(
                {
                    "key": key.hex,
                    "slug": {language: lesson.slug for language, lesson in twins.items()},
                    "title": {language: lesson.title for language, lesson in twins.items()},
                    "minutes": {language: lesson.minutes for language, lesson in twins.items()},
                    "questions": list(main.questions),
                    "blocks": [block["id"] for block in main.content["body"]],
                }
            )
        titles = self.module_titles
        return {"modules": [{"key": key.hex, "title": titles[key], "lessons": modules[key]} for key in modules]}

    def minutes(self) -> int:
        return sum(next(iter(twins.values())).minutes for _key, twins in self.in_order())

    def digest(self) -> str:
        lessons = [(each.language, each.key.hex, each.slug, each.minutes, each.digest) for each in self.lessons]
        questions = [(each.language, each.key.hex, digest_of(each.questions)) for each in self.lessons]
        facts: list[Any] = [self.topic, self.level, self.format]
        if self.competences:
            facts.append(self.competences)
        return digest_of([self.about, self.outline(), lessons, questions, facts])


def digest_of(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def freeze_course(course_key: UUID, *, keep: Keep) -> FrozenCourse | None:
    """What is live of the course now, or None when nothing is there to learn. Ten queries, whatever its size."""
    pages = list(CoursePage.objects.live().filter(translation_key=course_key).select_related("locale"))
    pages.sort(key=lambda page: (page.locale.language_code != "de", page.locale.language_code))
    modules = list(_below(ModulePage, pages))
    lessons = list(_below(LessonPage, pages))
    by_path = {module.path: module for module in modules}
    lessons = [lesson for lesson in lessons if lesson.path[: -lesson.steplen] in by_path]
    pages = [page for page in pages if any(lesson.path.startswith(page.path) for lesson in lessons)]
    if not pages:
        return None
    course = FrozenCourse(
        key=course_key,
        page_id=pages[0].pk,
        topic=pages[0].topic,
        level=pages[0].level,
        format=pages[0].format,
        competences=in_order(pages[0].competences),
        about={page.locale.language_code: _about(page) for page in pages},
        words="\n".join(dict.fromkeys(word for page in pages for word in _words(page))),
    )
    questions = _questions(lessons)
    for page in pages:
        language = page.locale.language_code
        course.sources.append(Source(page=page, language=language))
        for module in (each for each in modules if each.path.startswith(page.path)):
            course.module_titles.setdefault(module.translation_key, {})[language] = module.title
            course.sources.append(Source(page=module, language=language))
        for lesson in (each for each in lessons if each.path.startswith(page.path)):
            module_key = by_path[lesson.path[: -lesson.steplen]].translation_key
            frozen, source = _lesson(lesson, module_key, language, questions, keep)
            course.lessons.append(frozen)
            course.sources.append(source)
    return course


def _below(model: type[Page], pages: Iterable[CoursePage]) -> Iterable[Any]:
    if not pages:
        return []
    places = Q(pk=None)
    for page in pages:
        places |= Q(path__startswith=page.path)
    return model.objects.live().filter(places).select_related("locale").order_by("path")


def _about(page: CoursePage) -> dict[str, Any]:
    goals = [child.value for child in page.goals if child.value.strip()]
    return {"title": page.title, "slug": page.slug, "summary": page.summary, "goals": goals}


def _words(page: CoursePage) -> list[str]:
    return [page.title, *(child.value for child in page.goals), *page.synonym_list()]


def _questions(lessons: Iterable[LessonPage]) -> dict[tuple[int, str], Question]:
    """(Chosen question's id, language) → the question in that language, or the chosen one where there is no twin."""
    chosen = {pk for lesson in lessons for raw in lesson.body.raw_data for pk in _chosen(raw)}
    keys = dict(Question.objects.filter(pk__in=chosen).values_list("pk", "translation_key"))
    twins: dict[UUID, dict[str, Question]] = defaultdict(dict)
    for question in Question.objects.filter(translation_key__in=keys.values()).select_related("locale").order_by("pk"):
        twins[question.translation_key][question.locale.language_code] = question
    by_pk = {question.pk: question for each in twins.values() for question in each.values()}
    languages = {language for each in twins.values() for language in each} | {"de", "en"}
    return {(pk, language): twins[key].get(language, by_pk[pk]) for pk, key in keys.items() for language in languages}


def _chosen(raw: dict[str, Any]) -> list[int]:
    if raw["type"] != CHECK:
        return []
    return [item["value"] if isinstance(item, dict) else item for item in raw["value"]["questions"]]


def _lesson(
    lesson: LessonPage, module_key: UUID, language: str, questions: dict[tuple[int, str], Question], keep: Keep
) -> tuple[FrozenLesson, Source]:
    frozen: dict[str, dict[str, Any]] = {}
    asked: dict[int, tuple[FrozenQuestion | None, ...]] = {}
    raw_body = lesson.body.get_prep_value()
    sections = lesson_blocks().to_python([each for each in raw_body if each["type"] != CHECK])
    images = {child.id: child.value["image"] for child in sections if child.block_type == "picture"}
    body = []
    for number, raw in enumerate(raw_body, start=1):
        value = raw["value"]
        if raw["type"] == CHECK:
            chosen = [questions.get((pk, language)) for pk in _chosen(raw)]
            copies = [freeze(question) if question else None for question in chosen]
            asked[number] = tuple(thaw(copy) if copy else None for copy in copies)
            frozen |= {copy["key"]: copy for copy in copies if copy}
            value = {"heading": value["heading"], "questions": [copy["key"] for copy in copies if copy]}
        body.append({"type": raw["type"], "id": raw["id"], "value": _with_plain_links(value)})
    pictures, lost = _pictures(raw_body, images, keep)
    content = {"goal": lesson.goal, "body": body, "pictures": pictures}
    frozen_lesson = FrozenLesson(
        key=lesson.translation_key,
        module_key=module_key,
        language=language,
        slug=lesson.slug,
        title=lesson.title,
        minutes=lesson_minutes(body=sections, questions=[thaw(question) for question in frozen.values()]),
        content=content,
        digest=digest_of([lesson.title, content]),
        revision_id=lesson.live_revision_id,
        questions=frozen,
    )
    return frozen_lesson, Source(page=lesson, language=language, asked=asked, lost_pictures=lost)


def _pictures(
    raw_body: list[dict[str, Any]], images: dict[str, Any], keep: Keep
) -> tuple[dict[str, dict[str, Any]], tuple[int, ...]]:
    """Block id → our copy of its picture, and the numbers of the blocks whose file cannot be read."""
    pictures, lost = {}, []
    for number, raw in enumerate(raw_body, start=1):
        if image := images.get(raw["id"]):
            try:
                pictures[raw["id"]] = keep(image)
            except OSError:
                lost.append(number)
    return pictures, tuple(lost)


def _with_plain_links(value: Any) -> Any:
    """Links to pages as the addresses they have now: reading an edition later asks for no page."""
    if isinstance(value, dict):
        return {name: _with_plain_links(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_plain_links(each) for each in value]
    return expand_db_html(value) if isinstance(value, str) and "linktype=" in value else value
