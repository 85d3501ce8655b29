import pytest

from courses.content.blocks import lesson_blocks
from courses.content.minutes import lesson_minutes
from tests.factories import content
from tests.factories.quizzes import frozen_question


def minutes(*blocks, questions=()):
    return lesson_minutes(body=lesson_blocks().to_python(list(blocks)), questions=questions)


def words(count: int):
    return content.raw_block("text", heading="", text=f"<p>{'Wort ' * count}</p>")


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 1), (200, 1), (201, 2), (400, 2), (1000, 5)])
def test_reading_takes_a_minute_for_200_words_rounded_up(count, expected):
    assert minutes(words(count)) == expected


@pytest.mark.parametrize(("kind", "expected"), [("single", 2), ("multiple", 2), ("sort", 3)])
def test_questions_take_their_time(kind, expected):
    # 0.75 for a choice and 2 for a sort question, and their own words
    assert minutes(words(160), questions=[frozen_question(kind)]) == expected


def test_text_of_paragraphs_and_lists_is_counted_word_by_word():
    block = content.raw_block("text", heading="", text=f"<ul>{'<li>Wort</li>' * 200}</ul><p>Wort</p>")

    assert minutes(block) == 2
