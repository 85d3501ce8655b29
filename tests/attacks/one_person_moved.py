"""Attack: a person known to have moved from one unit to another, and nobody else changed.

The attacker compares both units before and after. In the laboratory the mover's status is a fair coin, so guessing is
right in 50 % of the cases. Variants: without parts of the protection, with more movers, with movers who share one
status, and with the units above both units added to the comparison.
"""

import random
from dataclasses import dataclass
from datetime import date

from learning.core.disclosure import (
    CellSums,
    Fingerprint,
    Publication,
    hold_back,
    person_mark,
    publish_cell,
    record_keys,
    sum_cell,
)
from tests.attacks.claims import Trial, judge
from tests.attacks.simulator import FULL, SECRET, Protection, Size

BEFORE, AFTER = ("2026-Q1", date(2026, 3, 31)), ("2026-Q2", date(2026, 6, 30))
CROWD = [f"p{number}" for number in range(80)]
MARKS = {person: person_mark(secret=SECRET, learner_key=person) for person in CROWD}


@dataclass(frozen=True)
class Variant:
    movers: int = 1
    protection: Protection = FULL
    same_status: bool = False
    levels: int = 1
    """Levels above each of the two units that are compared too, counting the unit itself."""


VARIANTS = {
    "one mover, no protection but noise": Variant(protection=Protection(hold_back=False, period_key=False)),
    "one mover, hold-back missing": Variant(protection=Protection(hold_back=False)),
    "one mover": Variant(),
    "two movers": Variant(movers=2),
    "three movers, no protection but noise": Variant(
        movers=3, protection=Protection(hold_back=False, period_key=False)
    ),
    "three movers": Variant(movers=3),
    "three movers, period key missing": Variant(movers=3, protection=Protection(period_key=False)),
    "three movers, three levels": Variant(movers=3, levels=3),
    "three movers of one status": Variant(movers=3, same_status=True),
    "three movers of one status, three levels": Variant(movers=3, same_status=True, levels=3),
}


@dataclass
class Laboratory:
    """The people of one trial: two units, and a wider circle round each for every level above."""

    source: set[str]
    target: set[str]
    done: set[str]
    keys: dict[tuple[str, bool], dict[str, int]]
    circles: list[tuple[dict[str, CellSums], dict[str, CellSums]]]


def run(size: Size) -> dict[str, dict[str, float]]:
    rng = random.Random(7)
    trials: dict[str, list[Trial]] = {name: [] for name in VARIANTS}
    for number in range(size.trials):
        laboratory = _furnish(number, rng)
        for name, variant in VARIANTS.items():
            trials[name].append(_attack(laboratory, variant, rng))
    return {name: judge(of_variant).figures() for name, of_variant in trials.items()}


def _furnish(number: int, rng: random.Random) -> Laboratory:
    first, second = rng.randint(13, 40), rng.randint(10, 40)
    people = rng.sample(CROWD, first + second)
    share = rng.random()
    measure = f"course:{number}:completed"
    keys = {
        (period, period_key): dict(
            zip(
                people,
                record_keys(
                    secret=SECRET, measure=measure, period=period if period_key else "always", learner_keys=people
                ),
                strict=True,
            )
        )
        for period, period_key in ((BEFORE[0], True), (AFTER[0], True), (BEFORE[0], False))
    }
    keys[AFTER[0], False] = keys[BEFORE[0], False]
    return Laboratory(
        source=set(people[:first]),
        target=set(people[first:]),
        done={person for person in people if rng.random() < share},
        keys=keys,
        circles=[(_circle(level, rng), _circle(level, rng)) for level in (1, 2)],
    )


def _circle(level: int, rng: random.Random) -> dict[str, CellSums]:
    """Colleagues whose status does not change; their record keys do with the period."""
    members = 40 * level**2
    done = rng.randint(0, members)
    rows = {}
    for period, _ in (BEFORE, AFTER):
        done_keys, open_keys = (sum(rng.getrandbits(32) for _ in range(many)) for many in (done, members - done))
        rows[period] = CellSums(members=members, done=done, done_keys=done_keys, all_keys=done_keys + open_keys)
    return rows


def _attack(laboratory: Laboratory, variant: Variant, rng: random.Random) -> Trial:
    movers = rng.sample(sorted(laboratory.source), variant.movers)
    statuses = [rng.random() < 0.5 for _ in movers]
    if variant.same_status:
        statuses = [statuses[0]] * len(movers)
    done = laboratory.done.difference(movers).union(
        mover for mover, is_done in zip(movers, statuses, strict=True) if is_done
    )
    sides, differences = [], []
    for place, (members, after) in enumerate(
        (
            (laboratory.source, laboratory.source.difference(movers)),
            (laboratory.target, laboratory.target.union(movers)),
        )
    ):
        for level in range(variant.levels):
            circles = [laboratory.circles[above][place] for above in range(level)]
            old = _publish(laboratory, members, done, BEFORE, circles, variant.protection, None)
            new = _publish(laboratory, after, done, AFTER, circles, variant.protection, old)
            # Which side is the smaller one decides what "nothing changed" means.
            mostly_done = 2 * old.value.shown > old.value.members
            sides.append(mostly_done)
            differences.append((mostly_done, new.value.shown - old.value.shown))
    return Trial(status=statuses[0], known=tuple(sides), seen=tuple(differences))


def _publish(
    laboratory: Laboratory,
    members: set[str],
    done: set[str],
    quarter: tuple[str, date],
    circles: list[dict[str, CellSums]],
    protection: Protection,
    previous: Publication | None,
) -> Publication:
    period, as_of = quarter
    sums = sum_cell(keys=laboratory.keys[period, protection.period_key], members=members, done=done)
    for circle in circles:
        sums += circle[period if protection.period_key else BEFORE[0]]
    current = Publication(
        value=publish_cell(sums=sums),
        period=period,
        as_of=as_of,
        fingerprint=Fingerprint.of(
            members=(MARKS[person] for person in members), done=(MARKS[person] for person in members & done)
        ),
    )
    return hold_back(previous=previous if protection.hold_back else None, current=current)
