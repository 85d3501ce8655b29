"""One event, or more where they differ in kind, for each statement the platform emits: input of the golden files."""

from datetime import UTC, datetime
from uuid import UUID

from learning.core.events import Event
from tracking.attempts.events import LessonBegun, LessonFinished, QuestionAnswered
from tracking.enrolment.events import CourseStarted
from tracking.progress.events import CourseCompleted

PLATFORM_IRI = "https://lernhafen.example"
LEARNER = "b3f1c2d4e5a64788990a1b2c3d4e5f60"
COURSE = UUID("5b0f3c52-6f0e-4a7d-9a53-0d7a6a6f1c01")
LESSON = UUID("5b0f3c52-6f0e-4a7d-9a53-0d7a6a6f1c02")
QUESTION = UUID("5b0f3c52-6f0e-4a7d-9a53-0d7a6a6f1c03")
SORT = UUID("5b0f3c52-6f0e-4a7d-9a53-0d7a6a6f1c04")
FIRST, SECOND, THIRD = (
    "0c1f6e0a-1111-4c55-8d0e-3a5d4d1f0001",
    "0c1f6e0a-1111-4c55-8d0e-3a5d4d1f0002",
    "0c1f6e0a-1111-4c55-8d0e-3a5d4d1f0003",
)


def event_id(number: int) -> UUID:
    return UUID(int=number, version=4)


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 23, hour, minute, 5, 250000, tzinfo=UTC)


WHO_WHERE = {"learner_key": LEARNER, "course_key": COURSE, "edition_number": 3, "language": "de"}

EVENTS: dict[str, Event] = {
    "enrolment.course_started": CourseStarted(
        event_id=event_id(1), occurred_at=at(8, 1), title="User Storys und gutes Backlog", **WHO_WHERE
    ),
    "attempts.lesson_begun": LessonBegun(
        event_id=event_id(2),
        occurred_at=at(8, 4),
        unit_key=LESSON,
        title="Eine gute User Story schreiben",
        **WHO_WHERE,
    ),
    "attempts.question_answered": QuestionAnswered(
        event_id=event_id(3),
        occurred_at=at(8, 9),
        unit_key=LESSON,
        question_key=QUESTION,
        question_kind="single",
        stem="Welche Story kann das Team sofort besprechen?",
        options=(
            (FIRST, "Als Sachbearbeiterin möchte ich Anträge filtern, damit ich Fristen halte."),
            (SECOND, "Filter einbauen."),
            (THIRD, "Die Datenbank bekommt einen Index."),
        ),
        number=2,
        response=(FIRST,),
        is_right=True,
        **WHO_WHERE,
    ),
    "attempts.question_answered.sort": QuestionAnswered(
        event_id=event_id(4),
        occurred_at=at(8, 12),
        unit_key=LESSON,
        question_key=SORT,
        question_kind="sort",
        stem="In welcher Reihenfolge gehen Sie vor?",
        options=((FIRST, "Story schreiben"), (SECOND, "Bedürfnis klären"), (THIRD, "Story besprechen")),
        number=1,
        response=(FIRST, SECOND, THIRD),
        is_right=False,
        **WHO_WHERE,
    ),
    "attempts.lesson_finished": LessonFinished(
        event_id=event_id(5),
        occurred_at=at(8, 14),
        unit_key=LESSON,
        title="Eine gute User Story schreiben",
        by_check=True,
        **WHO_WHERE,
    ),
    "attempts.lesson_finished.without_check": LessonFinished(
        event_id=event_id(6),
        occurred_at=at(8, 20),
        unit_key=LESSON,
        title="Eine gute User Story schreiben",
        by_check=False,
        **WHO_WHERE,
    ),
    "progress.course_completed": CourseCompleted(
        event_id=event_id(7), occurred_at=at(9, 30), title="User Storys und gutes Backlog", **WHO_WHERE
    ),
}
