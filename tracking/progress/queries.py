from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.content.models import EditionUnit
from tracking.enrolment.models import Enrolment
from tracking.enrolment.queries import enrolment_in
from tracking.progress.models import CourseProgress, LessonProgress, State
from tracking.progress.resume import Resume, resume_in
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


def course_progress(*, learner_key: str | None, course_key: UUID) -> CourseProgress | None:
    return CourseProgress.objects.filter(learner_key=learner_key, course_key=course_key).first()


def lesson_states(*, learner_key: str | None, course_key: UUID) -> dict[UUID, State]:
    """Lessons the learner has begun or understood. One query."""
    rows = LessonProgress.objects.filter(learner_key=learner_key, course_key=course_key)
    return {row.unit_key: row.state for row in rows}


def course_states(*, learner_key: str | None, language: str = "de") -> dict[UUID, CourseState]:
    """Every course the learner is in, the one they were last in first. One query, whatever their number."""
    if learner_key is None:
        return {}
    return {state.course_key: state for state in map(_state(language), _states_of(learner_key).values(*_STATE_VALUES))}


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


def enrolment_to_complete(*, learner_key: str, course_key: UUID) -> Enrolment | None:
    """The enrolment, when all of its edition is understood and its completion is not told yet."""
    told = CourseProgress.objects.filter(learner_key=learner_key, course_key=course_key, completed_at__isnull=False)
    enrolment = (
        Enrolment.objects.select_related("edition")
        .filter(~Exists(told), learner_key=learner_key, course_key=course_key)
        .first()
    )
    if enrolment is None:
        return None
    understood = LessonProgress.objects.filter(
        learner_key=learner_key, course_key=course_key, completed_at__isnull=False
    )
    return (
        enrolment
        if is_complete(enrolment.edition.outline, set(understood.values_list("unit_key", flat=True)))
        else None
    )


_STATE_VALUES = (
    "course_key",
    "edition_id",
    "edition__about",
    "edition__main_language",
    "lessons",
    "lessons_done",
    "begun_at",
    "last_at",
    "completed_at",
)


def _states_of(learner_key: str) -> QuerySet[Enrolment]:
    units = EditionUnit.objects.filter(edition=OuterRef("edition"), language=OuterRef("edition__main_language"))
    in_edition = EditionUnit.objects.filter(edition=OuterRef(OuterRef("edition")), unit_key=OuterRef("unit_key"))
    done = LessonProgress.objects.filter(
        Exists(in_edition), learner_key=learner_key, course_key=OuterRef("course_key"), completed_at__isnull=False
    )
    course = CourseProgress.objects.filter(learner_key=learner_key, course_key=OuterRef("course_key"))
    return (
        Enrolment.objects.filter(learner_key=learner_key)
        .annotate(
            lessons=_count(units),
            lessons_done=_count(done),
            begun_at=Coalesce(Subquery(course.values("begun_at")), F("enrolled_at")),
            last_at=Coalesce(Subquery(course.values("last_at")), F("enrolled_at")),
            completed_at=Subquery(course.values("completed_at")),
        )
        .order_by("-last_at", "-pk")
    )


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().annotate(number=Func(F("pk"), function="COUNT")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _state(language: str) -> Callable[[dict[str, Any]], CourseState]:
    def read(values: dict[str, Any]) -> CourseState:
        about = values["edition__about"]
        texts = about.get(language) or about[values["edition__main_language"]]
        own = {name: values[name] for name in _STATE_VALUES if not name.startswith("edition__")}
        return CourseState(title=texts["title"], slug=texts["slug"], **own)

    return read
