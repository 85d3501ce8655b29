"""From the people of a period to its rows and publications, in memory: no database, no request.

One measure at a time: the record keys of everybody are made once, summed per unit, and added up along the tree.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from learning.core.disclosure import (
    NO_ONE,
    NO_PERSONS,
    CellSums,
    Fingerprint,
    Floor,
    Mark,
    Publication,
    person_mark,
    publication_that_stands,
    publish_cell,
    record_keys,
)
from tracking.reports.frames import NOTHING_TOGETHER, REST, UNIT, FrozenCell, FrozenTree, Together, cell_code


@dataclass(frozen=True, kw_only=True)
class Row:
    """The people directly in a unit, for one measure."""

    sums: CellSums
    fingerprint: Fingerprint

    def __add__(self, other: "Row") -> "Row":
        return Row(sums=self.sums + other.sums, fingerprint=self.fingerprint + other.fingerprint)


NOBODY = Row(sums=NO_ONE, fingerprint=NO_PERSONS)


@dataclass(frozen=True)
class Place:
    """The people directly in a unit, as a stretch of `Workforce.keys`."""

    unit: str
    stretch: slice
    everybody: Fingerprint


class Workforce:
    """Who belonged where on the last day. `places` are (unit, learner key), ordered by unit."""

    def __init__(self, places: Sequence[tuple[str, str]], *, secret: bytes) -> None:
        self.secret = secret
        self.keys = [learner for _unit, learner in places]
        self.marks: dict[str, Mark] = {key: person_mark(secret=secret, learner_key=key) for key in self.keys}
        self.places = list(self._places(places))
        self.place_of = {
            learner: number for number, place in enumerate(self.places) for learner in self.keys[place.stretch]
        }

    def _places(self, places: Sequence[tuple[str, str]]) -> Iterator[Place]:
        start = 0
        for unit, people in groupby(places, key=lambda place: place[0]):
            marks = [self.marks[learner] for _unit, learner in people]
            yield Place(unit, slice(start, start + len(marks)), Fingerprint.of(members=marks, done=()))
            start += len(marks)

    @property
    def direct(self) -> dict[str, int]:
        return {place.unit: place.stretch.stop - place.stretch.start for place in self.places}

    def untouched(self) -> dict[str, Row]:
        """The same where nobody has begun anything: the same for every measure, so without record keys."""
        return {
            place.unit: Row(
                sums=CellSums(members=place.stretch.stop - place.stretch.start, done=0, done_keys=0, all_keys=0),
                fingerprint=place.everybody,
            )
            for place in self.places
        }

    def rows(self, *, measure: str, period: str, done: set[str]) -> dict[str, Row]:
        """One row for each unit with people of its own. `done` may name people who are not here."""
        record = record_keys(secret=self.secret, measure=measure, period=period, learner_keys=self.keys)
        finished: list[list[int]] = [[] for _place in self.places]
        marks: list[list[Mark]] = [[] for _place in self.places]
        if done:
            for position, learner in enumerate(self.keys):
                if learner in done:
                    number = self.place_of[learner]
                    finished[number].append(record[position])
                    marks[number].append(self.marks[learner])
        return {
            place.unit: Row(
                sums=CellSums(
                    members=place.stretch.stop - place.stretch.start,
                    done=len(finished[number]),
                    done_keys=sum(finished[number]),
                    all_keys=sum(record[place.stretch]),
                ),
                fingerprint=place.everybody + Fingerprint.of(members=marks[number], done=())
                if marks[number]
                else place.everybody,
            )
            for number, place in enumerate(self.places)
        }


def publications(
    *,
    tree: FrozenTree,
    rows: Mapping[str, Row],
    previous: Mapping[str, Publication],
    period: str,
    as_of: date,
    floor: int,
    together: Together = NOTHING_TOGETHER,
) -> dict[str, Publication]:
    """What stands for each cell of the tree, by its code; cells that are not shown now keep what they had. `together`:
    which units were merged last."""
    totals = added_up(tree, rows)
    stands = dict(previous)
    limit = Floor(floor)
    for cell in tree.cells:
        of_cell = row_of(cell, rows, totals)
        current = Publication(
            value=publish_cell(sums=of_cell.sums, floor=limit),
            period=period,
            as_of=as_of,
            fingerprint=of_cell.fingerprint,
        )
        level = cell.level or ""
        stands[cell.code] = publication_that_stands(
            cell=cell.code,
            parts=cell.parts,
            remainder=cell_code(REST, level),
            together=together.get(level, frozenset()),
            standing=previous,
            current=current,
        )
    return stands


def added_up(tree: FrozenTree, rows: Mapping[str, Row]) -> dict[str, Row]:
    """Each unit with everything below it."""
    totals = dict(rows)
    for unit in reversed(tree.units):
        if unit.parent is not None and unit.code in totals:
            known = totals.get(unit.parent)
            totals[unit.parent] = totals[unit.code] if known is None else known + totals[unit.code]
    return totals


def row_of(cell: FrozenCell, rows: Mapping[str, Row], totals: Mapping[str, Row]) -> Row:
    if cell.kind == UNIT:
        return totals[cell.units[0]]
    parts = [totals[unit] for unit in cell.units]
    if cell.has_own:
        parts.append(rows[cell.code.partition(":")[2]])
    return sum(parts, NOBODY)
