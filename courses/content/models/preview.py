"""What an author sees as "the learner's page" while writing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Model, TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.stream_block import StreamValue

from courses.content.bodies import CHECK, BodyBlock, drafted
from courses.content.minutes import lesson_minutes
from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.types import Grade, Mark, Presented, marks, question_type

SEED = "preview"


class PreviewMode(TextChoices):
    NEW = "new", _("Neu")
    MIDWAY = "mid", _("Mitten drin")
    PASSED = "passed", _("Verstanden")
    PRINT = "print", _("Gedruckt")


STATES = {
    PreviewMode.NEW: "new",
    PreviewMode.MIDWAY: "begun",
    PreviewMode.PASSED: "understood",
    PreviewMode.PRINT: "new",
}


@dataclass(frozen=True, kw_only=True)
class PreviewedQuestion:
    """A question as a learner in this state would see it."""

    presented: Presented
    name: str
    number: int
    total: int
    chosen: tuple[str, ...] = ()
    marks: dict[str, Mark] | None = None
    grade: Grade | None = None


@dataclass(frozen=True, kw_only=True)
class PreviewedSection:
    block: BodyBlock
    questions: tuple[PreviewedQuestion, ...] = ()


class LessonPreview(Model):
    default_preview_mode: ClassVar[str] = PreviewMode.NEW
    body: StreamValue
    locale: Any

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [(mode.value, str(mode.label)) for mode in PreviewMode]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:  # noqa: ARG002 -- Wagtail's signature
        return "courses/preview/lesson.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        mode = PreviewMode(mode_name or PreviewMode.NEW)
        body = self.body
        return {
            "lesson": self,
            "page": self,
            "above": list(_above(self)),
            "request": request,
            "mode": mode,
            "state": STATES[mode],
            "minutes": lesson_minutes(body=body, questions=[each.frozen() for each in _questions(body)]),
            "sections": list(_sections(body, language=self.locale.language_code, mode=mode)),
        }


class CoursePreview(Model):
    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [("", str(_("Kurs")))]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:  # noqa: ARG002 -- Wagtail's signature
        return "courses/preview/course.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:  # noqa: ARG002 -- Wagtail's
        return {"course": self, "page": self, "request": request}


def _above(lesson: Any) -> Iterable[Any]:
    """The course and the module."""
    course = lesson.course_page()
    return lesson.get_ancestors().filter(depth__gte=course.depth).specific() if course else ()


def _questions(body: StreamValue) -> Iterator[Any]:
    for child in body:
        if child.block_type == CHECK:
            yield from (question for question in child.value["questions"] if question)


def _sections(body: StreamValue, *, language: str, mode: PreviewMode) -> Iterator[PreviewedSection]:
    for child, block in zip(body, drafted(body, language=language).blocks, strict=True):
        asked = [question.frozen() for question in _questions([child])]
        questions = tuple(
            _previewed(question, mode=mode, number=number, total=len(asked))
            for number, question in enumerate(asked, start=1)
        )
        yield PreviewedSection(block=block, questions=questions)


def _previewed(question: FrozenQuestion, *, mode: PreviewMode, number: int, total: int) -> PreviewedQuestion:
    """Midway the first question has been tried without luck; where all is understood, every answer is right."""
    kind = question_type(question.kind)
    right = kind.solution(question)
    response: tuple[str, ...] = ()
    if mode == PreviewMode.PASSED:
        response = right
    elif mode == PreviewMode.MIDWAY and number == 1:
        response = _wrong(question, right)
    grade = kind.grade(question, response) if response else None
    return PreviewedQuestion(
        presented=kind.present(question, seed=SEED),
        name=f"q-{question.key.hex[:8]}",
        number=number,
        total=total,
        chosen=kind.tokens(question, seed=SEED, response=response),
        marks=marks(grade, seed=SEED) if grade else None,
        grade=grade,
    )


def _wrong(question: FrozenQuestion, right: tuple[str, ...]) -> tuple[str, ...]:
    wrong = tuple(answer.key for answer in question.answers if answer.key not in right)
    return wrong[:1] or tuple(reversed(right))
