"""Attack: certainty by deduction. Every published value bounds the true count behind it; all bounds must agree.

Because cells form a tree (a parent is the sum of the cells below it) and later counts of a course that never lapses
cannot fall below earlier ones less the people who left, the tightest bounds of this linear programme follow from
passing them up, down and along time until nothing changes. A cell is determined when its count can only be nobody or
only be everybody.
"""

from dataclasses import dataclass
from functools import cache

from tests.attacks.insider import probabilities
from tests.attacks.simulator import Size, State, View, build_state, people_in, publish_state, true_count

Bounds = dict[str, tuple[int, int]]


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
    state = build_state(size)
    view = publish_state(state)
    findings = Findings()
    leavers = [_leavers(state, view, number) for number in range(1, len(state.quarters))]
    for course in state.courses:
        _examine(state, view, course, leavers, findings)
    return {
        "all tables of all quarters": {
            "cells": findings.cells,
            "cells_of_nobody_or_everybody_proven": findings.determined,
            "cells_with_exact_count_proven": findings.exact,
            "contradictions": findings.wrong,
            "which": list(findings.where),
        }
    }


def _leavers(state: State, view: View, number: int) -> dict[str, int]:
    """How many people left each cell that both this quarter and the one before show."""
    return {
        cell: len(people_in(state, view, number - 1, cell) - people_in(state, view, number, cell))
        for cell in view.parts[number].keys() & view.parts[number - 1].keys()
    }


def _examine(state: State, view: View, course: str, leavers: list[dict[str, int]], findings: Findings) -> None:
    tables = [_first_bounds(state, view, course, number) for number in range(len(state.quarters))]
    changed = True
    while changed:
        changed = any(_along_the_tree(view, number, bounds) for number, bounds in enumerate(tables))
        if course not in state.lapsing:
            changed |= any(map(_along_time, tables, tables[1:], leavers))
    for number, bounds in enumerate(tables):
        for cell, (low, high) in bounds.items():
            members, done = true_count(state.quarters[number], course, view.parts[number][cell])
            findings.cells += 1
            findings.exact += low == high
            findings.wrong += not low <= done <= high
            if high == 0 or low == members:
                findings.determined += 1
                findings.where += (f"{state.quarters[number].name} {course} {cell}",)


def _first_bounds(state: State, view: View, course: str, number: int) -> Bounds:
    bounds = {}
    for cell, publication in view.cells[number, course].items():
        members, _ = true_count(state.quarters[number], course, view.parts[number][cell])
        low, high = possible_counts(publication.value.members, publication.value.shown)
        if publication.period != state.quarters[number].name:
            # A held value is that of earlier people, of whom at most two differ from those of today.
            low, high = low - 2, high + 2
        bounds[cell] = (max(0, low), min(members, high))
    return bounds


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


def _along_time(before: Bounds, after: Bounds, leavers: dict[str, int]) -> bool:
    changed = False
    for cell, gone in leavers.items():
        (low, high), (_, later_high) = before[cell], after[cell]
        changed |= _tighten(after, cell, low - gone, later_high)
        changed |= _tighten(before, cell, low, min(high, later_high + gone))
    return changed


def _tighten(bounds: Bounds, cell: str, low: int, high: int) -> bool:
    old = bounds[cell]
    bounds[cell] = (max(old[0], low), min(old[1], high))
    return bounds[cell] != old
