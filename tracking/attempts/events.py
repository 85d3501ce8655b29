from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from learning.core.events import Event


@dataclass(frozen=True, kw_only=True)
class LessonBegun(Event):
    """The learner acted in a lesson of their course for the first time. Told once per learner and lesson."""

    name: ClassVar[str] = "attempts.lesson_begun"
    learner_key: str
    course_key: UUID
    edition_number: int
    unit_key: UUID
    language: str
    title: str


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(Event):
    """A try was graded. `options` are (key, text) in the order of their keys, which tells nothing of the right one;
    `response` holds keys, for a sort question in the learner's order."""

    name: ClassVar[str] = "attempts.question_answered"
    learner_key: str
    course_key: UUID
    edition_number: int
    unit_key: UUID
    question_key: UUID
    question_kind: str
    language: str
    stem: str
    options: tuple[tuple[str, str], ...]
    number: int
    response: tuple[str, ...]
    is_right: bool


@dataclass(frozen=True, kw_only=True)
class LessonFinished(Event):
    """All questions of the lesson were answered right, or, without a check, the learner said "Erledigt".
    Told once per learner and lesson."""

    name: ClassVar[str] = "attempts.lesson_finished"
    learner_key: str
    course_key: UUID
    edition_number: int
    unit_key: UUID
    language: str
    title: str
    by_check: bool
