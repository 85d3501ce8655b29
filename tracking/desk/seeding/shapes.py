"""What the seeded courses are made of, on the way from pages to editions and records."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from courses.content.models import CoursePage, LessonPage, ModulePage
from courses.quizzes.frozen import FrozenQuestion

LANGUAGE = "de"


@dataclass(kw_only=True)
class Lesson:
    key: UUID
    title: str
    page: LessonPage
    module: ModulePage
    questions: list[FrozenQuestion]


@dataclass(kw_only=True)
class Course:
    key: UUID
    title: str
    published_at: datetime
    page: CoursePage
    edition_id: int = 0
    """Known before the edition is written."""
    modules: list[ModulePage] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
