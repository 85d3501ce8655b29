from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, Max, QuerySet, Value, When

from learning.core.compiled import compiled
from tracking.attempts.models import Answer, Draft
from tracking.enrolment.models import Enrolment

DRAFTED: Final = 0
"""Stands for the number of a try, which counts from 1, where nothing is submitted yet."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How often a question was answered, and whether it ever was right."""

    tries: int
    is_right: bool


@dataclass(frozen=True, kw_only=True)
class QuestionTries:
    """`last` are the option keys of the answer with the highest number; `tries + 1` is the number of the next one."""

    tries: int
    last: tuple[str, ...]
    is_right: bool
    """Answered right at least once."""
    is_unchanged: bool
    """The last answer is the one before once more."""


@dataclass(frozen=True, kw_only=True)
class LessonWork:
    """What a learner did in a lesson, by question: their tries, and the option keys chosen since."""

    tries: Mapping[UUID, QuestionTries]
    drafts: Mapping[UUID, tuple[str, ...]]


def standings_in(*, enrolment: Enrolment, unit_key: UUID) -> dict[UUID, Standing]:
    """By question, those with an answer. One query that stays as small however often one tries."""
    rows = _standings(enrolment_id=enrolment.pk, unit_key=unit_key)
    return {key: Standing(tries=tries, is_right=bool(right)) for key, tries, right in rows}


def work_in(*, enrolment: Enrolment, unit_key: UUID) -> LessonWork:
    """One query for tries and drafts."""
    tries: dict[UUID, QuestionTries] = {}
    drafts: dict[UUID, tuple[str, ...]] = {}
    rows = _answers_and_drafts(enrolment_id=enrolment.pk, unit_key=unit_key)
    for key, number, response, is_right in sorted(rows, key=itemgetter(1)):
        if number == DRAFTED:
            drafts[key] = tuple(response)
        else:
            before, chosen = tries.get(key), tuple(response)
            tries[key] = QuestionTries(
                tries=number,
                last=chosen,
                is_right=is_right or (before is not None and before.is_right),
                is_unchanged=before is not None and before.last == chosen,
            )
    return LessonWork(tries=tries, drafts=drafts)


@compiled
def _standings(*, enrolment_id: int, unit_key: UUID) -> QuerySet[Answer, tuple[UUID, int, int]]:
    answers = Answer.objects.filter(enrolment_id=enrolment_id, unit_key=unit_key).values_list("question_key")
    return answers.annotate(tries=Max("number"), right=Max(Case(When(is_right=True, then=1), default=0)))


@compiled
def _answers_and_drafts(*, enrolment_id: int, unit_key: UUID) -> QuerySet[Answer, tuple[UUID, int, list[str], bool]]:
    answers = Answer.objects.filter(enrolment_id=enrolment_id, unit_key=unit_key)
    drafts = Draft.objects.filter(enrolment_id=enrolment_id, unit_key=unit_key)
    drafted = drafts.annotate(number=Value(DRAFTED), is_right=Value(False))
    columns = ("question_key", "number", "response", "is_right")
    return answers.values_list(*columns).union(drafted.values_list(*columns), all=True)


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
