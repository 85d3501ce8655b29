from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue

from courses.content.enums import Severity
from courses.quizzes.frozen import FrozenQuestion


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`where` names the place in the author's words; the others let the editor put it there and jump there.

    `block_number` counts from 1; a block that was never saved has no `block_id` yet.
    """

    severity: Severity
    where: str
    message: str
    what_to_do: str
    field: str = ""
    block_number: int = 0
    block_id: str = ""

    @property
    def blocks(self) -> bool:
        return self.severity == Severity.BLOCK

    def __str__(self) -> str:
        return f"{self.where}: {self.message} {self.what_to_do}"


@dataclass(frozen=True, kw_only=True)
class CourseDraft:
    """`address_of` is the title of another course that already has this address, or empty."""

    title: str
    slug: str
    summary: str
    goals: tuple[str, ...]
    address_of: str = ""


@dataclass(frozen=True, kw_only=True)
class LessonDraft:
    """`address_of` is the title of another lesson of the course that already has this address, or empty.

    `asked`: number of a check block → its questions as learners of this language will get them, None for one that is
    gone. Without it the questions are those that the body names.
    """

    title: str
    slug: str
    goal: str
    language: str
    body: StreamValue
    address_of: str = ""
    asked: Mapping[int, tuple[FrozenQuestion | None, ...]] | None = None


D = TypeVar("D", CourseDraft, LessonDraft)
CourseCheck = Callable[[CourseDraft], Iterable[Finding]]
LessonCheck = Callable[[LessonDraft], Iterable[Finding]]
course_checks: list[CourseCheck] = []
lesson_checks: list[LessonCheck] = []


def checks_course(check: CourseCheck) -> CourseCheck:
    course_checks.append(check)
    return check


def checks_lesson(check: LessonCheck) -> LessonCheck:
    lesson_checks.append(check)
    return check


@dataclass(frozen=True)
class Section:
    """A block of a lesson, and how an author would call it."""

    number: int
    child: StreamValue.StreamChild

    @property
    def kind(self) -> str:
        return str(self.child.block_type)

    @property
    def where(self) -> str:
        return _("Abschnitt %(number)d (%(label)s)") % {"number": self.number, "label": self.child.block.label}

    def get(self, name: str) -> Any:
        return self.child.value.get(name)

    def text(self) -> str:
        return str(self.child.block.reading_text(self.child.value))

    def finding(
        self, severity: Severity, message: str, what_to_do: str, *, field: str = "", where: str = ""
    ) -> Finding:
        return Finding(
            severity=severity,
            where=where or self.where,
            message=message,
            what_to_do=what_to_do,
            field=field,
            block_number=self.number,
            block_id=self.child.id or "",
        )


def sections(draft: LessonDraft, *kinds: str) -> Iterator[Section]:
    """The blocks of these kinds, or all of them."""
    for number, child in enumerate(draft.body, start=1):
        if not kinds or child.block_type in kinds:
            yield Section(number, child)
