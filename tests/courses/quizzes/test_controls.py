"""The controls as a browser gets them."""

import re

import pytest
from django.template.loader import render_to_string

from courses.quizzes.types import marks, question_type
from tests.factories.quizzes import frozen_question


def control(question, *, seed="s", response=(), graded=False, **context):
    kind = question_type(question.kind)
    presented = kind.present(question, seed=seed)
    grade = kind.grade(question, response) if graded else None
    return render_to_string(
        presented.template,
        {
            "presented": presented,
            "name": "q-1",
            "chosen": kind.tokens(question, seed=seed, response=response),
            "grade": grade,
            "marks": marks(grade, seed=seed) if grade else {},
            **context,
        },
    )


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("single", {"right": "a"}, {"right": "d"}),
        ("multiple", {"right": "ab"}, {"right": "cd"}),
        ("sort", {"options": "abcd"}, {"options": "dcba"}),
    ],
)
def test_control_is_byte_equal_for_twins_that_differ_only_in_the_key(kind, one, other):
    for response in ((), ("a",)) if kind != "sort" else ((), tuple("bacd")):
        first = control(frozen_question(kind, **one), response=response, number=1, total=2)
        second = control(frozen_question(kind, **other), response=response, number=1, total=2)

        assert first.encode() == second.encode()


@pytest.mark.parametrize("kind", ["single", "multiple", "sort"])
def test_control_has_legend_number_and_no_feedback_before_the_answer(kind):
    html = control(frozen_question(kind), number=1, total=3)

    assert ", Frage 1 von 3</span><span>Welche Story kann das Team sofort besprechen?</span></legend>" in html
    assert "Rückmeldung" not in html
    assert 'class="fb' not in html


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_control_keeps_a_draft(kind):
    html = control(frozen_question(kind), response=("c",))

    assert re.findall(r"checked><span><span>(.*?)</span>", html) == ["Antwort c"]
    assert "is-no" not in html


def test_control_after_a_wrong_answer_marks_and_explains_the_chosen_option_only():
    html = control(
        frozen_question("single", right="b"),
        response=("a",),
        graded=True,
        passage="Drei Fragen, ein Satz",
        passage_href="#b-12345678",
    )

    assert html.count("opt is-no") == 1
    assert "is-yes" not in html
    assert "Noch nicht ganz." in html
    assert "Rückmeldung a" in html
    assert "Rückmeldung b" not in html
    assert '<a href="#b-12345678">Nachlesen: Drei Fragen, ein Satz</a>' in html


def test_control_after_a_right_answer_says_why():
    html = control(frozen_question("single", right="b"), response=("b",), graded=True)

    assert html.count("opt is-yes") == 1
    assert "Richtig." in html
    assert "Rückmeldung b" in html
    assert "Tipp" not in html


def test_multiple_control_says_that_one_is_missing_without_saying_which():
    html = control(frozen_question("multiple", right="bd"), response=("b",), graded=True)

    assert "Es fehlt noch mindestens eine." in html
    assert "is-no" not in html
    assert "is-yes" not in html


def test_control_shows_an_error_and_ties_it_to_the_options():
    html = control(frozen_question("single"), error="Bitte wählen Sie zuerst eine Antwort aus.")

    assert 'aria-describedby="q-1-error"' in html
    assert 'id="q-1-error" role="alert">Bitte wählen' in html


def test_control_escapes_what_authors_write():
    html = control(frozen_question("single", stem="<script>alert(1)</script>"))

    assert "<script>" not in html


def test_sort_control_has_a_position_and_two_arrows_for_each_step():
    html = control(frozen_question("sort", options="abcd"), response=tuple("dcba"))

    assert re.findall(r"<p><span>(Antwort .)<", html) == ["Antwort d", "Antwort c", "Antwort b", "Antwort a"]
    assert re.findall(r"<option value=\"\w{16}:(\d)\" selected>", html) == ["1", "2", "3", "4"]
    assert 'aria-label="Schritt 2 von 4, nach oben: Antwort c"' in html
    assert html.count('name="move"') == 8
    assert html.count(" disabled>") == 2


def test_sort_control_says_what_the_last_move_did():
    question = frozen_question("sort", options="abc")
    (token,) = question_type("sort").tokens(question, seed="s", response=("b",))
    html = control(question, response=tuple("bac"), said="„Antwort b“ steht jetzt auf Platz 1 von 3.", moved=token)

    assert html.count('class="moved"') == 1
    assert "„Antwort b“ steht jetzt auf Platz 1 von 3.</p>" in html


def test_sort_control_after_a_wrong_order_counts_without_solving():
    html = text_of(control(frozen_question("sort", options="abcd"), response=tuple("acbd"), graded=True))

    assert "2 von 4 Schritten stehen schon an ihrem Platz." in html
    assert html.count("Steht noch nicht an seinem Platz") == 1


def test_sort_control_keeps_positions_that_were_refused_and_marks_the_two_that_are_equal():
    question = frozen_question("sort", options="abcd")
    tokens = question_type("sort").tokens(question, seed="s", response=tuple("dbac"))
    html = control(question, chosen=[f"{token}:{place}" for token, place in zip(tokens, (4, 2, 3, 4), strict=True)])

    assert re.findall(r"<p><span>(Antwort .)<", html) == ["Antwort d", "Antwort b", "Antwort a", "Antwort c"]
    assert re.findall(r"<option value=\"\w{16}:(\d)\" selected>", html) == ["4", "2", "3", "4"]
    assert re.findall(r'class="is-shared" data-step="(\w+)"', html) == [tokens[0], tokens[3]]
    assert html.count('aria-invalid="true"') == html.count("Position 4 ist doppelt vergeben") == 2


@pytest.mark.parametrize("places", ["x", "0", "5", "", "999"])
def test_sort_control_gives_a_step_its_place_where_no_position_can_be_read(places):
    question = frozen_question("sort", options="abc")
    tokens = question_type("sort").tokens(question, seed="s", response=tuple("cab"))
    html = control(question, chosen=[f"{token}:{places}" for token in tokens])

    assert re.findall(r"<option value=\"\w{16}:(\d)\" selected>", html) == ["1", "2", "3"]


def test_sort_control_takes_back_its_mark_once_the_step_has_moved():
    question, kind = frozen_question("sort", options="abcd"), question_type("sort")
    answered = kind.tokens(question, seed="s", response=tuple("acbd"))
    stands = control(question, response=tuple("acbd"), graded=True, answered=answered)
    marks_of = {"marks": marks(kind.grade(question, tuple("acbd")), seed="s")}
    moved = control(question, response=tuple("abcd"), answered=answered, **marks_of)

    assert re.findall(r'class="is-no" data-step="(\w+)"', stands) == [answered[1]]
    assert "is-no" not in moved
    assert "Steht noch nicht an seinem Platz" not in moved


@pytest.mark.parametrize("kind", ["single", "multiple", "sort"])
def test_control_of_a_right_answer_can_be_read_but_not_changed(kind):
    html = control(frozen_question(kind, right="b"), response=("b",) if kind != "sort" else tuple("abcd"), graded=True)

    fields = re.findall(r"<(?:input|select|button)\b[^>]*>", html)
    assert all(" disabled" in field for field in fields)
    assert "Antwort b" in html
