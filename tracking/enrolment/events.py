from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from learning.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CourseStarted(Event):
    """The learner enrolled: from now on this edition is theirs."""

    name: ClassVar[str] = "enrolment.course_started"
    learner_key: str
    course_key: UUID
    edition_number: int
    language: str
    title: str
