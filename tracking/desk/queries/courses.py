"""A course and what of it a learner has done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from courses.content.queries import ModuleInOutline
from tracking.desk.queries.lessons import states_in
from tracking.desk.queries.visits import Visit
from tracking.progress.models import State
from tracking.progress.queries import course_progress
from tracking.progress.resume import Resume, resume_in


@dataclass(frozen=True, kw_only=True)
class ModuleAt:
    """`is_open`: the module to go on in, before a start the first one."""

    module: ModuleInOutline
    number: int
    understood: int
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class CourseAt:
    visit: Visit
    states: dict[UUID, State]
    modules: tuple[ModuleAt, ...]
    resume: Resume | None
    completed_at: datetime | None
    begun_at: datetime | None

    @property
    def total(self) -> int:
        return len(self.visit.outline.lessons)

    @property
    def understood(self) -> int:
        return sum(module.understood for module in self.modules)

    @property
    def days(self) -> int:
        """How many days lie between the begin and the end; 0 on the same day."""
        if self.begun_at is None or self.completed_at is None:
            return 0
        return (self.completed_at.date() - self.begun_at.date()).days


def course_at(*, visit: Visit) -> CourseAt:
    states = states_in(visit)
    enrolment = visit.enrolment
    resume = resume_in(enrolment=enrolment, states=states, language=visit.language) if enrolment else None
    progress = course_progress(learner_key=enrolment.learner_key, course_key=visit.course_key) if enrolment else None
    return CourseAt(
        visit=visit,
        states=states,
        modules=modules_at(visit, states, here=resume.unit_key if resume else None),
        resume=resume,
        completed_at=progress.completed_at if progress else None,
        begun_at=progress.begun_at if progress else None,
    )


def modules_at(visit: Visit, states: dict[UUID, State], *, here: UUID | None) -> tuple[ModuleAt, ...]:
    return tuple(
        ModuleAt(
            module=module,
            number=number,
            understood=sum(states.get(lesson.key) == State.UNDERSTOOD for lesson in module.lessons),
            is_open=any(lesson.key == here for lesson in module.lessons) or (here is None and number == 1),
        )
        for number, module in enumerate(visit.outline.modules, start=1)
    )
