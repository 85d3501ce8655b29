"""A lesson as one learner finds it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from courses.content.models import EditionUnit
from courses.content.queries import BodyBlock, LessonInOutline, ModuleInOutline, lesson_body
from tracking.desk.queries.checks import Posted, QuestionAt, check_at
from tracking.desk.queries.visits import Visit
from tracking.progress.models import State
from tracking.progress.queries import lesson_states


@dataclass(frozen=True, kw_only=True)
class Section:
    """A block of the lesson; a check has questions instead of HTML."""

    block: BodyBlock
    questions: tuple[QuestionAt, ...]


@dataclass(frozen=True, kw_only=True)
class LessonAt:
    visit: Visit
    unit: EditionUnit
    lesson: LessonInOutline
    module: ModuleInOutline
    goal: str
    sections: tuple[Section, ...]
    states: dict[UUID, State]
    next_lesson: LessonInOutline | None

    @property
    def state(self) -> State | None:
        return self.states.get(self.lesson.key)

    @property
    def module_number(self) -> int:
        return self.visit.outline.modules.index(self.module) + 1

    @property
    def foreign_language(self) -> str:
        """The lesson's language when it is not the interface's, else empty."""
        return "" if self.unit.language == get_language() else self.unit.language

    @property
    def is_understood(self) -> bool:
        return self.state == State.UNDERSTOOD

    @property
    def has_check(self) -> bool:
        return bool(self.lesson.question_keys)

    @property
    def has_error(self) -> bool:
        return any(question.error for section in self.sections for question in section.questions)

    @property
    def is_course_done(self) -> bool:
        return all(self.states.get(lesson.key) == State.UNDERSTOOD for lesson in self.visit.outline.lessons)


def lesson_at(
    *, visit: Visit, unit: EditionUnit, posted: Posted | None = None, shown: str = "", moved: str = ""
) -> LessonAt:
    """With the learner's states, tries and drafts; who is not in the course gets the first section and no states."""
    body = lesson_body(unit)
    lesson = next(each for each in visit.outline.lessons if each.key == unit.unit_key)
    blocks = body.blocks if visit.enrolment else body.blocks[:1]
    keys = [key for block in blocks for key in block.question_keys]
    found = check_at(visit=visit, unit=unit, keys=keys, body=body, posted=posted, shown=shown, moved=moved)
    states = states_in(visit)
    return LessonAt(
        visit=visit,
        unit=unit,
        lesson=lesson,
        module=next(module for module in visit.outline.modules if lesson in module.lessons),
        goal=unit.content["goal"],
        sections=tuple(
            Section(
                block=block,
                questions=tuple(found[key] for key in block.question_keys if key in found),
            )
            for block in blocks
        ),
        states=states,
        next_lesson=lesson_after(visit, states, lesson.key),
    )


def states_in(visit: Visit) -> dict[UUID, State]:
    if visit.enrolment is None:
        return {}
    return lesson_states(learner_key=visit.enrolment.learner_key, course_key=visit.course_key)


def lesson_after(visit: Visit, states: dict[UUID, Any], key: UUID | None = None) -> LessonInOutline | None:
    """The next lesson that is not understood yet, from here on and then from the start; None when all are."""
    lessons = visit.outline.lessons
    here = next((place for place, lesson in enumerate(lessons, start=1) if lesson.key == key), 0)
    ahead = [*lessons[here:], *lessons[: max(here - 1, 0)]]
    return next((lesson for lesson in ahead if states.get(lesson.key) != State.UNDERSTOOD), None)
