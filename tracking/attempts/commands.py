"""What a learner does in a lesson. Each command is one transaction: the action, its statement and its projection."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from courses.content.models import EditionUnit
from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.types import Grade, question_type
from learning.core.commands import publish
from learning.core.compiled import compiled
from tracking.attempts.events import LessonBegun, LessonFinished, QuestionAnswered
from tracking.attempts.models import Answer, Draft, LessonRun
from tracking.attempts.queries import standings_in
from tracking.attempts.rules import is_finished_by, question_keys
from tracking.enrolment.models import Enrolment
from tracking.lrs.commands import one_write
from tracking.lrs.inserting import insert_or_replace, insert_row, insert_unless_there
from tracking.lrs.transactions import one_transaction

RUN = [field.attname for field in LessonRun._meta.concrete_fields]
NO_QUESTION: Final = UUID(int=0)
"""Where a run is held for no question's sake."""


class AttemptRefusedError(Exception):
    """`code`: `other_edition`, `not_in_lesson`, `number_ahead` (a try was skipped), `behind` (this try has another
    answer already), `settled` (so it has, and the question is right by now), `has_check` (only its questions finish
    this lesson)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class AnswerResult:
    """`lesson_finished`: the lesson is finished now, by this answer or before it; `finishes_lesson`: by this one."""

    answer: Answer
    grade: Grade
    lesson_finished: bool
    finishes_lesson: bool
    is_repeat: bool


@one_transaction
def begin_lesson(*, enrolment: Enrolment, unit: EditionUnit) -> LessonRun:
    require_own_edition(enrolment, unit)
    return held_run(enrolment, unit, now=timezone.now()).run


@one_transaction
def answer_question(
    *, enrolment: Enrolment, unit: EditionUnit, question: FrozenQuestion, number: int, response: Sequence[str]
) -> AnswerResult:
    """Grade and keep the `number`-th try. The same answer under a number that has it gives the stored one back: the
    second click changes nothing. Another one under that number is refused. `response` are option keys as
    `QuestionType.read` gives them."""
    require_own_edition(enrolment, unit)
    wanted = question_keys(enrolment.edition.outline, unit.unit_key)
    if question.key not in wanted:
        raise AttemptRefusedError("not_in_lesson")
    kind, now = question_type(question.kind), timezone.now()
    with one_write():
        held = held_run(enrolment, unit, now=now, question_key=question.key)
        run = held.run
        standings = {} if held.is_new else standings_in(enrolment=enrolment, unit_key=unit.unit_key)
        tries = standings[question.key].tries if question.key in standings else 0
        if 1 <= number <= tries:
            known = Answer.objects.get(
                enrolment=enrolment, unit_key=unit.unit_key, question_key=question.key, number=number
            )
            if known.response != list(response):
                raise AttemptRefusedError("settled" if standings[question.key].is_right else "behind")
            return AnswerResult(
                answer=known,
                grade=kind.grade(question, tuple(known.response)),
                lesson_finished=run.finished_at is not None,
                finishes_lesson=run.finished_at is not None and run.finished_at == known.answered_at,
                is_repeat=True,
            )
        if number != tries + 1:
            raise AttemptRefusedError("number_ahead")
        grade = kind.grade(question, tuple(response))
        answer = Answer(
            enrolment=enrolment,
            unit_key=unit.unit_key,
            question_key=question.key,
            number=number,
            response=list(response),
            is_right=grade.is_right,
            answered_at=now,
        )
        insert_row(answer)
        if held.has_draft:
            Draft.objects.filter(enrolment=enrolment, unit_key=unit.unit_key, question_key=question.key).delete()
        publish(
            QuestionAnswered(
                **told_of(enrolment, unit, now=now),
                question_key=question.key,
                question_kind=question.kind,
                stem=question.stem,
                options=tuple(sorted((option.key, option.text) for option in question.answers)),
                number=number,
                response=tuple(response),
                is_right=grade.is_right,
            )
        )
        right = {key for key, standing in standings.items() if standing.is_right}
        if grade.is_right:
            right.add(question.key)
        finishes = run.finished_at is None and is_finished_by(wanted=wanted, right=right)
        if finishes:
            finish(run, enrolment, unit, now=now, by_check=True)
    return AnswerResult(
        answer=answer,
        grade=grade,
        lesson_finished=run.finished_at is not None,
        finishes_lesson=finishes,
        is_repeat=False,
    )


@one_transaction
def finish_lesson(*, enrolment: Enrolment, unit: EditionUnit) -> LessonRun:
    """The learner says "Erledigt" to a lesson without check. Saying it again changes nothing."""
    require_own_edition(enrolment, unit)
    if question_keys(enrolment.edition.outline, unit.unit_key):
        raise AttemptRefusedError("has_check")
    now = timezone.now()
    with one_write():
        run = held_run(enrolment, unit, now=now).run
        if run.finished_at is None:
            finish(run, enrolment, unit, now=now, by_check=False)
    return run


@one_transaction
def save_draft(
    *, enrolment: Enrolment, unit: EditionUnit, question: FrozenQuestion, response: Sequence[str]
) -> Draft | None:
    """Keep what is chosen so far; an empty response takes the draft away."""
    require_own_edition(enrolment, unit)
    if question.key not in question_keys(enrolment.edition.outline, unit.unit_key):
        raise AttemptRefusedError("not_in_lesson")
    if not response:
        Draft.objects.filter(enrolment=enrolment, unit_key=unit.unit_key, question_key=question.key).delete()
        return None
    draft = Draft(
        enrolment=enrolment,
        unit_key=unit.unit_key,
        question_key=question.key,
        response=list(response),
        saved_at=timezone.now(),
    )
    insert_or_replace(draft, key=["enrolment", "unit_key", "question_key"])
    return draft


def require_own_edition(enrolment: Enrolment, unit: EditionUnit) -> None:
    if unit.edition_id != enrolment.edition_id:
        raise AttemptRefusedError("other_edition")


@dataclass(frozen=True)
class HeldRun:
    """A run that nobody else can answer in until the end of the transaction. `is_new`: begun here, so nothing is
    answered yet. `has_draft`: of the question asked for there may be a draft to take away."""

    run: LessonRun
    is_new: bool
    has_draft: bool


def held_run(enrolment: Enrolment, unit: EditionUnit, *, now: datetime, question_key: UUID = NO_QUESTION) -> HeldRun:
    """The run of this lesson, begun if need be, and locked."""
    held = held_before(enrolment, unit, question_key)
    if held:
        return held
    run = LessonRun(enrolment=enrolment, unit_key=unit.unit_key, begun_at=now)
    if insert_unless_there(run, key=["enrolment", "unit_key"]):
        publish(LessonBegun(**told_of(enrolment, unit, now=now), title=unit.title))
        return HeldRun(run, is_new=True, has_draft=True)
    held = held_before(enrolment, unit, question_key)
    if held is None:
        raise LessonRun.DoesNotExist  # somebody begun it and was erased since
    return held


def held_before(enrolment: Enrolment, unit: EditionUnit, question_key: UUID) -> HeldRun | None:
    rows = _lock_run(enrolment_id=enrolment.pk, unit_key=unit.unit_key, question_key=question_key)
    for pk, begun_at, finished_at, has_draft in rows:
        run = LessonRun.from_db("default", RUN, [pk, enrolment.pk, unit.unit_key, begun_at, finished_at])
        return HeldRun(run, is_new=False, has_draft=has_draft)
    return None


@compiled
def _lock_run(
    *, enrolment_id: int, unit_key: UUID, question_key: UUID
) -> QuerySet[LessonRun, tuple[int, datetime, datetime | None, bool]]:
    drafts = Draft.objects.filter(
        enrolment=OuterRef("enrolment"), unit_key=OuterRef("unit_key"), question_key=question_key
    )
    runs = LessonRun.objects.select_for_update(no_key=True).filter(enrolment_id=enrolment_id, unit_key=unit_key)
    return runs.annotate(has_draft=Exists(drafts)).values_list("pk", "begun_at", "finished_at", "has_draft")


def finish(run: LessonRun, enrolment: Enrolment, unit: EditionUnit, *, now: datetime, by_check: bool) -> None:
    run.finished_at = max(now, run.begun_at)
    LessonRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=run.finished_at)
    publish(LessonFinished(**told_of(enrolment, unit, now=now), title=unit.title, by_check=by_check))


def told_of(enrolment: Enrolment, unit: EditionUnit, *, now: datetime) -> dict[str, Any]:
    return {
        "occurred_at": now,
        "learner_key": enrolment.learner_key,
        "course_key": enrolment.course_key,
        "edition_number": enrolment.edition.number,
        "unit_key": unit.unit_key,
        "language": unit.language,
    }
