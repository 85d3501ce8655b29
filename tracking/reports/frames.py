"""The organisation and the courses as a snapshot froze them: the cells, where they stand, what they are called."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Self
from uuid import UUID

from learning.core.disclosure import Direct, TreeCell, plan_cells

UNIT, OWN, REST = "unit", "own", "rest"
"""Kinds of cells: a unit with all below it, the people of a unit itself, a merged remainder of a level."""


def cell_code(kind: str, unit: str) -> str:
    """Made from the unit's code, which never changes: under another one, a cell would begin without its hold-back."""
    return f"{kind}:{unit}"


@dataclass(frozen=True, kw_only=True)
class FrozenUnit:
    code: str
    parent: str | None
    kind: str
    name: str


@dataclass(frozen=True, kw_only=True)
class FrozenCell:
    """`level` is the unit below which the cell is shown, None at a root; `units` are the units it is made of, for a
    remainder also those whose own people belong to it (`has_own`). `members` is the headcount on the last day."""

    code: str
    kind: str
    level: str | None
    units: tuple[str, ...]
    has_own: bool
    members: int

    @property
    def parts(self) -> tuple[str, ...]:
        """Codes of the cells that its parts would have alone."""
        if self.kind != REST:
            return (self.code,)
        own = (cell_code(OWN, str(self.level)),) if self.has_own else ()
        return (*(cell_code(UNIT, unit) for unit in self.units), *own)


@dataclass(frozen=True, kw_only=True)
class FrozenCourse:
    key: UUID
    slug: str
    title_de: str
    title_en: str

    def title(self, language: str) -> str:
        first, second = (self.title_en, self.title_de) if language == "en" else (self.title_de, self.title_en)
        return first or second

    def as_json(self) -> dict[str, str]:
        return {**asdict(self), "key": str(self.key)}

    @classmethod
    def from_json(cls, values: dict[str, str]) -> Self:
        return cls(
            key=UUID(values["key"]), slug=values["slug"], title_de=values["title_de"], title_en=values["title_en"]
        )


@dataclass(frozen=True)
class FrozenTree:
    """`units` in the order of the tree, `cells` in the order of `plan_cells`: parents before what is below them."""

    units: tuple[FrozenUnit, ...]
    cells: tuple[FrozenCell, ...]

    def as_json(self) -> dict[str, Any]:
        return {"units": [asdict(unit) for unit in self.units], "cells": [asdict(cell) for cell in self.cells]}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        return cls(
            tuple(FrozenUnit(**unit) for unit in values["units"]),
            tuple(FrozenCell(**{**cell, "units": tuple(cell["units"])}) for cell in values["cells"]),
        )

    @cached_property
    def by_code(self) -> dict[str, FrozenUnit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def children(self) -> dict[str | None, list[str]]:
        return children_of(self.units)

    @cached_property
    def _cells_by_code(self) -> dict[str, FrozenCell]:
        return {cell.code: cell for cell in self.cells}

    @property
    def roots(self) -> Sequence[str]:
        return self.children[None]

    def unit_cell(self, unit: str) -> FrozenCell | None:
        """The cell of the unit with everything below it; None where it does not stand alone: it is small,
        or merged so that no small sibling is left over, or lies below a merged unit."""
        return self._cells_by_code.get(cell_code(UNIT, unit))

    @cached_property
    def _remainder_with(self) -> dict[str, FrozenCell]:
        return {unit: cell for cell in self.cells if cell.kind == REST for unit in cell.units}

    def cell_holding(self, unit: str) -> FrozenCell | None:
        """The smallest cell in which the unit's people are counted; None where even the root is too small for one."""
        for above in reversed(self.way_to(unit)):
            found = self.unit_cell(above.code) or self._remainder_with.get(above.code)
            if found:
                return found
        return None

    def cells_below(self, unit: str) -> list[FrozenCell]:
        """The next level, in the order of the tree; the unit's own people and then the remainder stand last."""
        place = {UNIT: 0, OWN: 1, REST: 2}
        below = [cell for cell in self.cells if cell.level == unit]
        return sorted(below, key=lambda cell: place[cell.kind])

    def subtree(self, unit: str) -> Iterator[str]:
        yield unit
        for child in self.children.get(unit, ()):
            yield from self.subtree(child)

    def way_to(self, unit: str) -> list[FrozenUnit]:
        """From the root down to the unit."""
        way: list[FrozenUnit] = []
        code: str | None = unit
        while code is not None:
            way.insert(0, self.by_code[code])
            code = self.by_code[code].parent
        return way


def children_of(units: Iterable[FrozenUnit]) -> dict[str | None, list[str]]:
    children: dict[str | None, list[str]] = defaultdict(list)
    for unit in units:
        children[unit.parent].append(unit.code)
    return children


Together = Mapping[str, frozenset[str]]
"""Code of a unit → codes of the cells that the parts of the remainder below it would have alone, as it was shown last;
empty where its level was shown without one."""
NOTHING_TOGETHER: Together = {}


def remainders_of(tree: FrozenTree) -> dict[str, frozenset[str]]:
    """For each level that is shown."""
    found: dict[str, frozenset[str]] = {}
    for cell in tree.cells:
        if cell.level is not None:
            found.setdefault(cell.level, frozenset())
            if cell.kind == REST:
                found[cell.level] = frozenset(cell.parts)
    return found


def freeze_tree(
    *, units: Sequence[FrozenUnit], direct: dict[str, int], floor: int, together: Together = NOTHING_TOGETHER
) -> FrozenTree:
    """Plan the cells of every root. `direct`: how many people belong to each unit itself."""
    children = children_of(units)
    below = {parent: tuple(codes) for parent, codes in children.items() if parent is not None}
    totals = dict(direct)
    for unit in reversed(units):
        if unit.parent is not None:
            totals[unit.parent] = totals.get(unit.parent, 0) + totals.get(unit.code, 0)
    stay = {level: [part_of(code) for code in codes] for level, codes in together.items()}
    planned = (
        cell
        for root in children[None]
        for cell in plan_cells(root=root, children=below, direct=direct, floor=floor, together=stay)
    )
    return FrozenTree(tuple(units), tuple(frozen_cell(cell, direct, totals) for cell in planned))


def part_of(code: str) -> str | Direct[str]:
    kind, _colon, unit = code.partition(":")
    return Direct(unit) if kind == OWN else unit


def frozen_cell(cell: TreeCell[str], direct: dict[str, int], totals: dict[str, int]) -> FrozenCell:
    own = [part.unit for part in cell.parts if isinstance(part, Direct)]
    whole = tuple(part for part in cell.parts if not isinstance(part, Direct))
    if cell.is_remainder:
        kind, unit = REST, str(cell.parent)
    else:
        kind, unit = (OWN, own[0]) if own else (UNIT, whole[0])
    return FrozenCell(
        code=cell_code(kind, unit),
        kind=kind,
        level=cell.parent,
        units=whole,
        has_own=bool(own),
        members=sum(totals[each] for each in whole) + sum(direct.get(each, 0) for each in own),
    )
