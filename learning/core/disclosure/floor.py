"""How many people a figure needs. No setting can go below these numbers."""

from typing import Self


class Floor(int):
    """The smallest number of people that may have a cell, 10 to 50."""

    LOWEST = 10
    HIGHEST = 50

    def __new__(cls, people: int) -> Self:
        if not cls.LOWEST <= people <= cls.HIGHEST:
            raise ValueError(f"The floor is {people} people; it must be {cls.LOWEST} to {cls.HIGHEST}.")
        return super().__new__(cls, people)


LOWEST_FLOOR = Floor(Floor.LOWEST)
MEMBERS_FOR_FINER_VIEWS = 50
PEOPLE_PER_FLOW = 10


def may_show_running_period(*, members: int) -> bool:
    return members >= MEMBERS_FOR_FINER_VIEWS


def may_split_flows(*, members: int, flows: tuple[int, ...]) -> bool:
    """Whether "who joined, left, learned" may be told apart: `flows` are the people in each of these groups."""
    return members >= MEMBERS_FOR_FINER_VIEWS and all(flow >= PEOPLE_PER_FLOW for flow in flows)
