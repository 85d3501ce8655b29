"""Where a learner goes on in a course: the lesson and block they left, else the first lesson not understood yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any
from uuid import UUID

from tracking.enrolment.models import Bookmark, Enrolment
from tracking.progress.models import QuestionProgress, State


@dataclass(frozen=True, kw_only=True)
class Resume:
    """`block_number` counts from 1; `minutes_left` are those of the lesson from that block on and of its questions that
    are still open, wherever they stand. `stopped_at` is known where the learner goes on in the lesson they left."""

    course_key: UUID
    course_title: str
    course_slug: str
    language: str
    unit_key: UUID
    lesson_title: str
    lesson_slug: str
    block_id: str
    block_number: int
    blocks: int
    minutes_left: int
    is_begun: bool
    stopped_at: datetime | None


def resume_in(*, enrolment: Enrolment, states: Mapping[UUID, State], language: str) -> Resume | None:
    """None when every lesson is understood. `enrolment` comes with edition and bookmark (enrolment_in).

    Asks once which questions are right, if the learner left the lesson behind its first block and it has any.
    """
    edition = enrolment.edition
    language = language if language in edition.languages else edition.main_language
    bookmark = getattr(enrolment, "bookmark", None)
    lesson = lesson_to_go_on_with(edition.outline, states, bookmark)
    if lesson is None:
        return None
    unit_key, blocks = UUID(lesson["key"]), lesson["blocks"]
    left = bookmark if bookmark and bookmark.unit_key == unit_key else None
    block_id = left.block_id if left else ""
    behind = blocks.index(block_id) if block_id in blocks else 0
    asked = [UUID(key) for key in lesson["questions"]]
    answered = number_right(enrolment, unit_key, asked) if behind and asked else 0
    parts = len(blocks) + len(asked)
    return Resume(
        course_key=enrolment.course_key,
        course_title=edition.about[language]["title"],
        course_slug=edition.about[language]["slug"],
        language=language,
        unit_key=unit_key,
        lesson_title=lesson["title"][language],
        lesson_slug=lesson["slug"][language],
        block_id=block_id if block_id in blocks else "",
        block_number=behind + 1,
        blocks=len(blocks),
        minutes_left=max(1, ceil(lesson["minutes"][language] * (parts - behind - answered) / max(1, parts))),
        is_begun=unit_key in states or bool(block_id),
        stopped_at=left.set_at if left else None,
    )


def number_right(enrolment: Enrolment, unit_key: UUID, asked: list[UUID]) -> int:
    return QuestionProgress.objects.filter(
        learner_key=enrolment.learner_key,
        course_key=enrolment.course_key,
        unit_key=unit_key,
        question_key__in=asked,
        right_at__isnull=False,
    ).count()


def lesson_to_go_on_with(
    outline: Mapping[str, Any], states: Mapping[UUID, State], bookmark: Bookmark | None
) -> Mapping[str, Any] | None:
    open_lessons = [lesson for lesson in lessons_of(outline) if states.get(UUID(lesson["key"])) is not State.UNDERSTOOD]
    left = [lesson for lesson in open_lessons if bookmark and UUID(lesson["key"]) == bookmark.unit_key]
    return next(iter(left or open_lessons), None)


def lessons_of(outline: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for module in outline["modules"]:
        yield from module["lessons"]
