from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.content.kept import EditionMark, kept_edition, kept_editions, mark_columns
from courses.content.models import Edition, EditionUnit
from learning.core.compiled import compiled
from tracking.enrolment.models import Enrolment
from tracking.enrolment.queries import enrolment_in
from tracking.progress.models import CourseProgress, LessonProgress, State
from tracking.progress.resume import Resume, lessons_of, resume_in
from tracking.progress.rules import is_complete


@dataclass(frozen=True, kw_only=True)
class CourseState:
    """A learner in a course. `lessons` counts the learner's edition, `lessons_done` what is understood of it."""

    course_key: UUID
    edition_id: int
    title: str
    slug: str
    lessons: int
    lessons_done: int
    begun_at: datetime
    last_at: datetime
    completed_at: datetime | None

    @property
    def is_completed(self) -> bool:
        return self.completed_at is not None


@dataclass(frozen=True, kw_only=True)
class HomeSummary:
    """`resume` is where the learner goes on in the course they were last in; `running` and `completed` list that
    course too, the latest first."""

    resume: Resume | None
    running: tuple[CourseState, ...]
    completed: tuple[CourseState, ...]


@dataclass(frozen=True)
class CourseDates:
    begun_at: datetime
    completed_at: datetime | None


def course_progress(*, learner_key: str | None, course_key: UUID) -> CourseDates | None:
    if learner_key is None:
        return None
    rows = _course_dates(learner_key=learner_key, course_key=course_key)
    return CourseDates(*rows[0]) if rows else None


def lesson_states(*, learner_key: str | None, course_key: UUID) -> dict[UUID, State]:
    """Lessons the learner has begun or understood. One query."""
    if learner_key is None:
        return {}
    rows = _lesson_ends(learner_key=learner_key, course_key=course_key)
    return {key: State.UNDERSTOOD if completed_at else State.BEGUN for key, completed_at in rows}


@compiled
def _course_dates(*, learner_key: str, course_key: UUID) -> QuerySet[CourseProgress, tuple[datetime, datetime | None]]:
    rows = CourseProgress.objects.filter(learner_key=learner_key, course_key=course_key)
    return rows.values_list("begun_at", "completed_at")


@compiled
def _lesson_ends(*, learner_key: str, course_key: UUID) -> QuerySet[LessonProgress, tuple[UUID, datetime | None]]:
    rows = LessonProgress.objects.filter(learner_key=learner_key, course_key=course_key)
    return rows.values_list("unit_key", "completed_at")


def course_states(*, learner_key: str | None, language: str = "de") -> dict[UUID, CourseState]:
    """Every course the learner is in, the one they were last in first. One query, whatever their number (a second one
    for editions that this process has not seen yet)."""
    if learner_key is None:
        return {}
    rows = _states_of(learner_key=learner_key)
    marks = [EditionMark(*row[5:]) for row in rows]
    editions = kept_editions(marks)
    return {row[0]: _state(row, editions[mark.pk], language) for row, mark in zip(rows, marks, strict=True)}


def home_summary(*, learner_key: str | None, language: str) -> HomeSummary:
    """At most three queries."""
    states = course_states(learner_key=learner_key, language=language)
    running = tuple(state for state in states.values() if not state.is_completed)
    resume = None
    if running and (enrolment := enrolment_in(learner_key=learner_key, course_key=running[0].course_key)):
        known = lesson_states(learner_key=learner_key, course_key=enrolment.course_key)
        resume = resume_in(enrolment=enrolment, states=known, language=language)
    return HomeSummary(
        resume=resume, running=running, completed=tuple(state for state in states.values() if state.is_completed)
    )


@dataclass(frozen=True)
class ToComplete:
    edition: Edition
    language: str


def course_to_complete(*, learner_key: str, course_key: UUID) -> ToComplete | None:
    """The learner's edition and language, when all of it is understood and its completion is not told yet."""
    rows = _not_told(learner_key=learner_key, course_key=course_key)
    if not rows:
        return None
    language, *mark = rows[0]
    edition = kept_edition(EditionMark(*mark))
    states = lesson_states(learner_key=learner_key, course_key=course_key)
    understood = {key for key, state in states.items() if state is State.UNDERSTOOD}
    return ToComplete(edition, language) if is_complete(edition.outline, understood) else None


@compiled
def _not_told(*, learner_key: str, course_key: UUID) -> QuerySet[Enrolment, tuple[Any, ...]]:
    told = CourseProgress.objects.filter(learner_key=learner_key, course_key=course_key, completed_at__isnull=False)
    enrolments = Enrolment.objects.filter(~Exists(told), learner_key=learner_key, course_key=course_key)
    return enrolments.values_list("language", *mark_columns("edition"))


_STATE_COLUMNS = ("course_key", "lessons_done", "begun_at", "last_at", "completed_at", *mark_columns("edition"))


@compiled
def _states_of(*, learner_key: str) -> QuerySet[Enrolment, tuple[Any, ...]]:
    in_edition = EditionUnit.objects.filter(edition=OuterRef(OuterRef("edition")), unit_key=OuterRef("unit_key"))
    done = LessonProgress.objects.filter(
        Exists(in_edition), learner_key=learner_key, course_key=OuterRef("course_key"), completed_at__isnull=False
    )
    course = CourseProgress.objects.filter(learner_key=learner_key, course_key=OuterRef("course_key"))
    return (
        Enrolment.objects.filter(learner_key=learner_key)
        .annotate(
            lessons_done=_count(done),
            begun_at=Coalesce(Subquery(course.values("begun_at")), F("enrolled_at")),
            last_at=Coalesce(Subquery(course.values("last_at")), F("enrolled_at")),
            completed_at=Subquery(course.values("completed_at")),
        )
        .order_by("-last_at", "-pk")
        .values_list(*_STATE_COLUMNS)
    )


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().annotate(number=Func(F("pk"), function="COUNT")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _state(row: tuple[Any, ...], edition: Edition, language: str) -> CourseState:
    course_key, lessons_done, begun_at, last_at, completed_at = row[:5]
    texts = edition.about.get(language) or edition.about[edition.main_language]
    return CourseState(
        course_key=course_key,
        edition_id=edition.pk,
        title=texts["title"],
        slug=texts["slug"],
        lessons=sum(edition.main_language in lesson["slug"] for lesson in lessons_of(edition.outline)),
        lessons_done=lessons_done,
        begun_at=begun_at,
        last_at=last_at,
        completed_at=completed_at,
    )
