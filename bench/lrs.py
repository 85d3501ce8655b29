"""How fast an xAPI store takes and gives statements; called by `make bench-lrs`.

With `--url`: any store's endpoint, as in `--url https://lrs.example.org/xapi --key K --secret S`. It is written to!
Without: ours with no statement, 100,000 and 1,000,000, and Ralph beside it.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import orjson  # noqa: E402 -- the project is on the path only now

from bench import stores  # noqa: E402 -- as above
from bench.asking import Figure, Store, followed, read, written  # noqa: E402 -- as above
from bench.figures import ONE, as_text, note, of_batches, publish  # noqa: E402 -- as above
from bench.filling import BY_COMMAND  # noqa: E402 -- as above
from bench.filters import NOTHING, SURE, Known, filters, known  # noqa: E402 -- as above
from bench.statements import RARE_EVERY, SEED, statement, statements  # noqa: E402 -- as above

SIZES = (0, 100_000, 1_000_000)
SIZES_OF_RALPH = (0, 100_000)
BATCHES = (50, 100)
AT_MOST_PER_SECOND = {1: 800, 50: 6_000, 100: 6_000}
"""Statements that are made ready before they are sent, for each second."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    seconds: float
    """Longest for one figure, but for a request that takes longer alone."""
    requests: int
    seed: int = SEED


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="of an xAPI endpoint that is measured instead of ours")
    parser.add_argument("--key")
    parser.add_argument("--secret")
    parser.add_argument("--label", default="store", help="its name in the table")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="of ours")
    parser.add_argument("--ralph-sizes", type=int, nargs="*", default=SIZES_OF_RALPH, help="none leaves it out")
    parser.add_argument("--requests", type=int, default=60, help="of each kind that reads")
    parser.add_argument("--seconds", type=float, default=8, help="longest for each figure")
    parser.add_argument("--print-only", action="store_true", help="leave results and documentation as they are")
    told = parser.parse_args()
    wanted = Wanted(seconds=told.seconds, requests=told.requests)
    if told.url:
        store = Store(url=told.url.rstrip("/"), key=told.key, secret=told.secret, label=told.label)
        figures = list(
            measured_elsewhere(store, Wanted(seconds=told.seconds, requests=told.requests, seed=_new_seed()))
        )
    else:
        figures = []
        for size in told.sizes:
            figures += measured_here(stores.lernhafen(size), size, wanted)
        for size in told.ralph_sizes:
            figures += measured_here(stores.ralph(size), size, wanted)
        if not told.print_only:
            note(figures)
            publish(figures)
    sys.stdout.write(as_text(figures) + "\n")


def _new_seed() -> int:
    """Another store keeps what earlier runs sent: these are others."""
    return int(time.time())


def measured_here(running: AbstractContextManager[Store], size: int, wanted: Wanted) -> list[Figure]:
    """Of exactly so many statements; then more are written."""
    with running as store:
        some = [statement(number * max(1, min(size, BY_COMMAND) // SURE)) for number in range(SURE)]
        there = known(store, some, has_seldom=size >= RARE_EVERY) if size else Known([], _now(), _now())
        return [*told(reading(store, size, there, wanted)), *told(writing(store, size, wanted))]


def measured_elsewhere(store: Store, wanted: Wanted) -> Iterator[Figure]:
    yield from told(writing(store, 0, wanted))
    yield from told(reading(store, 0, known(store), wanted))


def told(figures: Iterator[Figure]) -> Iterator[Figure]:
    for figure in figures:
        speed = f"{figure.per_second}/s" if figure.per_second is not None else f"p95 {figure.p95_ms} ms"
        sys.stderr.write(f"{figure.store} {figure.size:,} {figure.operation}: {speed} {figure.said}\n")
        yield figure


def reading(store: Store, size: int, there: Known, wanted: Wanted) -> Iterator[Figure]:
    for each in filters(there):
        figure = Figure(store=store.label, size=size, operation=each.name)
        asked = each.requests(store)
        if each.pages:
            yield followed(figure, store, next(asked).target, pages=each.pages, seconds=wanted.seconds)
        else:
            read(figure, store, asked, most=wanted.requests, seconds=wanted.seconds)
            if not there.some and figure.said == NOTHING:
                figure.said = ""  # nothing is in the store
            yield figure


def writing(store: Store, size: int, wanted: Wanted) -> Iterator[Figure]:
    first = size
    for each in (1, *BATCHES):
        count = int(wanted.seconds * AT_MOST_PER_SECOND[each] / each)
        bodies = [
            orjson.dumps(list(statements(first + number * each, each, seed=wanted.seed))) for number in range(count)
        ]
        first += count * each
        figure = Figure(store=store.label, size=size, operation=of_batches(each) if each > 1 else ONE)
        yield written(figure, store, bodies, each=each, seconds=wanted.seconds)


def _now() -> str:
    return datetime.now(UTC).isoformat()


if __name__ == "__main__":
    main()
