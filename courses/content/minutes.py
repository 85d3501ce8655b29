"""How long a lesson takes: words/200 + 1.1 per minute of film + what its questions take + 4 per free text."""

from collections.abc import Iterable
from math import ceil

from wagtail.blocks.stream_block import StreamValue

from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.types import question_type

WORDS_PER_MINUTE = 200
PER_MEDIA_MINUTE = 1.1
PER_FREE_TEXT = 4


def lesson_minutes(*, body: StreamValue, questions: Iterable[FrozenQuestion]) -> int:
    words, minutes = 0, 0.0
    for child in body:
        words += len(child.block.reading_text(child.value).split())
        minutes += child.block.meta.media_minutes * PER_MEDIA_MINUTE + child.block.meta.free_text_count * PER_FREE_TEXT
    for question in questions:
        words += sum(len(text.split()) for text in (question.stem, *(answer.text for answer in question.answers)))
        minutes += question_type(question.kind).minutes
    return max(1, ceil(round(minutes + words / WORDS_PER_MINUTE, 6)))
