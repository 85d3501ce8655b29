from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.content.kept import EditionMark, kept_edition, mark_columns
from courses.content.models import Address, Offer
from learning.core.compiled import compiled
from tracking.enrolment.models import Bookmark, Enrolment

ENROLMENT = tuple(field.attname for field in Enrolment._meta.concrete_fields)
BOOKMARK = tuple(field.attname for field in Bookmark._meta.concrete_fields)
COLUMNS = (*ENROLMENT, *mark_columns("edition"), *(f"bookmark__{name}" for name in BOOKMARK))


class EnrolmentAt(NamedTuple):
    """`slug_today`: the address of the course's offer, None when nothing is offered."""

    enrolment: Enrolment
    slug_today: str | None


def enrolment_in(*, learner_key: str | None, course_key: UUID) -> Enrolment | None:
    """With its edition and its bookmark, in one query."""
    if learner_key is None:
        return None
    rows = _in_course(learner_key=learner_key, course_key=course_key)
    return _enrolment(rows[0]) if rows else None


def enrolment_at(*, learner_key: str | None, slug: str) -> EnrolmentAt | None:
    """In the course that has, or ever had, this address. With its edition and its bookmark, in one query."""
    if learner_key is None:
        return None
    rows = _at_address(learner_key=learner_key, slug=slug)
    return EnrolmentAt(_enrolment(rows[0]), rows[0][-1]) if rows else None


def latest_enrolments(learner_key: str | None) -> QuerySet[Enrolment]:
    """The learner's courses, the one they were last in first."""
    return (
        Enrolment.objects.filter(learner_key=learner_key)
        .select_related("edition", "bookmark")
        .order_by(Coalesce(F("bookmark__set_at"), F("enrolled_at")).desc(), "-pk")
    )


@compiled
def _in_course(*, learner_key: str, course_key: UUID) -> QuerySet[Enrolment, tuple[Any, ...]]:
    return Enrolment.objects.filter(learner_key=learner_key, course_key=course_key).values_list(*COLUMNS)


@compiled
def _at_address(*, learner_key: str, slug: str) -> QuerySet[Enrolment, tuple[Any, ...]]:
    course_key = Address.objects.filter(slug=slug).values("course_key")
    slug_today = Offer.objects.filter(course_key=OuterRef("course_key")).values("slug")
    return (
        Enrolment.objects.filter(learner_key=learner_key, course_key=Subquery(course_key))
        .annotate(slug_today=Subquery(slug_today))
        .values_list(*COLUMNS, "slug_today")
    )


def _enrolment(row: tuple[Any, ...]) -> Enrolment:
    own, edition = len(ENROLMENT), len(ENROLMENT) + len(mark_columns("edition"))
    enrolment = Enrolment.from_db("default", ENROLMENT, row[:own])
    enrolment.edition = kept_edition(EditionMark(*row[own:edition]))
    bookmark = row[edition : edition + len(BOOKMARK)]
    kept = Bookmark.from_db("default", BOOKMARK, bookmark) if bookmark[0] is not None else None
    Enrolment.bookmark.related.set_cached_value(enrolment, kept)
    return enrolment
