import pytest

from courses.quizzes.types import question_type
from tests.factories.quizzes import frozen_answer, frozen_question


def found(question):
    return [(each.severity, each.code, each.answer_key) for each in question_type(question.kind).findings(question)]


def single(*answers, stem="Welche Story kann das Team sofort besprechen?"):
    return frozen_question("single", answers=answers, stem=stem)


@pytest.mark.parametrize("kind", ["single", "multiple", "sort"])
def test_question_without_text_must_not_be_published(kind):
    assert found(frozen_question(kind, stem="  ")) == [("block", "no_stem", "")]


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_choice_needs_two_options(kind):
    assert ("block", "too_few", "") in found(frozen_question(kind, options="b"))


@pytest.mark.parametrize("feedback", ["", "<p></p>", '<p data-block-key="x"> </p>'])
@pytest.mark.parametrize("kind", ["single", "multiple", "sort"])
def test_option_without_feedback_must_not_be_published(kind, feedback):
    silent = frozen_answer("c")
    question = frozen_question(
        kind,
        answers=(
            frozen_answer("a"),
            frozen_answer("b", right=True),
            type(silent)(key="c", text=silent.text, is_correct=False, feedback=feedback),
        ),
    )

    assert found(question) == [("block", "no_feedback", "c")]


def test_option_without_text_or_said_twice_must_not_be_published():
    question = single(
        frozen_answer("a", text=" "), frozen_answer("b", right=True, text="Ja"), frozen_answer("c", text=" ja")
    )

    assert found(question) == [("block", "no_text", "a"), ("block", "same_text", "c")]


@pytest.mark.parametrize(
    ("stem", "codes"),
    [
        ("Was gehört nicht in eine Story?", ["negation"]),
        ("Which part is not needed?", ["negation"]),
        ("Welche Story ist nichtig?", []),
    ],
)
def test_negation_in_the_question_is_worth_a_look(stem, codes):
    assert [code for _severity, code, _key in found(frozen_question("single", stem=stem))] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Alle Antworten sind richtig", ["all_or_none"]),
        ("Keine der genannten Antworten", ["all_or_none"]),
        ("None of the above", ["all_or_none"]),
        ("Das gilt immer", ["absolute"]),
        ("This never happens", ["absolute"]),
        ("Allein der Zweck zählt", []),
    ],
)
def test_words_that_give_an_option_away_are_worth_a_look(text, codes):
    question = single(frozen_answer("a", text=text), frozen_answer("b", right=True, text="Ein anderer Satz dazu"))

    assert [code for _severity, code, _key in found(question)] == codes


def test_right_option_much_longer_than_the_others_is_worth_a_look():
    question = single(
        frozen_answer("a", text="Kurz"),
        frozen_answer("b", right=True, text="Viel länger und genauer als alle anderen"),
    )

    assert found(question) == [("warn", "longest_is_right", "")]
