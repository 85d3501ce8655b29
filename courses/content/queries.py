from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from courses.content.bodies import BodyBlock, LessonBody, lesson_body
from courses.content.events import ReviewRequested
from courses.content.models import Address, CoursePage, Edition, EditionQuestion, EditionUnit, Offer
from courses.content.models.pages import CheckedPage
from courses.quizzes.frozen import FrozenQuestion, thaw
from learning.accounts.models import User
from learning.core.memory import Memory
from learning.core.models import OutboxItem

__all__ = [
    "BodyBlock",
    "LessonBody",
    "LessonInOutline",
    "ModuleInOutline",
    "Outline",
    "author_of",
    "course_keys_below",
    "frozen_questions",
    "lesson_body",
    "offer_at",
    "outline",
    "questions_by_lesson",
    "review_was_asked",
    "reviewers_of",
    "seen_by_learners",
    "unit_by_slug",
    "waiting_for_their_day",
]

_outlines: Memory["Outline"] = Memory(limit=500)


@dataclass(frozen=True, kw_only=True)
class LessonInOutline:
    """`language` is the one it is shown in: that asked for, or the main one where there is no other."""

    key: UUID
    slug: str
    title: str
    minutes: int
    language: str
    question_keys: tuple[UUID, ...]
    block_ids: tuple[str, ...]
    position: int


@dataclass(frozen=True, kw_only=True)
class ModuleInOutline:
    key: UUID
    title: str
    lessons: tuple[LessonInOutline, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """An edition in one language. `positions` run from 1 through the whole course."""

    edition_id: int
    language: str
    title: str
    slug: str
    summary: str
    goals: tuple[str, ...]
    modules: tuple[ModuleInOutline, ...]

    @cached_property
    def lessons(self) -> tuple[LessonInOutline, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @cached_property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


def offer_at(slug: str) -> Offer | None:
    """The course at an address, old ones included. `offer.slug` is its address today."""
    at_address = Address.objects.filter(slug=slug).values("course_key")
    return Offer.objects.filter(course_key__in=at_address).select_related("edition").first()


def unit_by_slug(*, edition_id: int, slug: str, language: str) -> EditionUnit | None:
    """The lesson at an address of any language: in this language, or in the one there is."""
    named = EditionUnit.objects.filter(edition_id=edition_id, slug=slug)
    units = list(EditionUnit.objects.filter(edition_id=edition_id, unit_key__in=named.values("unit_key")))
    wanted = next((unit for unit in units if unit.slug == slug and unit.language == language), None)
    if wanted:
        return wanted
    key = next((unit.unit_key for unit in units if unit.slug == slug), None)
    twins = [unit for unit in units if unit.unit_key == key]
    return next((unit for unit in twins if unit.language == language), twins[0] if twins else None)


def frozen_questions(*, edition_id: int, unit_key: UUID, language: str) -> dict[UUID, FrozenQuestion]:
    """Key → question of one lesson, with the answer key: for grading, never to be sent out."""
    return questions_by_lesson(edition_id=edition_id, language=language).get(unit_key, {})


def questions_by_lesson(*, edition_id: int, language: str) -> dict[UUID, dict[UUID, FrozenQuestion]]:
    """The same for every lesson that has questions in this language. One query."""
    found: dict[UUID, dict[UUID, FrozenQuestion]] = {}
    rows = EditionQuestion.objects.filter(edition_id=edition_id, language=language)
    for unit_key, key, content in rows.values_list("unit_key", "question_key", "content"):
        found.setdefault(unit_key, {})[key] = thaw(content)
    return found


def outline(edition: Edition, language: str) -> Outline:
    """Reads only what the edition row holds: no query. Worked out once per edition and language."""
    shown = language if language in edition.languages else edition.main_language
    return _outlines.get((edition.pk, edition.digest, shown), lambda: _outline(edition, shown))


def _outline(edition: Edition, shown: str) -> Outline:
    about = edition.about[shown]
    position = 0
    modules = []
    for module in edition.outline["modules"]:
        lessons = []
        for lesson in module["lessons"]:
            position += 1
            lessons.append(_lesson(lesson, shown, edition.main_language, position))
        title = _in_language(module["title"], shown, edition.main_language)[1]
        modules.append(ModuleInOutline(key=UUID(module["key"]), title=title, lessons=tuple(lessons)))
    return Outline(
        edition_id=edition.pk,
        language=shown,
        title=about["title"],
        slug=about["slug"],
        summary=about["summary"],
        goals=tuple(about["goals"]),
        modules=tuple(modules),
    )


def _lesson(lesson: dict[str, Any], language: str, main_language: str, position: int) -> LessonInOutline:
    shown, title = _in_language(lesson["title"], language, main_language)
    return LessonInOutline(
        key=UUID(lesson["key"]),
        slug=lesson["slug"][shown],
        title=title,
        minutes=lesson["minutes"][shown],
        language=shown,
        question_keys=tuple(UUID(key) for key in lesson["questions"]),
        block_ids=tuple(lesson["blocks"]),
        position=position,
    )


def _in_language(texts: dict[str, str], language: str, main_language: str) -> tuple[str, str]:
    shown = next(each for each in (language, main_language, *texts) if each in texts)
    return shown, texts[shown]


def author_of(*, revision_id: int | None) -> User | None:
    """Who wrote a revision that Wagtail still has."""
    revision = Revision.objects.select_related("user").filter(pk=revision_id).first()
    return revision.user if revision else None


def reviewers_of(page: Page, *, author_id: int | None) -> QuerySet[User]:
    """Who may publish the page beside its author: the trainers; where there is no other, the administration."""
    others = page_permission_policy.users_with_permission_for_instance("publish", page).exclude(pk=author_id)
    trainers: QuerySet[User] = others.filter(is_superuser=False)
    return trainers if trainers.exists() else others


def review_was_asked(*, page_id: int, since: datetime) -> bool:
    """Whether the mails that ask for a review have gone out."""
    requests = OutboxItem.objects.filter(event_name=ReviewRequested.name, payload__page_id=page_id)
    return requests.filter(created_at__gte=since, delivered_at__isnull=False).exists()


def course_keys_below(page: Page) -> QuerySet:
    """Translation keys of the courses in this part of the tree, the page itself included."""
    return CoursePage.objects.descendant_of(page, inclusive=True).values_list("translation_key", flat=True)


def seen_by_learners(page: Page) -> str:
    """ "course" where the page or one below it is a course of the catalogue, "part" for a published part of one, or
    empty."""
    course = page.specific.course_page() if isinstance(page.specific, CheckedPage) else None
    is_part = course is not None and course.pk != page.pk
    keys = [course.translation_key] if course else course_keys_below(page)
    if not Offer.objects.filter(course_key__in=keys, is_open=True).exists():
        return ""
    if not is_part:
        return "course"
    return "part" if page.get_descendants(inclusive=True).live().exists() else ""


def waiting_for_their_day(pages: Iterable[Page]) -> set[int]:
    """Those of the pages that are planned and will appear by themselves."""
    dated = Revision.objects.page_revisions().filter(
        object_id__in=[str(page.pk) for page in pages], approved_go_live_at__isnull=False
    )
    return {int(page_id) for page_id in dated.values_list("object_id", flat=True)}
