import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.core.disclosure import (
    LOWEST_FLOOR,
    Direct,
    Floor,
    Grouping,
    TreeCell,
    may_show_running_period,
    may_split_flows,
    merge_small_units,
    plan_cells,
)


@pytest.mark.parametrize("people", [-1, 0, 9, 51])
def test_floor_refuses_other_values_than_10_to_50(people):
    with pytest.raises(ValueError, match="10 to 50"):
        Floor(people)


def test_floor_is_at_least_ten():
    assert [LOWEST_FLOOR, Floor(10), Floor(50)] == [10, 10, 50]


@pytest.mark.parametrize(("members", "allowed"), [(49, False), (50, True)])
def test_running_period_needs_fifty_people(members, allowed):
    assert may_show_running_period(members=members) is allowed


@pytest.mark.parametrize(
    ("members", "flows", "allowed"), [(49, (10, 10), False), (50, (10, 9), False), (50, (10, 10), True)]
)
def test_flows_need_fifty_people_and_ten_in_each(members, flows, allowed):
    assert may_split_flows(members=members, flows=flows) is allowed


@pytest.mark.parametrize(
    ("sizes", "alone", "remainder", "only_in_parent"),
    [
        ({}, "", "", ""),
        ({"a": 30}, "a", "", ""),
        ({"a": 30, "b": 10}, "ab", "", ""),
        ({"a": 30, "b": 5, "c": 5}, "a", "bc", ""),
        ({"a": 30, "b": 5, "c": 4}, "", "", "abc"),
        ({"a": 30, "b": 5, "c": 4, "d": 20}, "a", "bcd", ""),
        ({"a": 30, "b": 9, "d": 20}, "a", "bd", ""),
        ({"a": 30, "b": 9}, "", "", "ab"),
        ({"a": 30, "b": 0}, "a", "", ""),
        ({"a": 30, "b": 9, "c": 0, "d": 12}, "a", "bd", ""),
        ({"b": 4, "c": 3}, "", "", "bc"),
        ({"b": 6, "c": 7}, "", "", "bc"),
        ({"b": 12, "a": 12, "c": 3}, "b", "ac", ""),
    ],
)
def test_small_units_are_merged(sizes, alone, remainder, only_in_parent):
    assert merge_small_units(sizes=sizes, floor=10) == Grouping(
        alone=tuple(alone), remainder=tuple(remainder), only_in_parent=tuple(only_in_parent)
    )


@pytest.mark.parametrize(
    ("sizes", "floor", "message"), [({"a": 30}, 9, "10 to 50"), ({"a": -1}, 10, "fewer than 0 people")]
)
def test_merge_refuses_a_lower_floor_and_negative_sizes(sizes, floor, message):
    with pytest.raises(ValueError, match=message):
        merge_small_units(sizes=sizes, floor=floor)


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 40)), st.integers(10, 50))
def test_subtraction_leaves_no_small_group_over(sizes, floor):
    grouping = merge_small_units(sizes=sizes, floor=floor)

    assert sorted(grouping.alone + grouping.remainder + grouping.only_in_parent) == sorted(
        unit for unit, size in sizes.items() if size
    )
    assert all(sizes[unit] >= floor for unit in grouping.alone)
    assert not grouping.remainder or (
        len(grouping.remainder) >= 2 and sum(sizes[unit] for unit in grouping.remainder) >= floor
    )
    assert not grouping.only_in_parent or not (grouping.alone or grouping.remainder)


def test_tree_shows_nothing_below_a_merged_unit_and_counts_people_of_the_unit_itself():
    cells = plan_cells(
        root="land",
        children={"land": ["a", "b", "c"], "a": ["a1", "a2"], "b": ["b1", "b2"]},
        direct={"land": 2, "a": 12, "a1": 20, "a2": 30, "b1": 11, "b2": 12, "c": 4},
        floor=10,
    )

    assert cells == (
        TreeCell(parent=None, parts=("land",)),
        TreeCell(parent="land", parts=("b", "c", Direct("land"))),
        TreeCell(parent="land", parts=("a",)),
        TreeCell(parent="a", parts=("a1",)),
        TreeCell(parent="a", parts=("a2",)),
        TreeCell(parent="a", parts=(Direct("a"),)),
    )
    assert [cell.is_remainder for cell in cells] == [False, True, False, False, False, False]


def test_tree_below_the_floor_has_no_cells():
    assert plan_cells(root="land", children={}, direct={"land": 9}, floor=10) == ()
