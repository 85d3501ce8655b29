"""Attack: a remainder is formed of other units than a quarter before, and the quarters are subtracted.

Three laboratories on one level of the tree. The target's status is a fair coin, nobody else's changes, and the attacker
knows who belongs where in every quarter. Without succession each remainder is merged from the sizes of its quarter
alone and compared with nothing but itself.

- neighbour: a team of one person is merged now with one neighbour, now with the other, as their sizes go up and down,
  for eight quarters. Each time the remainder is published anew, with new noise.
- joining: a unit falls below the floor because one person leaves, and joins the remainder.
- leaving: one person joins the smallest unit of a remainder, which then dissolves.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from learning.core.disclosure import (
    Fingerprint,
    Publication,
    merge_small_units,
    person_mark,
    publication_that_stands,
    publish_cell,
    record_keys,
    sum_cell,
)
from tests.attacks.claims import Trial, judge
from tests.attacks.simulator import FLOOR, FULL, SECRET, Protection, Size

ALONE = Protection(succession=False)
CROWD = [f"p{number}" for number in range(60)]
MARKS = {person: person_mark(secret=SECRET, learner_key=person) for person in CROWD}
QUARTERS = [(f"{year}-Q{quarter}", date(year, 3 * quarter, 30)) for year in (2026, 2027) for quarter in (1, 2, 3, 4)]
MOST_TRIALS = 10_000
REST = "rest"
Units = dict[str, set[str]]
Tables = list[dict[str, Publication]]


@dataclass(frozen=True)
class Trials:
    """How the level looks in each quarter, and what the attacker makes of the tables."""

    quarters: Callable[[random.Random], tuple[list[Units], str]]
    """(units of each quarter, the target)."""
    read: Callable[[Tables], tuple[tuple[bool, ...], tuple[float, ...]]]
    """(which sides are the larger ones, estimates of the target's status)."""


def run(size: Size) -> dict[str, dict[str, float]]:
    figures = {}
    for name, protection in (("", FULL), (", merged from each quarter alone", ALONE)):
        for what, laboratory in LABORATORIES.items():
            figures[f"{what}{name}"] = _attack(laboratory, protection, size)
    return figures


def _attack(laboratory: Trials, protection: Protection, size: Size) -> dict[str, float]:
    rng = random.Random(17)
    trials = []
    for number in range(min(size.trials, MOST_TRIALS)):
        quarters, target = laboratory.quarters(rng)
        share, status = rng.random(), rng.random() < 0.5
        done = {person for person in CROWD if rng.random() < share} - {target}
        tables = published(quarters, done | ({target} if status else set()), f"course:{number}:completed", protection)
        sides, estimates = laboratory.read(tables)
        seen = tuple((sides, max(-8, min(8, round(estimate)))) for estimate in estimates)
        trials.append(Trial(status=status, known=sides, seen=seen))
    return judge(trials).figures()


def published(quarters: Sequence[Units], done: set[str], measure: str, protection: Protection) -> Tables:
    tables: Tables = []
    standing: dict[str, Publication] = {}
    together: set[str] = set()
    for units, (period, as_of) in zip(quarters, QUARTERS, strict=False):
        people = [person for members in units.values() for person in members]
        keys = dict(
            zip(people, record_keys(secret=SECRET, measure=measure, period=period, learner_keys=people), strict=True)
        )
        merged_before = together if protection.succession else set()
        sizes = {unit: len(members) for unit, members in units.items()}
        grouping = merge_small_units(sizes=sizes, floor=FLOOR, together=merged_before)
        table = {}
        for cell, parts in [*((unit, (unit,)) for unit in grouping.alone), (REST, grouping.remainder)]:
            members = set().union(*(units[part] for part in parts))
            if members:
                current = Publication(
                    value=publish_cell(sums=sum_cell(keys=keys, members=members, done=done)),
                    period=period,
                    as_of=as_of,
                    fingerprint=Fingerprint.of(
                        members=(MARKS[person] for person in members),
                        done=(MARKS[person] for person in members & done),
                    ),
                )
                table[cell] = publication_that_stands(
                    cell=cell,
                    parts=parts,
                    remainder=REST if protection.succession else "",
                    together=merged_before,
                    standing=standing,
                    current=current,
                )
        standing |= table
        together = set(grouping.remainder)
        tables.append(table)
    return tables


def _people(rng: random.Random, *sizes: int) -> list[set[str]]:
    crowd = iter(rng.sample(CROWD, sum(sizes)))
    return [{next(crowd) for _ in range(size)} for size in sizes]


def _neighbours(rng: random.Random) -> tuple[list[Units], str]:
    alone, first, second, posted = _people(rng, 1, 11, 12, 2)
    target = next(iter(alone))
    small, large = ({"z": alone, "y": members, "w": second} for members in (first, first | posted))
    return [small, large] * (len(QUARTERS) // 2), target


def _joining(rng: random.Random) -> tuple[list[Units], str]:
    first, second, third = _people(rng, rng.randint(5, 9), rng.randint(5, 9), 10)
    target = rng.choice(sorted(third))
    before = {"y": first, "z": second, "w": third, "v": set(CROWD) - first - second - third}
    return [before, {**before, "w": third - {target}}], target


def _leaving(rng: random.Random) -> tuple[list[Units], str]:
    first, second, third = _people(rng, rng.randint(10, 14), 9, 20)
    (target,) = rng.sample(sorted(set(CROWD) - first - second - third), 1)
    before = {"y": first, "z": second, "w": third}
    return [before, {**before, "z": second | {target}}], target


def _read_neighbours(tables: Tables) -> tuple[tuple[bool, ...], tuple[float, ...]]:
    last = {cell: publication for table in tables for cell, publication in table.items()}
    cells = [cell for cell in ("y", "w") if cell in last]
    rests = [mean(table[REST].value.shown for table in tables[start::2]) for start in (0, 1)]
    known = [last[cell].value.shown if cell in last else 0 for cell in ("y", "w")]
    sides = tuple(_is_mostly_done(last[cell]) for cell in (REST, *cells))
    return sides, tuple(rest - single for rest, single in zip(rests, known, strict=True))


def _read_joining(tables: Tables) -> tuple[tuple[bool, ...], tuple[float, ...]]:
    before, after = tables
    known = [before[REST], before["w"]]
    change = after[REST].value.shown - sum(each.value.shown for each in known)
    return tuple(map(_is_mostly_done, known)), (change,)


def _read_leaving(tables: Tables) -> tuple[tuple[bool, ...], tuple[float, ...]]:
    before, after = tables
    known = [after[cell] for cell in ("y", "z") if cell in after]
    change = sum(each.value.shown for each in known) - before[REST].value.shown
    return tuple(map(_is_mostly_done, [before[REST], *known])), (change,)


def _is_mostly_done(publication: Publication) -> bool:
    return 2 * publication.value.shown > publication.value.members


LABORATORIES = {
    "small team, neighbours in turn": Trials(_neighbours, _read_neighbours),
    "one leaves, and the unit is merged": Trials(_joining, _read_joining),
    "one joins, and the remainder dissolves": Trials(_leaving, _read_leaving),
}
