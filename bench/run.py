"""Processor time, queries and bytes of every page, beside floor views of the same run; called by `make bench`.

Each page is asked for in several rounds that take turns; the median round counts. Method: docs/develop/bench.md.
"""

import argparse
import http.client
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.databases import manage, seeded_copy  # noqa: E402 -- the project is on the path only now
from bench.server import Server, cpu_ms, environment_of_production, running  # noqa: E402 -- as above
from bench.source import commit_here  # noqa: E402 -- as above

RESULTS = ROOT / "bench" / "results"
PEOPLE, COURSES, MANY_COURSES = 2000, 100, 1000
FLOOR = "floor_view"
GROWS_AT_MOST = 1.15
WARMER = 3
TARGETS = {
    "lesson": (6, 7),
    "course": (7, 8),
    "catalogue": (8, 8),
    "home": (10, 10),
    "answer": (8, 14),
    "report": (40, 8),
    "report_csv": (200, 5),
}
"""Processor milliseconds and queries at most."""
HEADS = ("app ms", "db ms", "sum", "target", "queries", "target", "bytes", "× floor")


@dataclass(kw_only=True)
class Row:
    page: str
    cpu_ms_app: float
    cpu_ms_db: float
    queries: int
    bytes: int
    floor_ratio: float

    @property
    def cpu_ms(self) -> float:
        return self.cpu_ms_app + self.cpu_ms_db


@dataclass(frozen=True)
class Round:
    cpu_ms_app: float
    cpu_ms_db: float
    queries: int
    bytes: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=80, help="of each page in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--courses", type=int, default=COURSES)
    parser.add_argument("--many-courses", type=int, default=MANY_COURSES, help="0 leaves out the second state")
    wanted = parser.parse_args()
    rows = measured(wanted, [each for each in (wanted.courses, wanted.many_courses) if each])
    write(rows)
    sys.stdout.write("\n".join(table(rows)) + "\n")


def prepared(*, people: int, courses: int) -> dict[str, str]:
    """The environment of a server as in production, over a fresh copy of a seeded state."""
    environment = environment_of_production()
    arguments = ["--people", str(people), "--courses", str(courses), "--courses-each", "6.5"]
    arguments += ["--statements-for", "150", "--quarters", "1"]
    environment["DATABASE_URL"] = seeded_copy(
        os.environ["TEST_DATABASE_URL"], size=f"{people}x{courses}", arguments=arguments, environment=environment
    )
    environment["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    manage(["collectstatic", "--noinput", "-v0"], environment)
    return environment


def measured(wanted: argparse.Namespace, states: list[int]) -> list[Row]:
    """Rows of each state, by its number of courses; the states take turns, so that both see the same machine."""
    with ExitStack() as running_states:
        children = [running_states.enter_context(asking(wanted, number, each)) for number, each in enumerate(states)]
        rounds = [[one_round(child) for child in children] for _number in range(wanted.rounds + 1)][1:]  # one warms up
    rows = []
    for number, courses in enumerate(states):
        medians = {page: median([each[number][page] for each in rounds]) for page in rounds[0][number]}
        floor = medians[FLOOR].cpu_ms_app + medians[FLOOR].cpu_ms_db
        for page, one in medians.items():
            ratio = round((one.cpu_ms_app + one.cpu_ms_db) / floor, 2)
            name = f"{page}@{courses}" if number else page
            rows.append(Row(page=name, **asdict(one), floor_ratio=ratio))
    return rows


def asking(wanted: argparse.Namespace, number: int, courses: int) -> subprocess.Popen[str]:
    """A process of its own with a server of its own: Django is set up for one database."""
    own = prepared(people=wanted.people, courses=courses) | {"BENCH_STEP": "measure"}
    if redis := own.get("REDIS_URL"):
        own["REDIS_URL"] = urlunsplit(urlsplit(redis)._replace(path=f"/{15 - number}"))
    command = [sys.executable, __file__, str(wanted.requests)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env={**os.environ, **own}, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def one_round(child: "subprocess.Popen[str]") -> dict[str, Round]:
    assert child.stdin
    assert child.stdout
    child.stdin.write("round\n")
    child.stdin.flush()
    told = child.stdout.readline()
    if not told:
        raise RuntimeError("A server gave up; what it said stands above.")
    return {page: Round(**one) for page, one in json.loads(told).items()}


def measure_here(requests: int) -> None:
    """The process of one state: for each line it reads, a round over all pages, as one line of JSON."""
    import django

    django.setup()
    from bench.visits import visits

    pages = visits()
    with running(dict(os.environ)) as server:
        count = requests * WARMER  # the first round: each question is asked of each person, and is in memory
        for _line in sys.stdin:
            one = {page: asdict(ask(server, visit, count)) for page, visit in pages.items()}
            count = requests
            sys.stdout.write(json.dumps(one) + "\n")
            sys.stdout.flush()


def ask(server: Server, visit: Any, count: int) -> Round:
    prepared = [visit() for _request in range(count)]
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    workers, backends = server.workers, server.backends
    app, database = cpu_ms(workers), cpu_ms(backends)
    queries, sizes = [], []
    for each in prepared:
        headers = {"Cookie": each.cookie, "Accept-Language": "de", "X-CSRFToken": each.cookie.rpartition("=")[2]}
        body = urlencode(each.form) if each.form else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if body else "GET", each.path, body=body, headers=headers)
        response = connection.getresponse()
        sizes.append(len(response.read()))
        if response.status != (302 if body else 200):
            raise RuntimeError(f"{each.path} answered {response.status} {response.getheader('Location', '')}")
        queries.append(int(response.getheader("X-Queries", "0")))
    app, database = cpu_ms(workers) - app, cpu_ms(server.backends) - database
    return Round(round(app / count, 2), round(database / count, 2), max(queries), round(statistics.mean(sizes)))


def median(rounds: list[Round]) -> Round:
    return Round(
        cpu_ms_app=statistics.median(each.cpu_ms_app for each in rounds),
        cpu_ms_db=statistics.median(each.cpu_ms_db for each in rounds),
        queries=max(each.queries for each in rounds),
        bytes=rounds[-1].bytes,
    )


def table(rows: list[Row]) -> Iterator[str]:
    """The rows beside their targets, then how they grow with the courses."""
    yield f"{'page':<18}" + "".join(f"{head:>9}" for head in HEADS)
    for row in rows:
        most_ms, most_queries = TARGETS.get(row.page, ("", ""))
        yield (
            f"{row.page:<18}{row.cpu_ms_app:>9}{row.cpu_ms_db:>9}{row.cpu_ms:>9.2f}{most_ms:>9}"
            f"{row.queries:>9}{most_queries:>9}{row.bytes:>9}{row.floor_ratio:>9}" + ("" if within(row) else "  MISSED")
        )
    by_page = {row.page: row for row in rows}
    for name, row in by_page.items():
        page, _at, courses = name.partition("@")
        if courses and page in TARGETS:
            ratio = row.cpu_ms / by_page[page].cpu_ms
            said = "does not grow" if ratio <= GROWS_AT_MOST else "GROWS"
            yield f"{page:<18}at {courses} courses: {ratio:.2f} times the cost, {said}"


def within(row: Row) -> bool:
    if row.page not in TARGETS:
        return True
    most_ms, most_queries = TARGETS[row.page]
    return row.cpu_ms <= most_ms and row.queries <= most_queries


def write(rows: list[Row]) -> None:
    RESULTS.mkdir(exist_ok=True)
    latest = [asdict(row) for row in rows]
    (RESULTS / "latest.json").write_text(json.dumps(latest, indent=2) + "\n")
    run = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit_here(),
        "machine": {"cpus": os.cpu_count(), "system": platform.machine(), "load": round(os.getloadavg()[0], 1)},
        "rows": latest,
    }
    with (RESULTS / "history.jsonl").open("a") as history:
        history.write(json.dumps(run) + "\n")


if __name__ == "__main__":
    if os.environ.get("BENCH_STEP") == "measure":
        measure_here(int(sys.argv[1]))
    else:
        main()
