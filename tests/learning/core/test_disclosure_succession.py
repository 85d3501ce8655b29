"""What stands for people who are counted in another cell than before."""

from datetime import date

import pytest

from learning.core.disclosure import merge_small_units, publication_that_stands
from learning.core.disclosure.succession import added
from tests.learning.core.test_disclosure_holding import PEOPLE, publication

JUNE, SEPTEMBER = ("2026-Q2", date(2026, 6, 30)), ("2026-Q3", date(2026, 9, 30))
FIRST, SECOND, THIRD = PEOPLE[:12], PEOPLE[12:30], PEOPLE[30:45]
DONE = [*PEOPLE[:5], *PEOPLE[12:20], *PEOPLE[30:36]]


def of(members, quarter=SEPTEMBER, done=DONE):
    period, as_of = quarter
    return publication(members=members, done=done, period=period, as_of=as_of)


def stands(current, standing, *, cell="rest", parts=("y", "z", "w"), together=("y", "z")):
    return publication_that_stands(
        cell=cell, parts=parts, remainder="rest", together=set(together), standing=standing, current=current
    )


@pytest.fixture
def before():
    """y and z are merged and have the first twelve and the next people; w stands alone."""
    return {"rest": of([*FIRST, *SECOND], JUNE), "w": of(THIRD, JUNE)}


@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_unit_that_is_merged_brings_what_stood_for_it(before, left):
    """Nobody who subtracts the two quarters reads the one or two people who left meanwhile."""
    standing = stands(of([*FIRST, *SECOND, *THIRD[left:]]), before)

    assert standing == added([before["rest"], before["w"]])
    assert (standing.value.members, standing.as_of) == (45, JUNE[1])
    assert standing.value.shown == before["rest"].value.shown + before["w"].value.shown


def test_three_people_make_the_new_remainder_new(before):
    current = of([*FIRST, *SECOND, *THIRD[3:]])

    assert stands(current, before) is current


def test_people_who_change_places_within_the_new_remainder_change_nothing(before):
    """Two of w went to y, which is the same remainder now: the same people as before."""
    assert stands(of([*FIRST, *SECOND, *THIRD]), before) is not None
    assert stands(of([*FIRST, *SECOND, *THIRD]), before).as_of == JUNE[1]


def test_an_unchanged_remainder_is_held_as_any_cell(before):
    current = of([*FIRST, *SECOND], done=[*DONE, PEOPLE[6], PEOPLE[7]])

    assert stands(current, before, parts=("y", "z")) == before["rest"]


def test_the_first_remainder_of_a_level_is_compared_with_its_parts():
    before = {"y": of(FIRST, JUNE), "z": of(SECOND, JUNE)}

    standing = stands(of([*FIRST[1:], *SECOND]), before, parts=("y", "z"), together=())

    assert standing == added([before["y"], before["z"]])


def test_a_unit_that_leaves_a_remainder_of_one_other_person_does_not_show_that_one():
    before = {"rest": of([*SECOND, FIRST[0]], JUNE)}

    assert stands(of(SECOND), before, cell="z", parts=("z",)) == before["rest"]
    assert stands(of(FIRST), before, cell="y", parts=("y",)).as_of == SEPTEMBER[1]


def test_a_remainder_that_comes_back_is_not_drawn_anew():
    """Between its two appearances both units stood alone; the same people never get a second value of the same cell."""
    before = {"rest": of([*FIRST, *SECOND], JUNE), "y": of(FIRST), "z": of(SECOND)}
    current = of([*FIRST, *SECOND], ("2026-Q4", date(2026, 12, 31)))

    standing = stands(current, before, parts=("y", "z"), together=())

    assert standing == added([before["y"], before["z"]])


def test_a_cell_of_new_people_is_new():
    current = of(FIRST)

    assert stands(current, {}, cell="y", parts=("y",)) is current
    assert stands(current, {}) is current


def test_a_quarter_before_the_last_one_is_refused(before):
    with pytest.raises(ValueError, match="ends before"):
        stands(of([*FIRST, *SECOND, *THIRD], ("2026-Q1", date(2026, 3, 31))), before)


@pytest.mark.parametrize(
    ("sizes", "together", "remainder"),
    [
        ({"v": 7, "w": 12, "y": 11}, "", "vy"),
        ({"v": 7, "w": 11, "y": 12}, "vy", "vy"),
        ({"v": 7, "w": 9, "y": 12, "x": 40}, "vy", "vwy"),
        ({"v": 10, "w": 11, "y": 12}, "vy", ""),
        ({"v": 10, "w": 9, "y": 12}, "vy", "vw"),
        ({"v": 0, "w": 11, "y": 12}, "vy", ""),
        ({"v": 7, "w": 11}, "vy", ""),
    ],
)
def test_merged_units_stay_together_while_one_of_them_is_small(sizes, together, remainder):
    assert "".join(merge_small_units(sizes=sizes, floor=10, together=together).remainder) == remainder
