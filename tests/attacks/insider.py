"""The second attacker: knows the status of everybody in a cell but one, and reads that one off the published value,
or off the day that stands beside it.

Nothing can be promised against this attacker; the hit rate is measured so that it can be told. The person's status is
a fair coin. The attacker knows the table and weighs both possibilities with it (the best that can be done).
"""

import random
from datetime import date
from functools import cache
from math import log

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
from learning.core.disclosure.cells import TRANSITIONS
from tests.attacks.simulator import SECRET, Size

BEFORE, AFTER = ("2026-Q1", date(2026, 3, 31)), ("2026-Q2", date(2026, 6, 30))
CROWD = [f"p{number}" for number in range(60)]
MARKS = {person: person_mark(secret=SECRET, learner_key=person) for person in CROWD}


def run(size: Size) -> dict[str, dict[str, float]]:
    rng = random.Random(11)
    tests = max(5_000, size.trials)
    return {
        "one cell": _hits(tests, levels=1, rng=rng, share=None),
        "cell, office and ministry together": _hits(tests, levels=3, rng=rng, share=None),
        "nobody else is done": _hits(tests, levels=1, rng=rng, share=0.0),
        "nobody else is done, three levels": _hits(tests, levels=3, rng=rng, share=0.0),
        **{
            f"day of the figure, {known} others are known to have changed": _read_the_day(tests, known=known, rng=rng)
            for known in (1, 2, 3)
        },
    }


def _read_the_day(tests: int, *, known: int, rng: random.Random) -> dict[str, float]:
    """Since the last publication `known` colleagues completed the course, and the attacker knows it. Whether one more
    person did is a fair coin. Where the two answers lead to different days, the attacker reads the day; else guesses.
    """
    hits = certain = 0
    for number in range(tests):
        people = rng.sample(CROWD, rng.randint(12, 40))
        knowns, target = people[:known], people[known]
        before = {person for person in people[known + 1 :] if rng.random() < 0.5}
        has_changed = rng.random() < 0.5
        measure = f"course:{number}:completed"
        old = _publication(measure, people, before, BEFORE, None)
        new = _publication(measure, people, before.union(knowns, [target] if has_changed else []), AFTER, old)
        # What the rule says of a renewal (at least three differ) under either answer.
        if_not, if_so = known >= 3, known + 1 >= 3
        is_renewed = new.period == AFTER[0]
        speaks = if_not != if_so
        certain += speaks
        hits += (is_renewed if speaks else rng.random() < 0.5) == has_changed
    return {"trials": tests, "base_rate": 0.5, "hit_rate": round(hits / tests, 4), "certain": round(certain / tests, 4)}


def _publication(
    measure: str, people: list[str], done: set[str], quarter: tuple[str, date], previous: Publication | None
) -> Publication:
    period, as_of = quarter
    keys = record_keys(secret=SECRET, measure=measure, period=period, learner_keys=people)
    current = Publication(
        value=publish_cell(sums=sum_cell(keys=dict(zip(people, keys, strict=True)), members=people, done=done)),
        period=period,
        as_of=as_of,
        fingerprint=Fingerprint.of(
            members=(MARKS[person] for person in people), done=(MARKS[person] for person in done)
        ),
    )
    return hold_back(previous=previous, current=current)


def _hits(tests: int, *, levels: int, rng: random.Random, share: float | None) -> dict[str, float]:
    hits = certain = 0
    for _ in range(tests):
        status = rng.random() < 0.5
        evidence = 0.0
        members = others_done = 0
        keys = (rng.getrandbits(32) if status else 0, rng.getrandbits(32))
        for _level in range(levels):
            added = rng.randint(9, 60)
            members += added
            others_done += round(added * (rng.random() if share is None else share))
            # The sum of the others' keys is unknown to the attacker: as good as a fresh random number, unless there
            # is nobody in it.
            keys = (
                keys[0] + (rng.getrandbits(32) if others_done else 0),
                keys[1] + rng.getrandbits(32),
            )
            sums = CellSums(
                members=members + 1, done=others_done + status, done_keys=keys[0], all_keys=keys[0] + keys[1]
            )
            shown = publish_cell(sums=sums).shown
            yes = probabilities(members + 1, others_done + 1).get(shown, 0)
            no = probabilities(members + 1, others_done).get(shown, 0)
            evidence += log((yes + 1e-12) / (no + 1e-12))
        certain += abs(evidence) > 10
        claim = evidence > 0 if evidence else rng.random() < 0.5
        hits += claim == status
    return {"trials": tests, "base_rate": 0.5, "hit_rate": round(hits / tests, 4), "certain": round(certain / tests, 4)}


@cache
def probabilities(members: int, done: int) -> dict[int, float]:
    """What may be shown for a true count, with its probability: the public table, read by an attacker."""
    smaller = min(done, members - done)
    if smaller == 0:
        return {done: 1.0}
    row = min(smaller, 7)
    shown: dict[int, float] = {}
    for target, weight in TRANSITIONS[row].items():
        perturbed = min(target + smaller - row, members - 3)
        value = perturbed if done <= members - done else members - perturbed
        shown[value] = shown.get(value, 0) + weight / sum(TRANSITIONS[row].values())
    return shown
