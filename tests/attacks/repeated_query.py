"""Attack: ask for the same cell again and again and average the answers.

With fresh noise per query this recovers the count; a published value only repeats itself.
"""

import random
from statistics import mean

from learning.core.disclosure import CellSums, publish_cell
from tests.attacks.simulator import Size

DRAWS = 24


def run(size: Size) -> dict[str, dict[str, float]]:
    rng = random.Random(13)
    fresh, same = [], []
    for _ in range(size.trials):
        members = rng.randint(30, 200)
        done = rng.randint(7, members // 2)
        key = rng.getrandbits(32)
        same.append(round(mean(_ask(members, done, key) for _ in range(DRAWS))) == done)
        fresh.append(round(mean(_ask(members, done, rng.getrandbits(32)) for _ in range(DRAWS))) == done)
    return {
        "fresh noise per query": {"queries": DRAWS, "counts_recovered": round(mean(fresh), 4)},
        "as published": {"queries": DRAWS, "counts_recovered": round(mean(same), 4)},
    }


def _ask(members: int, done: int, key: int) -> int:
    return publish_cell(sums=CellSums(members=members, done=done, done_keys=key, all_keys=2**40)).shown
