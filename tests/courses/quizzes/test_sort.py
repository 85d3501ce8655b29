import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.tokens import token
from courses.quizzes.types import Grade, Note, ResponseError, question_type
from tests.factories.quizzes import frozen_question

sort = question_type("sort")
some_steps = st.lists(st.sampled_from("abcdefghijkl"), min_size=3, max_size=12, unique=True).map("".join)


def posted(order, places=None):
    """What the page posts when it shows the steps in `order`."""
    places = places or range(1, len(order) + 1)
    return [f"{token(seed='s', option_key=key)}:{place}" for key, place in zip(order, places, strict=True)]


def step(key):
    return token(seed="s", option_key=key)


def test_present_orders_steps_by_their_tokens():
    presented = sort.present(frozen_question("sort", options="abcdef"), seed="s")

    assert [item.token for item in presented.items] == sorted(map(step, "abcdef"))


def test_present_order_changes_with_the_try():
    question = frozen_question("sort", options="abcdef")

    orders = {tuple(item.text for item in sort.present(question, seed=str(n)).items) for n in range(30)}

    assert len(orders) > 20


def test_read_goes_by_position_not_by_place_in_the_form():
    assert sort.read(frozen_question("sort", options="abc"), seed="s", posted=posted("cab", [2, 3, 1])) == (
        "b",
        "c",
        "a",
    )


@pytest.mark.parametrize(
    ("given_steps", "code"),
    [
        (posted("ab"), "missing"),
        (posted("aab"), "repeated"),
        (posted("abc", [1, 1, 2]), "same_position"),
        (posted("abc", [0, 1, 2]), "unknown"),
        (posted("abc", [1, 2, 4]), "unknown"),
        (posted("abc", ["x", "y", "z"]), "unknown"),
        (posted("abc", ["²", "1", "2"]), "unknown"),
        ([*posted("abc"), *posted("d")], "unknown"),
        ([step("a"), step("b"), step("c")], "unknown"),
    ],
)
def test_read_refuses_what_is_no_order(given_steps, code):
    with pytest.raises(ResponseError) as refused:
        sort.read(frozen_question("sort", options="abc"), seed="s", posted=given_steps)

    assert refused.value.code == code


def test_draft_moves_a_step_up():
    draft = sort.draft(frozen_question("sort", options="abc"), seed="s", posted=posted("abc"), move=f"{step('c')}:up")

    assert draft.response == ("a", "c", "b")


@pytest.mark.parametrize(("order", "move"), [("abc", "a:up"), ("abc", "c:down")])
def test_draft_leaves_the_first_and_the_last_step_where_they_are(order, move):
    key, _colon, direction = move.partition(":")
    draft = sort.draft(
        frozen_question("sort", options="abc"), seed="s", posted=posted(order), move=f"{step(key)}:{direction}"
    )

    assert draft.response == tuple(order)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([1, 2, 3, 4, 2], "aebcd"),
        ([4, 2, 3, 4, 5], "bcdae"),
        ([1, 2, 3, 4, 5], "abcde"),
        ([5, 4, 3, 2, 1], "edcba"),
        ([5, 5, 5, 5, 5], "eabcd"),
    ],
)
def test_draft_gives_a_step_the_position_it_asks_for(places, expected):
    draft = sort.draft(frozen_question("sort", options="abcde"), seed="s", posted=posted("abcde", places))

    assert "".join(draft.response) == expected


def test_draft_without_anything_is_the_order_that_is_shown():
    question = frozen_question("sort", options="abcde")

    draft = sort.draft(question, seed="s", posted=[])

    shown = [item.token for item in sort.present(question, seed="s").items]
    assert list(sort.tokens(question, seed="s", response=draft.response)) == shown


@given(steps=some_steps, data=st.data())
def test_draft_always_holds_every_step_once(steps, data):
    order = data.draw(st.permutations(steps))
    places = data.draw(st.lists(st.integers(-3, 20), min_size=len(steps), max_size=len(steps)))

    draft = sort.draft(frozen_question("sort", options=steps), seed="s", posted=posted(order, places))

    assert sorted(draft.response) == sorted(steps)


def test_grade_of_the_right_order_explains_every_step():
    grade = sort.grade(frozen_question("sort", options="abc"), ("a", "b", "c"))

    assert grade.is_right
    assert [(note.answer_key, note.is_right) for note in grade.notes] == [("a", True), ("b", True), ("c", True)]


def test_grade_counts_steps_in_place_and_explains_the_first_that_is_not():
    grade = sort.grade(frozen_question("sort", options="abcd"), ("a", "c", "b", "d"))

    assert grade == Grade(
        is_right=False,
        notes=(
            Note(
                answer_key="c",
                text="Antwort c",
                feedback="<p>Rückmeldung c</p>",
                was_chosen=True,
                is_right=False,
            ),
        ),
        remark="2 von 4 Schritten stehen schon an ihrem Platz.",
    )


@given(steps=some_steps, data=st.data())
def test_only_the_authored_order_is_right(steps, data):
    response = tuple(data.draw(st.permutations(steps)))

    assert sort.grade(frozen_question("sort", options=steps), response).is_right == (response == tuple(steps))


def test_findings_want_three_steps():
    found = sort.findings(frozen_question("sort", options="ab"))

    assert [(finding.severity, finding.code) for finding in found] == [("block", "too_few")]
    assert sort.findings(frozen_question("sort", options="abc")) == ()
