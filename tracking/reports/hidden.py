"""Which units of a part have no line of their own, and why: files say so instead of leaving readers to wonder."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from tracking.reports.frames import OWN, REST, FrozenCell, FrozenTree, FrozenUnit


class Reason(Enum):
    MERGED = "merged"
    """Small itself, or needed so that no small sibling is left over."""
    BELOW_MERGED = "below merged"
    LEVEL = "level"
    """Nothing is shown on its level: a small group would be left over."""
    EMPTY = "empty"
    """Nobody belonged to it on the last day, while others of its level are shown."""
    SMALL = "small"
    """Not even the root above it has enough people."""


@dataclass(frozen=True, kw_only=True)
class HiddenUnit:
    unit: FrozenUnit
    reason: Reason
    cell: FrozenCell | None
    """In which its people are counted; None where there is none."""


def hidden_units(tree: FrozenTree, units: Iterable[str]) -> Iterator[HiddenUnit]:
    """Those of `units` (codes) without a cell, in their order."""
    levels = {cell.level for cell in tree.cells if cell.kind != OWN}
    merged = {unit for cell in tree.cells if cell.kind == REST for unit in cell.units}
    for code in units:
        if tree.unit_cell(code) is None:
            cell = tree.cell_holding(code)
            yield HiddenUnit(unit=tree.by_code[code], reason=_reason(code, tree, cell, levels, merged), cell=cell)


def _reason(
    code: str, tree: FrozenTree, cell: FrozenCell | None, levels: Collection[str | None], merged: Collection[str]
) -> Reason:
    if cell is None:
        return Reason.SMALL
    if code in merged:
        return Reason.MERGED
    if any(above.code in merged for above in tree.way_to(code)):
        return Reason.BELOW_MERGED
    return Reason.EMPTY if tree.by_code[code].parent in levels else Reason.LEVEL
