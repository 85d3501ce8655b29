"""Statement → progress, as a pure function, and how the rows of many statements become one.

Each row says what one statement proves. Rows are merged by earliest, latest and ever, so the order in which statements
arrive, and how often, makes no difference: live projection and rebuild cannot differ (ADR 0008).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tracking.lrs.canonical import as_utc
from tracking.lrs.inserting import Merge
from tracking.lrs.platform import platform_iri
from tracking.progress.models import CourseProgress, LessonProgress, QuestionProgress
from tracking.vocabulary.accounts import platform_authority
from tracking.vocabulary.activities import course_key, lesson_key, question_key
from tracking.vocabulary.extensions import try_number_iri
from tracking.vocabulary.verbs import Verb

Json = Mapping[str, Any]
Row = CourseProgress | LessonProgress | QuestionProgress
Key = tuple[Any, ...]
Folded = dict[type[Row], dict[Key, Row]]


@dataclass(frozen=True)
class Shape:
    """What makes a row of this table the same row, and how its other columns merge."""

    key: tuple[str, ...]
    merges: Mapping[str, Merge]

    def key_of(self, row: Row) -> Key:
        return tuple(getattr(row, name) for name in self.key)


SHAPES: Mapping[type[Row], Shape] = {
    CourseProgress: Shape(
        key=("learner_key", "course_key"),
        merges={
            "edition_number": Merge.LATEST,
            "begun_at": Merge.EARLIEST,
            "last_at": Merge.LATEST,
            "completed_at": Merge.EARLIEST,
            "stored_begun": Merge.EARLIEST,
            "stored_completed": Merge.EARLIEST,
        },
    ),
    LessonProgress: Shape(
        key=("learner_key", "course_key", "unit_key"),
        merges={"begun_at": Merge.EARLIEST, "completed_at": Merge.EARLIEST},
    ),
    QuestionProgress: Shape(
        key=("learner_key", "course_key", "unit_key", "question_key"),
        merges={"tries": Merge.LATEST, "first_right": Merge.EVER, "right_at": Merge.EARLIEST},
    ),
}
"""In the order they are written: the course's row first, it holds the lock that keeps two last lessons apart."""


def project(statement: Json) -> list[Row]:
    """What the statement proves; nothing when the platform did not observe it itself or it is about something else."""
    account = statement["actor"].get("account", {})
    if statement["authority"] != platform_authority() or account.get("homePage") != platform_iri():
        return []
    target, verb = statement["object"].get("id", ""), statement["verb"]["id"]
    said = _Said(statement, learner_key=account["name"])
    course, lesson, question = said.course_key, said.lesson_key, question_key(target)
    match verb, course, lesson, question:
        case Verb.REGISTERED.iri, UUID(), None, None:
            return [said.course(course)]
        case Verb.COMPLETED.iri, UUID(), None, None:
            return [said.course(course, is_completed=True)]
        case Verb.INITIALIZED.iri, UUID(), UUID(), None:
            return [said.course(course), said.lesson(course, lesson)]
        case Verb.COMPLETED.iri, UUID(), UUID(), None:
            return [said.course(course), said.lesson(course, lesson, is_completed=True)]
        case Verb.ANSWERED.iri, UUID(), UUID(), UUID():
            return [said.course(course), said.question(course, lesson, question)]
    return []


def fold(rows: Iterable[Row]) -> Folded:
    """Merge rows with the same key; by table, sorted by key, so that writers lock in one order."""
    folded: Folded = {model: {} for model in SHAPES}
    for row in rows:
        shape, table = SHAPES[type(row)], folded[type(row)]
        known = table.setdefault(shape.key_of(row), row)
        if known is not row:
            take_in(known, row)
    return {model: dict(sorted(table.items())) for model, table in folded.items()}


def take_in(row: Row, other: Row) -> None:
    for name, merge in SHAPES[type(row)].merges.items():
        setattr(row, name, merge.of(getattr(row, name), getattr(other, name)))


class _Said:
    """A statement's words as keys and times."""

    def __init__(self, statement: Json, *, learner_key: str) -> None:
        context = statement.get("context", {})
        above = context.get("contextActivities", {})
        related = [each["id"] for kind in ("parent", "grouping") for each in above.get(kind, ())]
        about = [statement["object"].get("id", ""), *related]
        self.learner_key = learner_key
        self.lesson_key = next((key for key in map(lesson_key, about) if key), None)
        self.course_key = next((key for key in map(course_key, about) if key), None)
        self.edition_number = int(context.get("revision", 1))
        self.result = statement.get("result", {})
        self.at = as_utc(statement["timestamp"])
        self.stored = as_utc(statement["stored"])

    def course(self, course: UUID, *, is_completed: bool = False) -> CourseProgress:
        return CourseProgress(
            learner_key=self.learner_key,
            course_key=course,
            edition_number=self.edition_number,
            begun_at=self.at,
            last_at=self.at,
            completed_at=self.at if is_completed else None,
            stored_begun=self.stored,
            stored_completed=self.stored if is_completed else None,
        )

    def lesson(self, course: UUID, lesson: UUID, *, is_completed: bool = False) -> LessonProgress:
        return LessonProgress(
            learner_key=self.learner_key,
            course_key=course,
            unit_key=lesson,
            begun_at=self.at,
            completed_at=self.at if is_completed else None,
        )

    def question(self, course: UUID, lesson: UUID, question: UUID) -> QuestionProgress:
        number = int(self.result.get("extensions", {}).get(try_number_iri(), 1))
        is_right = bool(self.result.get("success"))
        return QuestionProgress(
            learner_key=self.learner_key,
            course_key=course,
            unit_key=lesson,
            question_key=question,
            tries=number,
            first_right=is_right and number == 1,
            right_at=self.at if is_right else None,
        )
