from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from learning.core.commands import publish
from tracking.lrs.inserting import Insert, Merge, insert_together
from tracking.lrs.queries import payload, statements_after
from tracking.progress.events import CourseCompleted
from tracking.progress.models import CourseProgress, LessonProgress, QuestionProgress
from tracking.progress.projection import SHAPES, Folded, Json, fold, project
from tracking.progress.queries import course_to_complete


@transaction.atomic(savepoint=False)
def project_statements(*, said: Iterable[Json]) -> None:
    """Take in what new statements prove, and complete the courses whose last lesson is among them."""
    lessons = write(said=said)[LessonProgress].values()
    finished = {
        (row.learner_key, row.course_key) for row in lessons if isinstance(row, LessonProgress) and row.completed_at
    }
    for learner_key, course_key in sorted(finished):
        complete_course(learner_key=learner_key, course_key=course_key)


@transaction.atomic(savepoint=False)
def seal_progress(*, said: Iterable[Json]) -> None:
    """Carry over what statements prove that are about to leave the store: a rebuild keeps sealed rows and adds to
    them what the statements say that stay."""
    write(said=said, is_sealed=True)


class CompletionsLost(Exception):  # noqa: N818 -- says what would be the case
    """The statements prove fewer completions than the rows hold. What somebody has achieved is not taken away."""

    def __init__(self, lost: int) -> None:
        super().__init__(lost)
        self.lost = lost


@transaction.atomic
def rebuild_progress(*, may_lose_completions: bool = False) -> int:
    """Drop all that is not sealed and replay the store. Says how many statements that were.

    Tells nothing: a completion that was told once is a statement and comes back as a row. Raises CompletionsLost, and
    everything stays as it was, when there would be fewer of them.
    """
    before = completions()
    for model in SHAPES:
        model.objects.filter(is_sealed=False).delete()
    count = 0
    for statements in statements_after():
        write(said=map(payload, statements))
        count += len(statements)
    if (lost := before - completions()) > 0 and not may_lose_completions:
        raise CompletionsLost(lost)
    return count


def completions() -> int:
    """Of courses and of lessons, and questions that were understood."""
    return (
        CourseProgress.objects.exclude(completed_at=None).count()
        + LessonProgress.objects.exclude(completed_at=None).count()
        + QuestionProgress.objects.exclude(right_at=None).count()
    )


def write(*, said: Iterable[Json], is_sealed: bool = False) -> Folded:
    """`said` are statements as they are stored."""
    folded = fold(row for statement in said for row in project(statement))
    sealing = {"is_sealed": Merge.EVER} if is_sealed else {}
    for table in folded.values():
        for row in table.values():
            row.is_sealed = is_sealed
    insert_together(
        *(
            Insert(
                model=model,
                rows=list(table.values()),
                key=SHAPES[model].key,
                merges={**SHAPES[model].merges, **sealing},
            )
            for model, table in folded.items()
        )
    )
    return folded


def complete_course(*, learner_key: str, course_key: UUID) -> None:
    """Tell it once, when every lesson of the learner's edition is understood.

    The caller's transaction holds the course's progress row: of two last lessons the second one waits here and sees
    the first.
    """
    completed = course_to_complete(learner_key=learner_key, course_key=course_key)
    if completed is None:
        return
    publish(
        CourseCompleted(
            learner_key=learner_key,
            course_key=course_key,
            edition_number=completed.edition.number,
            language=completed.language,
            title=completed.edition.about[completed.language]["title"],
        )
    )
