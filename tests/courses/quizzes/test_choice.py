import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.tokens import token
from courses.quizzes.types import Grade, Note, ResponseError, question_type
from tests.factories.quizzes import frozen_question

some_options = st.lists(st.sampled_from("abcdef"), min_size=2, max_size=6, unique=True).map("".join)


def note(key, *, right):
    return Note(
        answer_key=key,
        text=f"Antwort {key}",
        feedback=f"<p>Rückmeldung {key}</p>",
        was_chosen=True,
        is_right=right,
    )


def tokens(*keys):
    return [token(seed="s", option_key=key) for key in keys]


def codes(question):
    return [(finding.severity, finding.code) for finding in question_type(question.kind).findings(question)]


def test_present_keeps_options_as_authored():
    presented = question_type("single").present(frozen_question("single", options="cab"), seed="s")

    assert [item.text for item in presented.items] == ["Antwort c", "Antwort a", "Antwort b"]


def test_single_read_refuses_two_options():
    with pytest.raises(ResponseError) as refused:
        question_type("single").read(frozen_question("single"), seed="s", posted=tokens("a", "b"))

    assert refused.value.code == "too_many"


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_choice_read_refuses_an_option_that_comes_twice(kind):
    with pytest.raises(ResponseError) as refused:
        question_type(kind).read(frozen_question(kind), seed="s", posted=tokens("a", "a"))

    assert refused.value.code == "repeated"


def test_single_grade_explains_the_wrong_option_only():
    grade = question_type("single").grade(frozen_question("single", right="b"), ("a",))

    assert grade == Grade(is_right=False, notes=(note("a", right=False),))


def test_single_grade_explains_the_right_option():
    grade = question_type("single").grade(frozen_question("single", right="b"), ("b",))

    assert grade == Grade(is_right=True, notes=(note("b", right=True),))


def test_multiple_grade_wants_exactly_the_right_options():
    question = frozen_question("multiple", options="abcd", right="bd")
    grade = question_type("multiple").grade

    assert grade(question, ("b", "d")) == Grade(is_right=True, notes=(note("b", right=True), note("d", right=True)))
    assert grade(question, ("b",)) == Grade(is_right=False, notes=(), remark="Es fehlt noch mindestens eine.")
    assert grade(question, ("b", "c", "d")) == Grade(is_right=False, notes=(note("c", right=False),))
    assert grade(question, ("a", "b")) == Grade(
        is_right=False, notes=(note("a", right=False),), remark="Es fehlt noch mindestens eine."
    )


@given(options=some_options, data=st.data())
def test_wrong_grade_tells_nothing_of_what_was_not_chosen(options, data):
    right = data.draw(st.sets(st.sampled_from(options), min_size=1))
    chosen = data.draw(st.sets(st.sampled_from(options), min_size=1))
    grade = question_type("multiple").grade(frozen_question("multiple", options=options, right="".join(right)), chosen)

    assert grade.is_right == (chosen == right)
    if not grade.is_right:
        assert {each.answer_key for each in grade.notes} == chosen - right
        assert bool(grade.remark) == bool(right - chosen)


@given(options=some_options, data=st.data())
def test_grade_does_not_hang_on_the_order_of_the_response(options, data):
    question = frozen_question("multiple", options=options, right=options[:1])
    response = data.draw(st.permutations(options))

    assert question_type("multiple").grade(question, response) == question_type("multiple").grade(question, options)


def test_findings_of_a_good_question_are_none():
    assert codes(frozen_question("single", options="abc", right="b")) == []
    assert codes(frozen_question("multiple", options="abc", right="ab")) == []


@pytest.mark.parametrize(
    ("kind", "right", "expected"),
    [
        ("single", "", [("block", "not_one_right")]),
        ("single", "ab", [("block", "not_one_right")]),
        ("multiple", "", [("block", "none_right")]),
        ("multiple", "abc", [("warn", "all_right")]),
        ("multiple", "a", []),
    ],
)
def test_findings_count_the_right_options(kind, right, expected):
    assert codes(frozen_question(kind, options="abc", right=right)) == expected
