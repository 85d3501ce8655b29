"""Attack: certainty by deduction. Every published value bounds the true count behind it; all bounds must agree.

Because cells form a tree (a parent is the sum of the cells below it) and later counts of a course that never lapses
cannot fall below earlier ones less the people who left, the tightest bounds of this linear programme follow from
passing them up, down and along time until nothing changes. Beside the values the attacker uses their days (a figure
that stands differs by at most two persons from those it was made of, a renewed one by at least three) and both
measures (who completed a course has begun it). A cell is determined when its count can only be nobody or only be
everybody.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.attacks.insider import probabilities
from tests.attacks.simulator import (
    CellId,
    Quarter,
    Size,
    State,
    View,
    build_state,
    people_in,
    publish_state,
    true_count,
)

Bounds = dict[CellId, tuple[int, int]]
PACE = 0.03
"""How many of those who have not begun a course begin it in a quarter, beside those who complete it."""


@cache
def possible_counts(members: int, shown: int) -> tuple[int, int]:
    counts = [
        count
        for count in range(max(0, shown - 4), min(members, shown + 4) + 1)
        if probabilities(members, count).get(shown)
    ]
    return min(counts), max(counts)


@dataclass
class Findings:
    cells: int = 0
    determined: int = 0
    exact: int = 0
    wrong: int = 0
    where: tuple[str, ...] = ()


def run(size: Size) -> dict[str, dict[str, object]]:
    state = with_both_measures(build_state(size))
    view = publish_state(state)
    findings = Findings()
    flows = Flows(state, view)
    for completed, begun in zip(*halves(state.courses), strict=True):
        _examine(state, view, (completed, begun), flows, findings)
    return {
        "all tables of all quarters": {
            "cells": findings.cells,
            "cells_of_nobody_or_everybody_proven": findings.determined,
            "cells_with_exact_count_proven": findings.exact,
            "contradictions": findings.wrong,
            "which": list(findings.where),
        }
    }


def halves(courses: list[str]) -> tuple[list[str], list[str]]:
    return courses[: len(courses) // 2], courses[len(courses) // 2 :]


def with_both_measures(state: State, *, seed: int = 2) -> State:
    """The same state, with who has begun each course: whoever ever completed it, and some who only tried."""
    rng = random.Random(seed)
    begun_of = {course: course.replace("completed", "begun") for course in state.courses}
    ever: dict[str, set[str]] = {course: set() for course in state.courses}
    quarters = []
    for number, quarter in enumerate(state.quarters):
        done = dict(quarter.done)
        for course, begun in begun_of.items():
            ever[course] |= quarter.done[course]
            if number == 0 or course not in state.asleep:
                pace = 5 * PACE if number == 0 else PACE
                ever[course].update(person for person in quarter.unit_of if rng.random() < pace)
            done[begun] = frozenset(ever[course]) & quarter.unit_of.keys()
        quarters.append(Quarter(name=quarter.name, as_of=quarter.as_of, unit_of=quarter.unit_of, done=done))
    return State(
        root=state.root,
        children=state.children,
        courses=[*state.courses, *begun_of.values()],
        lapsing=state.lapsing,
        asleep=state.asleep | {begun_of[course] for course in state.asleep},
        quarters=quarters,
    )


class Flows:
    """How many people came to a cell and left it between two quarters that both show it."""

    def __init__(self, state: State, view: View) -> None:
        self.state, self.view = state, view
        self.known: dict[tuple[CellId, int, int], tuple[int, int]] = {}

    def between(self, cell: CellId, before: int, after: int) -> tuple[int, int]:
        if (cell, before, after) not in self.known:
            old, new = (people_in(self.state, self.view, number, cell) for number in (before, after))
            self.known[cell, before, after] = len(new - old), len(old - new)
        return self.known[cell, before, after]


@dataclass(frozen=True)
class Link:
    """Two quarters of a cell, and by how much the count can have fallen and risen from one to the other."""

    cell: CellId
    before: int
    after: int
    fall: int
    rise: int | None
    """None: any number."""


def _links(state: State, view: View, course: str, flows: Flows) -> Iterator[Link]:
    lapses = course in state.lapsing
    number_of = {quarter.name: number for number, quarter in enumerate(state.quarters)}
    stood: dict[CellId, int] = {}
    for number in range(len(state.quarters)):
        for cell, publication in view.cells[number, course].items():
            made = number_of[publication.period]
            if view.cells[made, course].get(cell) == publication:
                base = made if made < number else stood.get(cell)
                if base is not None:
                    came, left = flows.between(cell, base, number)
                    if made < number:
                        others = 2 - came - left
                        yield Link(cell, base, number, left + (others if lapses else 0), came + others)
                    elif not lapses:
                        yield Link(cell, base, number, left - max(0, 3 - came - left), None)
                stood[cell] = made
            else:  # it stands for what other cells showed: see learning.core.disclosure.succession
                stood.pop(cell, None)
            if number and cell in view.parts[number - 1] and not lapses:
                came, left = flows.between(cell, number - 1, number)
                yield Link(cell, number - 1, number, left, None)


def _examine(state: State, view: View, pair: tuple[str, str], flows: Flows, findings: Findings) -> None:
    tables = {course: _first_bounds(state, view, course) for course in pair}
    links = {course: list(_links(state, view, course, flows)) for course in pair}
    changed = True
    while changed:
        changed = False
        for course in pair:
            for number, bounds in enumerate(tables[course]):
                changed |= _along_the_tree(view, number, bounds)
            for link in links[course]:
                changed |= _along(link, tables[course])
        for completed, begun in zip(*tables.values(), strict=True):
            changed |= _begun_before_completed(completed, begun)
    for course in pair:
        for number, bounds in enumerate(tables[course]):
            for cell, (low, high) in bounds.items():
                members, done = true_count(state.quarters[number], course, view.parts[number][cell])
                findings.cells += 1
                findings.exact += low == high
                findings.wrong += not low <= done <= high
                if high == 0 or low == members:
                    findings.determined += 1
                    findings.where += (f"{state.quarters[number].name} {course} {cell}",)


def _first_bounds(state: State, view: View, course: str) -> list[Bounds]:
    tables: list[Bounds] = []
    for number, quarter in enumerate(state.quarters):
        bounds: Bounds = {}
        for cell, publication in view.cells[number, course].items():
            members, _ = true_count(quarter, course, view.parts[number][cell])
            bounds[cell] = (0, members)
            if publication.period == quarter.name:
                bounds[cell] = possible_counts(publication.value.members, publication.value.shown)
        tables.append(bounds)
    return tables


def _along(link: Link, tables: list[Bounds]) -> bool:
    before, after = tables[link.before], tables[link.after]
    (low, high), (later_low, later_high) = before[link.cell], after[link.cell]
    lowest, highest = (low, later_high) if link.rise is None else (later_low - link.rise, high + link.rise)
    changed = _tighten(after, link.cell, low - link.fall, highest)
    return changed | _tighten(before, link.cell, lowest, later_high + link.fall)


def _begun_before_completed(completed: Bounds, begun: Bounds) -> bool:
    changed = False
    for cell, (low, _high) in completed.items():
        _, begun_high = begun[cell]
        changed |= _tighten(completed, cell, low, begun_high)
        changed |= _tighten(begun, cell, low, begun_high)
    return changed


def _along_the_tree(view: View, number: int, bounds: Bounds) -> bool:
    below: dict[str, list[str]] = {}
    for cell, parent in view.parent[number].items():
        if parent is not None:
            below.setdefault(parent, []).append(cell)
    changed = False
    for parent, cells in below.items():
        lows, highs = sum(bounds[cell][0] for cell in cells), sum(bounds[cell][1] for cell in cells)
        changed |= _tighten(bounds, parent, lows, highs)
        low, high = bounds[parent]
        for cell in cells:
            changed |= _tighten(bounds, cell, low - (highs - bounds[cell][1]), high - (lows - bounds[cell][0]))
            lows, highs = sum(bounds[other][0] for other in cells), sum(bounds[other][1] for other in cells)
    return changed


def _tighten(bounds: Bounds, cell: str, low: int, high: int) -> bool:
    old = bounds[cell]
    bounds[cell] = (max(old[0], low), min(old[1], high))
    return bounds[cell] != old
