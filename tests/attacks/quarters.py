"""Attack: two closed quarters compared, in a whole state where people move, join, leave and learn.

For every known mover the attacker takes the tables of two quarters and looks at what changed in the cells the person
left and in the cells the person came to, on three levels, less what the known headcounts explain. The base rate is what
the published rates of the two smallest cells together already say about their members.

Two easier targets are looked at apart: lone moves (in one of the two smallest cells nobody else came or left), and
among them courses that are asleep (nobody takes them up any more, so that the move is all that can change the cell).
"""

from dataclasses import dataclass

from tests.attacks.claims import Trial, judge
from tests.attacks.simulator import (
    FULL,
    CellId,
    Cells,
    Protection,
    Size,
    State,
    View,
    build_state,
    people_in,
    publish_state,
)

VARIANTS = {
    "full protection": FULL,
    "hold-back missing": Protection(hold_back=False),
    "no protection but noise": Protection(hold_back=False, period_key=False),
}
LEVELS = 3


def run(size: Size) -> dict[str, dict[str, float]]:
    state = build_state(size)
    figures = {}
    for name, protection in VARIANTS.items():
        view = publish_state(state, protection=protection)
        moves = [move for number in range(1, len(state.quarters)) for move in _moves(state, view, number)]
        for target, chosen in (
            ("all moves", moves),
            ("lone moves", [move for move in moves if move.lone]),
            ("lone moves, courses asleep", [move for move in moves if move.lone and move.asleep]),
        ):
            figures[f"{name}, {target}"] = judge([move.trial for move in chosen]).figures()
    return figures


@dataclass(frozen=True)
class Move:
    trial: Trial
    lone: bool
    asleep: bool


def _moves(state: State, view: View, number: int) -> list[Move]:
    quarter, before_of = state.quarters[number], state.quarters[number - 1].unit_of
    earlier, later = _homes(view, number - 1), _homes(view, number)
    flows = {cell: _came_or_left(state, view, number, cell) for cell in view.parts[number - 1]}
    moves = []
    for person, unit in quarter.unit_of.items():
        if before_of.get(person, unit) == unit:
            continue
        left, entered = earlier[before_of[person]], later[unit]
        if left[-1] in entered or entered[-1] in left:
            continue
        lone = 1 in (flows[left[-1]], flows.get(entered[-1]))
        for course in state.courses:
            old, new = view.cells[number - 1, course], view.cells[number, course]
            trial = Trial(
                status=person in quarter.done[course],
                known=round(5 * (old[left[-1]].value.rate + new[entered[-1]].value.rate)),
                seen=(
                    *(_change(old, new, cell, flows.get(cell or "", 0)) for cell in _apart(left, entered)),
                    *(_change(old, new, cell, flows.get(cell or "", 0)) for cell in _apart(entered, left)),
                ),
            )
            moves.append(Move(trial=trial, lone=lone, asleep=course in state.asleep))
    return moves


def _came_or_left(state: State, view: View, number: int, cell: CellId) -> int:
    if cell not in view.parts[number]:
        return 0
    return len(people_in(state, view, number - 1, cell) ^ people_in(state, view, number, cell))


def _homes(view: View, number: int) -> dict[str, list[CellId]]:
    """Unit to the cells that count its own people, the largest first."""
    homes: dict[str, list[CellId]] = {}
    by_size = sorted(view.parts[number].items(), key=lambda item: len(item[1]), reverse=True)
    for cell, units in by_size:
        for unit in units:
            homes.setdefault(unit, []).append(cell)
    return homes


def _apart(mine: list[CellId], others: list[CellId]) -> list[CellId | None]:
    """The smallest cells of the mover that the mover's other unit does not belong to, smallest first."""
    only_mine = [cell for cell in reversed(mine) if cell not in others][:LEVELS]
    return only_mine + [None] * (LEVELS - len(only_mine))


def _change(
    old: Cells, new: Cells, cell: CellId | None, flow: int
) -> tuple[tuple[bool, int, int] | None, float | None]:
    """Context: which side is the smaller one, who came net, how many came or left. Observed: the change beyond that."""
    if cell is None or cell not in old or cell not in new:
        return (None, None)
    before, after = old[cell].value, new[cell].value
    came = after.members - before.members
    beyond = after.shown - before.shown - (round(before.rate * came) if abs(came) > 1 else 0)
    return (2 * before.shown > before.members, max(-2, min(2, came)), min(4, flow)), max(-8, min(8, beyond))
