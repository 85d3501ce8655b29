"""Every figure that the documents tell about the protection is one of the last proof or of the code."""

import re

import pytest

from tests.architecture.source import ROOT
from tests.tracking.reports.told import rules_in_english, rules_in_german, told_in_english, told_in_german
from tracking.reports.queries.proof import latest_proof

LANGUAGES = {
    "disclosure.de.md": (told_in_german, rules_in_german, "## Was geprüft wurde"),
    "disclosure.md": (told_in_english, rules_in_english, "## What was tested"),
}


def text_of(path):
    return re.sub(r"\s+", " ", (ROOT / "docs" / path).read_text())


@pytest.fixture
def proof(db):
    found = latest_proof()
    assert found is not None
    return found


@pytest.mark.parametrize("page", LANGUAGES)
def test_what_was_measured_is_told_as_measured(proof, page):
    told, _rules, _title = LANGUAGES[page]
    text = text_of(f"report/{page}")

    assert [said for said in told(proof).values() if said not in text] == []


@pytest.mark.parametrize("page", LANGUAGES)
def test_no_other_figure_is_told(proof, page):
    """What is left of the sections on tests and limits, without the texts above, has no number but 0."""
    told, _rules, title = LANGUAGES[page]
    left = text_of(f"report/{page}").partition(title)[2]
    for said in sorted(told(proof).values(), key=len, reverse=True):
        left = left.replace(said, "")

    assert title
    assert set(re.findall(r"\d[\d.,]*", left)) <= {"0"}


@pytest.mark.parametrize("page", LANGUAGES)
def test_the_numbers_of_the_rules_are_those_of_the_code(page):
    _told, rules, _title = LANGUAGES[page]
    text = text_of(f"report/{page}")

    assert [said for said in rules() if said not in text] == []


def test_operators_read_the_size_that_was_attacked(proof):
    state = {name: f"{value:,}" for name, value in proof.of("generated state").items()}

    assert f"{state['people']} people, {state['courses']} courses and {state['quarters']} quarters" in text_of(
        "operate/proof.md"
    )


def test_nothing_that_is_told_gained_more_than_the_goal_without_saying_so(proof):
    """ "No gain" is said in the documents of these; where it is no longer true, the words must change too."""
    for attack in ("full protection, all moves", "full protection, lone moves, courses asleep"):
        assert proof.of(attack)["gain_points"] <= 0
    assert proof.of("all tables of all quarters")["cells_of_nobody_or_everybody_proven"] == 0
