"""Small sizes by default; PROVE=1 runs the whole state. Figures are printed with `pytest -s`."""

import json
from typing import Any

import pytest

from tests.attacks import deduction, insider, merged_anew, one_person_moved, quarters, repeated_query, siblings, utility
from tests.attacks.simulator import build_state, chosen_size

# A claim rule determines a status when it is right more often than the base rate by more than this.
MOST_POINTS = 12
SIZE = chosen_size()


@pytest.fixture(scope="module")
def moved() -> dict[str, Any]:
    return told(one_person_moved.run(SIZE))


def told(figures: dict[str, Any]) -> dict[str, Any]:
    print(json.dumps(figures, indent=1))  # noqa: T201 - the figures are what this test is run for
    return figures


def test_data_has_the_size_that_was_asked_for() -> None:
    state = build_state(SIZE)
    data = told(
        {
            "generated state": {
                "units": len(state.units),
                "people": len(state.quarters[0].unit_of),
                "courses": len(state.courses),
                "quarters": len(state.quarters),
            },
            "goal": {"most_points": MOST_POINTS},
        }
    )["generated state"]
    asked = {"small": (70, 1_000, 6, 4), "large": (450, 9_000, 40, 4)}[SIZE.name]

    assert all(have >= want for have, want in zip(data.values(), asked, strict=True)), data


def test_parent_minus_siblings_uncovers_no_small_unit() -> None:
    figures = told(siblings.run(SIZE))

    assert figures["left over by subtraction"]["fewest_people"] >= 10
    assert figures["people in small units, by the merged rest"]["gain_points"] <= MOST_POINTS


def test_parent_minus_siblings_would_uncover_units_that_are_only_left_out() -> None:
    naive = siblings.run(SIZE)["small units left out, true counts"]

    assert naive["hidden_cells"] > 0
    assert naive["recovered_exactly"] == naive["hidden_cells"]


def test_two_quarters_compared_read_nobody() -> None:
    figures = told(quarters.run(SIZE))

    for target in ("all moves", "lone moves", "lone moves, courses asleep"):
        assert figures[f"full protection, {target}"]["gain_points"] <= MOST_POINTS


def test_one_person_moved_would_be_read_without_hold_back_and_period_key(moved: dict[str, Any]) -> None:
    assert moved["one mover, no protection but noise"]["success"] >= 0.85


@pytest.mark.parametrize("movers", ["one mover", "two movers", "three movers"])
def test_moved_people_are_not_read(moved: dict[str, Any], movers: str) -> None:
    assert moved[movers]["gain_points"] <= MOST_POINTS


def test_three_people_of_one_status_are_read_when_nobody_else_changes(moved: dict[str, Any]) -> None:
    # A limit of the method, told on its page: noise of variance 3 hides a person, not a small group that acts as one.
    assert moved["three movers of one status"]["gain_points"] > MOST_POINTS


def test_units_that_are_merged_anew_let_nobody_be_read() -> None:
    figures = told(merged_anew.run(SIZE))

    for what in merged_anew.LABORATORIES:
        assert figures[what]["gain_points"] <= MOST_POINTS
    assert figures["small team, neighbours in turn, merged from each quarter alone"]["gain_points"] > 6
    assert figures["one leaves, and the unit is merged"]["gain_points"] == 0


def test_repeated_query_recovers_no_more_than_one_query() -> None:
    figures = told(repeated_query.run(SIZE))

    assert figures["fresh noise per query"]["counts_recovered"] > 0.8
    assert figures["as published"]["counts_recovered"] < 0.3


def test_deduction_proves_no_status() -> None:
    figures = told(deduction.run(SIZE))["all tables of all quarters"]

    assert figures["contradictions"] == 0
    assert figures["which"] == []


def test_insider_hits_more_often_than_a_coin_and_is_measured() -> None:
    figures = told(insider.run(SIZE))

    assert 0.5 < figures["one cell"]["hit_rate"] < 0.7


def test_figures_stay_useful() -> None:
    figures = told(utility.run(SIZE))["published cells"]

    assert figures["mean_absolute_error"] <= 2
    assert figures["ministry_rate_error_points"] <= 1.5
    assert 0.2 <= figures["unit_cells_held_share"] <= 0.5
