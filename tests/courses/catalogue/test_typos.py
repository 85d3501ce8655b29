import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.catalogue.typos import distance, meant_by

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@settings(deadline=None)  # measuring a thousand words takes as long as the machine is busy
@given(word=st.text("abcdefgh", max_size=9))
def test_all_that_may_have_been_meant_is_one_edit_away_or_sounds_the_same(word):
    assert all(distance(word, meant) == 1 or "ph" in meant for meant in meant_by(word, "abcdefgh"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("scrm", "scrum"),
        ("scrumm", "scrum"),
        ("stroy", "story"),
        ("storz", "story"),
        ("stori", "story"),
        ("fishing", "phishing"),
        ("tema", "thema"),
        ("ethoden", "methoden"),
        ("methodem", "methoden"),
        ("mxthoden", "methoden"),
    ],
)
def test_likely_slips(typed, meant):
    assert meant in set(meant_by(typed, ALPHABET))


@pytest.mark.parametrize(
    ("typed", "other"),
    [("ki", "kip"), ("pdf", "pdfs"), ("lage", "lager"), ("bote", "rote"), ("rate", "rute"), ("zeitung", "leitung")],
)
def test_unlikely_ones(typed, other):
    assert other not in set(meant_by(typed, ALPHABET))


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("", "ab", 2),
        ("story", "story", 0),
        ("story", "stroy", 1),
        ("sitzung", "satz", 4),
        ("intreveiw", "interview", 2),
    ],
)
def test_distance_counts_swapped_neighbours_once(one, other, edits):
    assert distance(one, other) == distance(other, one) == edits
