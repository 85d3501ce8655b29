"""Attack: parent minus siblings, to uncover a unit that is too small for a cell of its own.

The counterfactual is what most reports do: show every unit from the floor on and leave the small ones out.
"""

from tests.attacks.claims import Trial, judge
from tests.attacks.simulator import FLOOR, Quarter, Size, State, View, build_state, publish_state, true_count


def run(size: Size) -> dict[str, dict[str, float]]:
    state = build_state(size)
    view = publish_state(state)
    return {
        "left over by subtraction": _smallest_left_over(state, view),
        "small units left out, true counts": _exact_without_protection(state),
        "people in small units, by the merged rest": _claims(state, view),
    }


def _smallest_left_over(state: State, view: View) -> dict[str, float]:
    """Every parent cell minus every shown cell directly below it, one cell at a time kept: what is the least left?"""
    left_over = []
    for quarter, parts, parents in zip(state.quarters, view.parts, view.parent, strict=True):
        for parent, units in parts.items():
            below = [cell for cell, its_parent in parents.items() if its_parent == parent]
            if not below:
                continue
            rest = units.difference(*(parts[cell] for cell in below))
            for group in (rest, *(rest | parts[cell] for cell in below)):
                members, _ = true_count(quarter, state.courses[0], group)
                if members:
                    left_over.append(members)
    return {"subtractions": len(left_over), "fewest_people": min(left_over), "floor": FLOOR}


def _small_units(state: State, quarter: Quarter) -> list[tuple[str, str, list[str]]]:
    """(office, small team, its sisters with the floor of people) where the team is the only one left out."""
    found = []
    for office, teams in state.children.items():
        sizes = {team: len(quarter.members.get(team, ())) for team in (*teams, office)}
        small = [team for team in sizes if 0 < sizes[team] < FLOOR]
        if teams[0] in state.children or len(small) != 1:
            continue
        found.append((office, small[0], [team for team in sizes if sizes[team] >= FLOOR]))
    return found


def _exact_without_protection(state: State) -> dict[str, float]:
    cells = exact = uniform = 0
    for quarter in state.quarters:
        for office, team, sisters in _small_units(state, quarter):
            for course in state.courses:
                members, done = true_count(quarter, course, frozenset({team}))
                _, together = true_count(quarter, course, frozenset({office, *state.children[office]}))
                known = together - sum(true_count(quarter, course, frozenset({sister}))[1] for sister in sisters)
                cells += 1
                exact += known == done
                uniform += known in (0, members)
    return {"hidden_cells": cells, "recovered_exactly": exact, "whole_team_exposed": uniform}


def _claims(state: State, view: View) -> dict[str, float]:
    """Base: the parent's published rate. Attack: the merged rest, and the parent minus all its other cells."""
    trials = []
    for number, quarter in enumerate(state.quarters):
        parts, parents = view.parts[number], view.parent[number]
        for rest, parent in parents.items():
            if parent is None or not rest.startswith("rest of "):
                continue
            siblings = [cell for cell, its_parent in parents.items() if its_parent == parent and cell != rest]
            small = [unit for unit in parts[rest] if len(quarter.members.get(unit, ())) < FLOOR]
            people = [person for unit in small for person in quarter.members.get(unit, ())]
            for course in state.courses:
                table = view.cells[number, course]
                difference = table[parent].value.shown - sum(table[cell].value.shown for cell in siblings)
                by_difference = min(1.0, max(0.0, difference / table[rest].value.members))
                trials += [
                    Trial(
                        status=person in quarter.done[course],
                        known=round(10 * table[parent].value.rate),
                        seen=((None, round(5 * table[rest].value.rate)), (None, round(5 * by_difference))),
                    )
                    for person in people
                ]
    return judge(trials).figures()
