"""The questions of a lesson as learners of its language get them."""

from collections.abc import Mapping

from wagtail.blocks.stream_block import StreamValue

from courses.content.bodies import CHECK
from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.queries import in_language

Asked = Mapping[int, tuple[FrozenQuestion | None, ...]]
"""Number of a check block → its questions, None for one that is gone."""


def asked_in(body: StreamValue, *, locale_id: int) -> Asked:
    chosen = {
        number: tuple(child.value["questions"])
        for number, child in enumerate(body, start=1)
        if child.block_type == CHECK
    }
    there = (question for questions in chosen.values() for question in questions if question)
    known = {pk: question.frozen() for pk, question in in_language(there, locale_id).items()}
    return {number: tuple(each and known[each.pk] for each in questions) for number, questions in chosen.items()}
