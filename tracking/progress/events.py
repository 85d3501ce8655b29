from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from learning.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CourseCompleted(Event):
    """Every lesson of the learner's edition is understood. Told once per learner and course."""

    name: ClassVar[str] = "progress.course_completed"
    learner_key: str
    course_key: UUID
    edition_number: int
    language: str
    title: str
