"""What holds for every kind of question; each kind has a file of its own for what is special to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tincan import ActivityDefinition

from courses.quizzes.tokens import TOKEN_LENGTH, seed_for, token
from courses.quizzes.types import ResponseError, kind_choices, kinds, marks, question_type
from tests.factories.quizzes import STORY, frozen_question

ORDER = "abcdef"
some_options = st.lists(st.sampled_from(ORDER), min_size=2, max_size=6, unique=True).map("".join)
any_kind = st.sampled_from(["single", "multiple", "sort"])


def posted_for(kind, question, seed, keys):
    tokens = question_type(kind).tokens(question, seed=seed, response=keys)
    return [f"{each}:{place}" for place, each in enumerate(tokens, 1)] if kind == "sort" else list(tokens)


def test_kinds_are_found_by_their_modules():
    assert kinds() == ("multiple", "single", "sort")
    assert [kind for kind, _label in kind_choices()] == list(kinds())


def test_question_type_of_unknown_kind_is_a_key_error():
    with pytest.raises(KeyError):
        question_type("essay")


def test_seed_names_the_try():
    assert seed_for(enrolment_id=7, unit_key=STORY, question_key=STORY, number=2) == f"7:{STORY.hex}:{STORY.hex}:2"


@given(seed=st.text(max_size=80), key=st.text(max_size=40))
def test_token_is_opaque_hex_of_fixed_length(seed, key):
    found = token(seed=seed, option_key=key)

    assert len(found) == TOKEN_LENGTH
    assert int(found, 16) >= 0
    assert found == token(seed=seed, option_key=key)


def test_token_depends_on_seed_key_and_secret(settings):
    before = token(seed="1:u:q:1", option_key="a")

    assert token(seed="1:u:q:2", option_key="a") != before
    assert token(seed="1:u:q:1", option_key="b") != before
    settings.SECRET_KEY = "another"
    assert token(seed="1:u:q:1", option_key="a") != before


@given(kind=any_kind, options=some_options, data=st.data())
def test_present_is_the_same_for_twins_that_differ_only_in_the_key(kind, options, data):
    one, other = (data.draw(st.sets(st.sampled_from(options), min_size=1).map("".join)) for _ in range(2))
    if kind == "sort":
        first = frozen_question(kind, options=options)
        second = frozen_question(kind, options="".join(data.draw(st.permutations(options))))
    else:
        first = frozen_question(kind, options=options, right=one)
        second = frozen_question(kind, options=options, right=other)

    assert question_type(kind).present(first, seed="s") == question_type(kind).present(second, seed="s")


@given(kind=any_kind, options=some_options)
def test_present_knows_neither_option_keys_nor_feedback(kind, options):
    presented = repr(question_type(kind).present(frozen_question(kind, options=options), seed="s"))

    assert "Rückmeldung" not in presented
    assert "is_correct" not in presented


@given(kind=any_kind, options=some_options, number=st.integers(1, 50))
def test_read_gives_back_what_tokens_made(kind, options, number):
    question = frozen_question(kind, options=options)
    response = tuple(options) if kind != "single" else (options[0],)

    posted = posted_for(kind, question, f"s{number}", response)

    assert question_type(kind).read(question, seed=f"s{number}", posted=posted) == response


@given(kind=any_kind, options=some_options)
def test_read_refuses_the_tokens_of_another_try(kind, options):
    question = frozen_question(kind, options=options)
    posted = posted_for(kind, question, "first", options if kind != "single" else options[0])

    with pytest.raises(ResponseError) as refused:
        question_type(kind).read(question, seed="second", posted=posted)

    assert refused.value.code == "unknown"


@given(
    kind=any_kind,
    posted=st.lists(st.one_of(st.text(max_size=30), st.integers(), st.none(), st.binary(max_size=5)), max_size=8),
)
def test_read_refuses_whatever_was_not_presented(kind, posted):
    with pytest.raises(ResponseError) as refused:
        question_type(kind).read(frozen_question(kind), seed="s", posted=posted)

    assert refused.value.code in {"missing", "unknown", "repeated"}
    assert refused.value.message


@given(kind=any_kind, posted=st.lists(st.text(max_size=30), max_size=8), move=st.text(max_size=30))
def test_draft_refuses_nothing(kind, posted, move):
    question = frozen_question(kind)

    draft = question_type(kind).draft(question, seed="s", posted=posted, move=move)

    assert set(draft.response) <= {answer.key for answer in question.answers}


@pytest.mark.parametrize("kind", ["single", "multiple", "sort"])
@pytest.mark.parametrize(
    ("posted", "code"),
    [
        ([], "missing"),
        (["0123456789abcdef"], "unknown"),
        (["x" * 10_000], "unknown"),
        ([f"0123456789abcdef:{'9' * 10_000}"], "unknown"),
        ([None], "unknown"),
        ([7], "unknown"),
        ([["a"]], "unknown"),
        ([""], "unknown"),
    ],
)
def test_read_names_what_is_wrong(kind, posted, code):
    with pytest.raises(ResponseError) as refused:
        question_type(kind).read(frozen_question(kind), seed="s", posted=posted)

    assert refused.value.code == code


def test_marks_name_only_what_the_learner_chose():
    question = frozen_question("multiple", options="abcd", right="cd")
    grade = question_type("multiple").grade(question, ("a", "c"))

    assert marks(grade, seed="s") == {token(seed="s", option_key="a"): "no"}


def test_tokens_leave_out_options_that_are_gone():
    for kind in kinds():
        assert question_type(kind).tokens(frozen_question(kind), seed="s", response=("z",)) == ()


INTERACTIONS = {
    "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric",
    "other",
}  # fmt: skip
"""xAPI 1.0.3, Data, 2.4.4.1."""


@pytest.mark.parametrize("kind", kinds())
def test_solution_is_graded_as_right(kind):
    question = frozen_question(kind, right="b")

    assert question_type(kind).grade(question, question_type(kind).solution(question)).is_right


@pytest.mark.parametrize("kind", kinds())
def test_statements_can_tell_every_kind(kind):
    """By what its module says alone: xAPI knows the interaction, tincan the list of its components."""
    of_kind = question_type(kind)
    components = [{"id": "a", "description": {"de": "Antwort"}}]

    told = ActivityDefinition(interaction_type=of_kind.interaction_type, **{of_kind.component_list: components})

    assert of_kind.interaction_type in INTERACTIONS
    assert len(getattr(told, of_kind.component_list)) == 1
    assert of_kind.statement_response(("a", "b")) == "a[,]b"
