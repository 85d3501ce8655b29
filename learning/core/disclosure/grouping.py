"""Which units may have a cell. Nothing that is shown may leave a small group over when it is subtracted."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from learning.core.disclosure.floor import Floor

UnitId = TypeVar("UnitId", bound=Hashable)


@dataclass(frozen=True, kw_only=True, slots=True)
class Grouping(Generic[UnitId]):
    """How sibling units appear below their parent. Units without people appear in none of the three."""

    alone: tuple[UnitId, ...]
    remainder: tuple[UnitId, ...]
    """Shown as one cell: two or more units with at least the floor of people together, or empty."""
    only_in_parent: tuple[UnitId, ...]
    """Shown nowhere below the parent. Not empty only when `alone` and `remainder` both are."""


def merge_small_units(
    *, sizes: Mapping[UnitId, int], floor: int, together: Collection[UnitId] = ()
) -> Grouping[UnitId]:
    """`sizes` names ALL siblings, and those who sit in the parent itself as one more (`Direct`): parent minus
    siblings is then never less than the remainder. A remainder that is too small takes in the smallest shown unit;
    if none is left, the level is not shown at all.

    `together` are the units of the remainder that was shown last. As long as one of them is small they all stay in
    it: a remainder of other units would leave that small one over when two periods are subtracted.
    """
    limit = Floor(floor)
    if any(size < 0 for size in sizes.values()):
        raise ValueError("A unit cannot have fewer than 0 people.")
    by_size = sorted((unit for unit in sizes if sizes[unit]), key=lambda unit: (sizes[unit], str(unit)))
    merged = [unit for unit in by_size if sizes[unit] < limit]
    if not set(merged).isdisjoint(together):
        merged += [unit for unit in by_size if sizes[unit] >= limit and unit in together]
    shown = [unit for unit in by_size if unit not in merged]
    while merged and shown and (len(merged) < 2 or sum(sizes[unit] for unit in merged) < limit):
        merged.append(shown.pop(0))
    in_order = {unit: place for place, unit in enumerate(sizes)}
    merged.sort(key=in_order.__getitem__)
    shown.sort(key=in_order.__getitem__)
    return Grouping(
        alone=tuple(shown),
        remainder=tuple(merged) if shown else (),
        only_in_parent=() if shown else tuple(merged),
    )


@dataclass(frozen=True, slots=True)
class Direct(Generic[UnitId]):
    """The people who belong to a unit itself and to none of the units below it."""

    unit: UnitId


@dataclass(frozen=True, kw_only=True, slots=True)
class TreeCell(Generic[UnitId]):
    """One cell of the organisation: a unit with everything below it, or a merged remainder of its level."""

    parent: UnitId | None
    parts: tuple[UnitId | Direct[UnitId], ...]

    @property
    def is_remainder(self) -> bool:
        return len(self.parts) > 1


Parts = Collection[UnitId | Direct[UnitId]]


def plan_cells(
    *,
    root: UnitId,
    children: Mapping[UnitId, Sequence[UnitId]],
    direct: Mapping[UnitId, int],
    floor: int,
    together: Mapping[UnitId, Parts[UnitId]] | None = None,
) -> tuple[TreeCell[UnitId], ...]:
    """Every cell that may be shown in a tree. `direct`: people who belong to a unit itself; `together`: for a unit
    the parts of the remainder below it that was shown last.

    Nothing below a merged unit is shown: its parts, subtracted from the remainder, would show the rest of it.
    """
    totals = _totals(root, children=children, direct=direct)

    def below(unit: UnitId) -> Iterator[TreeCell[UnitId]]:
        if not children.get(unit):
            return
        sizes: dict[UnitId | Direct[UnitId], int] = {child: totals[child] for child in children[unit]}
        sizes[Direct(unit)] = direct.get(unit, 0)
        grouping = merge_small_units(sizes=sizes, floor=floor, together=(together or {}).get(unit, ()))
        if grouping.remainder:
            yield TreeCell(parent=unit, parts=grouping.remainder)
        for part in grouping.alone:
            yield TreeCell(parent=unit, parts=(part,))
            if not isinstance(part, Direct):
                yield from below(part)

    if totals[root] < Floor(floor):
        return ()
    return (TreeCell(parent=None, parts=(root,)), *below(root))


def _totals(
    root: UnitId, *, children: Mapping[UnitId, Sequence[UnitId]], direct: Mapping[UnitId, int]
) -> dict[UnitId, int]:
    totals: dict[UnitId, int] = {}

    def add_up(unit: UnitId) -> int:
        totals[unit] = direct.get(unit, 0) + sum(add_up(child) for child in children.get(unit, ()))
        return totals[unit]

    add_up(root)
    return totals
