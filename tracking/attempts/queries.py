from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Max, When

from tracking.attempts.models import Answer, Draft
from tracking.enrolment.models import Enrolment


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How often a question was answered, and whether it ever was right."""

    tries: int
    is_right: bool


@dataclass(frozen=True, kw_only=True)
class QuestionTries:
    """`last` is the answer with the highest number; `tries + 1` is the number of the next one."""

    tries: int
    last: Answer
    is_right: bool
    """Answered right at least once."""


def standings_in(*, enrolment: Enrolment, unit_key: UUID) -> dict[UUID, Standing]:
    """By question, those with an answer. One query that stays as small however often one tries."""
    rows = (
        Answer.objects.filter(enrolment=enrolment, unit_key=unit_key)
        .values_list("question_key")
        .annotate(tries=Max("number"), right=Max(Case(When(is_right=True, then=1), default=0)))
    )
    return {key: Standing(tries=tries, is_right=bool(right)) for key, tries, right in rows}


def answers_in(*, enrolment: Enrolment, unit_key: UUID) -> dict[UUID, QuestionTries]:
    """By question, those with an answer. One query."""
    by_question: dict[UUID, list[Answer]] = {}
    for answer in Answer.objects.filter(enrolment=enrolment, unit_key=unit_key).order_by("number"):
        by_question.setdefault(answer.question_key, []).append(answer)
    return {
        key: QuestionTries(tries=answers[-1].number, last=answers[-1], is_right=any(each.is_right for each in answers))
        for key, answers in by_question.items()
    }


def drafts_in(*, enrolment: Enrolment, unit_key: UUID) -> dict[UUID, tuple[str, ...]]:
    """By question, the option keys chosen so far. One query."""
    drafts = Draft.objects.filter(enrolment=enrolment, unit_key=unit_key).values_list("question_key", "response")
    return {key: tuple(response) for key, response in drafts}


def answers_of(learner_key: str) -> list[dict[str, Any]]:
    """Every try of one learner as JSON values, for their own export."""
    answers = Answer.objects.filter(enrolment__learner_key=learner_key).select_related("enrolment").order_by("pk")
    return [
        {
            "course": str(answer.enrolment.course_key),
            "lesson": str(answer.unit_key),
            "question": str(answer.question_key),
            "number": answer.number,
            "response": answer.response,
            "right": answer.is_right,
            "answered_at": answer.answered_at.isoformat(),
        }
        for answer in answers
    ]
