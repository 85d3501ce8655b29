"""What a learner does in a lesson. Each command is one transaction: the action, its statement and its projection."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from courses.content.models import EditionUnit
from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.types import Grade, question_type
from learning.core.commands import publish
from tracking.attempts.events import LessonBegun, LessonFinished, QuestionAnswered
from tracking.attempts.models import Answer, Draft, LessonRun
from tracking.attempts.queries import standings_in
from tracking.attempts.rules import is_finished_by, question_keys
from tracking.enrolment.models import Enrolment
from tracking.lrs.commands import one_write
from tracking.lrs.transactions import one_transaction


class AttemptRefusedError(Exception):
    """`code`: `other_edition`, `not_in_lesson`, `number_ahead` (a try was skipped), `has_check` (only its questions
    finish this lesson)."""

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
    return held_run(enrolment, unit, now=timezone.now())


@one_transaction
def answer_question(
    *, enrolment: Enrolment, unit: EditionUnit, question: FrozenQuestion, number: int, response: Sequence[str]
) -> AnswerResult:
    """Grade and keep the `number`-th try. A number that is already answered gives the stored answer back: the second
    click and the second tab change nothing. `response` are option keys as `QuestionType.read` gives them."""
    require_own_edition(enrolment, unit)
    wanted = question_keys(enrolment.edition.outline, unit.unit_key)
    if question.key not in wanted:
        raise AttemptRefusedError("not_in_lesson")
    kind, now = question_type(question.kind), timezone.now()
    with one_write():
        run = held_run(enrolment, unit, now=now, question_key=question.key)
        standings = standings_in(enrolment=enrolment, unit_key=unit.unit_key)
        tries = standings[question.key].tries if question.key in standings else 0
        if 1 <= number <= tries:
            known = Answer.objects.get(
                enrolment=enrolment, unit_key=unit.unit_key, question_key=question.key, number=number
            )
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
        answer = Answer.objects.create(
            enrolment=enrolment,
            unit_key=unit.unit_key,
            question_key=question.key,
            number=number,
            response=list(response),
            is_right=grade.is_right,
            answered_at=now,
        )
        if getattr(run, "has_draft", True):
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
        run = held_run(enrolment, unit, now=now)
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
    draft, _is_new = Draft.objects.update_or_create(
        enrolment=enrolment,
        unit_key=unit.unit_key,
        question_key=question.key,
        defaults={"response": list(response), "saved_at": timezone.now()},
    )
    return draft


def require_own_edition(enrolment: Enrolment, unit: EditionUnit) -> None:
    if unit.edition_id != enrolment.edition_id:
        raise AttemptRefusedError("other_edition")


def held_run(enrolment: Enrolment, unit: EditionUnit, *, now: datetime, question_key: UUID | None = None) -> LessonRun:
    """The run of this lesson, begun if need be, and locked until the end of the transaction.

    With `question_key` it says in `has_draft` whether there is a draft to take away: spares a query.
    """
    runs = LessonRun.objects.select_for_update(no_key=True)
    if question_key:
        drafts = Draft.objects.filter(
            enrolment=OuterRef("enrolment"), unit_key=OuterRef("unit_key"), question_key=question_key
        )
        runs = runs.annotate(has_draft=Exists(drafts))
    run, is_new = runs.get_or_create(enrolment=enrolment, unit_key=unit.unit_key, defaults={"begun_at": now})
    if is_new:
        publish(LessonBegun(**told_of(enrolment, unit, now=now), title=unit.title))
    return run


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
