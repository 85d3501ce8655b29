"""A made-up state administration over several quarters, and everything an attacker may see of it.

Published is only what the disclosure package lets through. The switches of `Protection` take its parts away again, so
that each attack can show that it would succeed without them.
"""

import os
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add

from learning.core.disclosure import (
    NO_ONE,
    NO_PERSONS,
    CellSums,
    Direct,
    Fingerprint,
    Mark,
    Publication,
    TreeCell,
    person_mark,
    plan_cells,
    publication_that_stands,
    publish_cell,
    record_keys,
    sum_cell,
)

SECRET = b"of the simulated state, 32 bytes long"
FLOOR = 10
CellId = str
Cells = dict[CellId, Publication]


@dataclass(frozen=True)
class Size:
    name: str
    ministries: int
    offices: int
    """Per ministry."""
    teams: int
    """Per office."""
    courses: int
    periods: int
    trials: int


SMALL = Size(name="small", ministries=3, offices=3, teams=7, courses=6, periods=4, trials=2_500)
LARGE = Size(name="large", ministries=9, offices=5, teams=9, courses=40, periods=8, trials=20_000)


def chosen_size() -> Size:
    return LARGE if os.environ.get("PROVE") == "1" else SMALL


@dataclass(frozen=True)
class Protection:
    hold_back: bool = True
    period_key: bool = True
    succession: bool = True
    """Merged units stay together and are compared with what stands for their parts."""


FULL = Protection()


@dataclass
class Quarter:
    name: str
    as_of: date
    unit_of: dict[str, str]
    done: dict[str, frozenset[str]]
    members: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.members = {}
        for person, unit in self.unit_of.items():
            self.members.setdefault(unit, set()).add(person)


@dataclass
class State:
    root: str
    children: dict[str, list[str]]
    courses: list[str]
    lapsing: set[str]
    """Courses whose completion can run out; of the others it only grows."""
    asleep: set[str]
    """Courses that nobody takes up or renews any more: whatever changes in a cell is then a known move."""
    quarters: list[Quarter]

    @property
    def units(self) -> list[str]:
        return [self.root, *(child for children in self.children.values() for child in children)]


def build_state(size: Size, *, seed: int = 1) -> State:
    rng = random.Random(seed)
    children: dict[str, list[str]] = {"land": [f"m{i}" for i in range(size.ministries)]}
    for ministry in children["land"]:
        children[ministry] = [f"{ministry}.{i}" for i in range(size.offices)]
        for office in children[ministry]:
            children[office] = [f"{office}.{i}" for i in range(size.teams)]
    courses = [f"course:{i}:completed" for i in range(size.courses)]
    state = State(
        root="land",
        children=children,
        courses=courses,
        lapsing=set(courses[::4]),
        asleep=set(courses[1::4]),
        quarters=[],
    )
    unit_of = _first_people(state, rng)
    liking = {course: rng.betavariate(1.2, 1.8) for course in courses}
    pace = {course: rng.uniform(0.01, 0.08) for course in courses}
    climate = {(unit, course): rng.gauss(0, 0.15) for unit in state.units for course in courses}
    done: dict[str, set[str]] = {
        course: {person for person, unit in unit_of.items() if rng.random() < liking[course] + climate[unit, course]}
        for course in courses
    }
    for number in range(size.periods):
        if number:
            _move_people(state, unit_of, number, rng)
            for course in courses:
                if course in state.asleep:
                    continue
                _learn(done[course], unit_of, pace[course], course in state.lapsing, rng)
        year, quarter = 2026 + number // 4, number % 4
        state.quarters.append(
            Quarter(
                name=f"{year}-Q{quarter + 1}",
                as_of=date(year, 3 * quarter + 3, 30),
                unit_of=dict(unit_of),
                done={course: frozenset(done[course]) & unit_of.keys() for course in courses},
            )
        )
    return state


def _first_people(state: State, rng: random.Random) -> dict[str, str]:
    unit_of: dict[str, str] = {}
    for unit in state.units:
        heads = rng.randint(1, 6)
        people = heads if unit in state.children else min(90, max(2, round(rng.lognormvariate(2.9, 0.75))))
        for _ in range(people):
            unit_of[f"p{len(unit_of)}"] = unit
    return unit_of


def _move_people(state: State, unit_of: dict[str, str], number: int, rng: random.Random) -> None:
    units = state.units
    for person in list(unit_of):
        chance = rng.random()
        if chance < 0.01:
            del unit_of[person]
        elif chance < 0.04:
            near = [unit for unit in units if unit.rpartition(".")[0] == unit_of[person].rpartition(".")[0]]
            unit_of[person] = rng.choice(near if rng.random() < 0.5 else units)
    for newcomer in range(len(unit_of) // 100):
        unit_of[f"n{number}.{newcomer}"] = rng.choice(units)


def _learn(done: set[str], unit_of: dict[str, str], pace: float, lapses: bool, rng: random.Random) -> None:
    for person in unit_of:
        if person in done:
            if lapses and rng.random() < 0.04:
                done.remove(person)
        elif rng.random() < pace:
            done.add(person)


@dataclass
class View:
    """What is public: which units each cell covers, and every published value of every quarter."""

    parts: list[dict[CellId, frozenset[str]]]
    """Per quarter: cell to the units whose own people it counts."""
    parent: list[dict[CellId, CellId | None]]
    cells: dict[tuple[int, str], Cells]
    """(number of the quarter, course) to its table."""


Together = dict[str, frozenset[str | Direct[str]]]


def cells_of(
    state: State, quarter: Quarter, together: Together
) -> tuple[dict[CellId, frozenset[str]], dict[CellId, TreeCell[str]]]:
    """By cell the units whose own people it counts, and how it was planned; `together` is brought up to date."""
    direct = {unit: len(people) for unit, people in quarter.members.items()}
    parts: dict[CellId, frozenset[str]] = {}
    planned: dict[CellId, TreeCell[str]] = {}
    levels: Together = {}
    for cell in plan_cells(root=state.root, children=state.children, direct=direct, floor=FLOOR, together=together):
        name = rest_of(cell.parent) if cell.is_remainder else str(cell.parts[0])
        parts[name] = frozenset(unit for part in cell.parts for unit in _covered(state, part))
        planned[name] = cell
        if cell.parent is not None:
            merged = frozenset(cell.parts) if cell.is_remainder else levels.get(cell.parent, frozenset())
            levels[cell.parent] = merged
    together |= levels
    return parts, planned


def rest_of(unit: str | None) -> CellId:
    return f"rest of {unit}"


def _covered(state: State, part: str | Direct[str]) -> Iterable[str]:
    if isinstance(part, Direct):
        return [part.unit]
    return [part, *(unit for child in state.children.get(part, ()) for unit in _covered(state, child))]


def publish_state(state: State, *, protection: Protection = FULL) -> View:
    view = View(parts=[], parent=[], cells={})
    marks: dict[str, Mark] = {}
    standing: dict[str, dict[CellId, Publication]] = {course: {} for course in state.courses}
    together: Together = {}
    for number, quarter in enumerate(state.quarters):
        merged_before = dict(together) if protection.succession else {}
        parts, planned = cells_of(state, quarter, together if protection.succession else {})
        view.parts.append(parts)
        view.parent.append({name: cell.parent for name, cell in planned.items()})
        people = list(quarter.unit_of)
        for person in people:
            if person not in marks:
                marks[person] = person_mark(secret=SECRET, learner_key=person)
        for course in state.courses:
            key_period = quarter.name if protection.period_key else "always"
            keys = dict(
                zip(
                    people,
                    record_keys(secret=SECRET, measure=course, period=key_period, learner_keys=people),
                    strict=True,
                )
            )
            sums, prints = _unit_rows(quarter, course, keys, marks)
            table: Cells = {}
            for cell, units in parts.items():
                current = Publication(
                    value=publish_cell(sums=reduce(add, (sums[unit] for unit in units if unit in sums), NO_ONE)),
                    period=quarter.name,
                    as_of=quarter.as_of,
                    fingerprint=reduce(add, (prints[unit] for unit in units if unit in prints), NO_PERSONS),
                )
                level = planned[cell].parent
                table[cell] = publication_that_stands(
                    cell=cell,
                    parts=[str(part) for part in planned[cell].parts],
                    remainder=rest_of(level) if protection.succession else "",
                    together={str(part) for part in merged_before.get(level or "", ())},
                    standing=standing[course],
                    current=current,
                )
            if protection.hold_back:
                standing[course].update(table)
            view.cells[number, course] = table
    return view


def _unit_rows(
    quarter: Quarter, course: str, keys: dict[str, int], marks: dict[str, Mark]
) -> tuple[dict[str, CellSums], dict[str, Fingerprint]]:
    done = quarter.done[course]
    sums = {unit: sum_cell(keys=keys, members=people, done=done) for unit, people in quarter.members.items()}
    prints = {
        unit: Fingerprint.of(members=(marks[p] for p in people), done=(marks[p] for p in people & done))
        for unit, people in quarter.members.items()
    }
    return sums, prints


def people_in(state: State, view: View, number: int, cell: CellId) -> set[str]:
    members = state.quarters[number].members
    return {person for unit in view.parts[number][cell] for person in members.get(unit, ())}


def true_count(quarter: Quarter, course: str, units: frozenset[str]) -> tuple[int, int]:
    """(members, done) of the units' own people."""
    people = set().union(*(quarter.members.get(unit, set()) for unit in units))
    return len(people), len(people & quarter.done[course])
