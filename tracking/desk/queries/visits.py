"""Who is at which course: the edition a person is bound to, or the one that is offered to them now."""

from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.http import Http404
from django.utils.translation import get_language

from courses.content.models import Edition, EditionUnit
from courses.content.queries import Outline, offer_at, outline, unit_by_slug
from learning.accounts.models import User
from learning.core.memory import Memory
from tracking.enrolment.models import Enrolment
from tracking.enrolment.queries import enrolment_at

CACHED_FOR = 3600
"""Seconds that a lesson and its questions stay in the cache after they were last read from the database."""
_units: Memory[EditionUnit] = Memory(limit=500)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A person at a course. `slug` is its address, today's when they came by an old one; `language` is the
    interface's, or the course's own."""

    slug: str
    edition: Edition
    language: str
    enrolment: Enrolment | None
    outline: Outline

    @property
    def course_key(self) -> UUID:
        return self.edition.course_key

    @property
    def title(self) -> str:
        title: str = self.edition.about[self.language]["title"]
        return title

    @property
    def foreign_language(self) -> str:
        """The course's language when it is not the interface's, else empty."""
        return "" if self.language == get_language() else self.language


def visit_at(*, slug: str, user: User) -> Visit:
    """By any address the course ever had. One query for who is in the course, two for others.

    Raises Http404 when there is no such course, or it is closed and this person is not in it.
    """
    found = enrolment_at(learner_key=user.learner_key, slug=slug)
    if found:
        enrolment = found.enrolment
        return _visit(slug, slug_today=found.slug_today, edition=enrolment.edition, enrolment=enrolment)
    offer = offer_at(slug)
    if offer is None or not offer.is_open:
        raise Http404
    return _visit(slug, slug_today=offer.slug, edition=offer.edition, enrolment=None)


def _visit(slug: str, *, slug_today: str | None, edition: Edition, enrolment: Enrolment | None) -> Visit:
    wanted = get_language() or edition.main_language
    language = wanted if wanted in edition.languages else edition.main_language
    is_of_today = slug == slug_today or any(slug == about["slug"] for about in edition.about.values())
    return Visit(
        slug=slug if is_of_today else slug_today or slug,
        edition=edition,
        language=language,
        enrolment=enrolment,
        outline=outline(edition, language),
    )


def unit_at(*, visit: Visit, slug: str) -> EditionUnit:
    """The lesson in the language of the visit; kept, as an edition never changes. Raises Http404."""
    key = f"desk.unit:{visit.edition.pk}:{visit.edition.digest}:{visit.language}:{slug}"

    def from_cache_or_database() -> EditionUnit:
        unit: EditionUnit | None = cache.get(key)
        if unit is None:
            unit = unit_by_slug(edition_id=visit.edition.pk, slug=slug, language=visit.language)
            if unit is None:
                raise Http404
            cache.set(key, unit, timeout=CACHED_FOR)
        return unit

    return _units.get(key, from_cache_or_database)


def lesson_slug_today(*, visit: Visit, slug: str) -> str | None:
    """Where a lesson of this course went that once had, or has in another language or edition, this address."""
    keys = EditionUnit.objects.filter(edition__course_key=visit.course_key, slug=slug).order_by("-edition__number")
    key = keys.values_list("unit_key", flat=True).first()
    return next((lesson.slug for lesson in visit.outline.lessons if lesson.key == key), None)
