"""What one click of a learner does in more than one app, in one transaction."""

from collections.abc import Sequence

from courses.content.models import EditionUnit
from courses.quizzes.frozen import FrozenQuestion
from tracking.attempts.commands import AnswerResult, answer_question, begin_lesson
from tracking.enrolment.commands import set_bookmark
from tracking.enrolment.models import Enrolment
from tracking.lrs.transactions import one_transaction


@one_transaction
def keep_place(*, enrolment: Enrolment, unit: EditionUnit, block_id: str) -> None:
    """Begin the lesson if need be and keep the block as the place to go on. Nothing is written twice."""
    bookmark = getattr(enrolment, "bookmark", None)
    if bookmark is None or bookmark.unit_key != unit.unit_key:
        begin_lesson(enrolment=enrolment, unit=unit)
    elif bookmark.block_id == block_id:
        return
    set_bookmark(enrolment=enrolment, unit_key=unit.unit_key, block_id=block_id)


@one_transaction
def submit_answer(
    *,
    enrolment: Enrolment,
    unit: EditionUnit,
    question: FrozenQuestion,
    number: int,
    response: Sequence[str],
    block_id: str,
) -> AnswerResult:
    """Grade the answer and keep its check as the place to go on, also for browsers that run no script."""
    result = answer_question(enrolment=enrolment, unit=unit, question=question, number=number, response=response)
    bookmark = getattr(enrolment, "bookmark", None)
    if bookmark is None or (bookmark.unit_key, bookmark.block_id) != (unit.unit_key, block_id):
        set_bookmark(enrolment=enrolment, unit_key=unit.unit_key, block_id=block_id)
    return result
