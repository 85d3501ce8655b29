"""Many writers, killed workers, and readers that follow: nothing acknowledged is lost, nothing is there twice.

Small here; `make prove` takes the sizes of production.
"""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.record_store import RecordStore, record_store

pytestmark = pytest.mark.services
PROVE = bool(os.environ.get("PROVE"))
SECONDS = 60 if PROVE else 4
WRITES = 1000 if PROVE else 200
WRITERS = {"postgresql": 8, "sqlite": 4}
BATCH = 20


@pytest.fixture(scope="module", params=list(WRITERS))
def vendor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def store(vendor: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    admin_url = os.environ["TEST_DATABASE_URL"] if vendor == "postgresql" else ""
    with record_store(tmp_path_factory.mktemp(vendor), admin_url=admin_url) as started:
        yield started


def said(verb: str, uuid: str | None = None) -> dict[str, Any]:
    return {
        "id": uuid or str(uuid4()),
        "actor": {"account": {"homePage": "https://example.org", "name": f"person-{uuid4().int % 50}"}},
        "verb": {"id": verb},
        "object": {"id": f"https://example.org/books/{uuid4().int % 20}"},
        "timestamp": "2026-11-25T10:00:00Z",
    }


def connected(store: RecordStore) -> HTTPConnection:
    return HTTPConnection(urlsplit(store.url).netloc, timeout=60)


def all_stored(store: RecordStore, verb: str) -> Counter[str]:
    """How often each id comes, page by page."""
    found: Counter[str] = Counter()
    page = store.call("GET", "/statements", verb=verb, limit="500").json()
    while True:
        found.update(each["id"] for each in page["statements"])
        if not page["more"]:
            return found
        page = store.call("GET", page["more"]).json()


class Harvester:
    """Reads all that is new, again and again, and believes the store when it says up to when nothing is missing."""

    def __init__(self, store: RecordStore, verb: str) -> None:
        self.store, self.verb = store, verb
        self.seen: set[str] = set()
        self._since = "2020-01-01T00:00:00Z"

    def read(self) -> None:
        answer = self.store.call("GET", "/statements", verb=self.verb, since=self._since, ascending="true", limit="500")
        through = answer.headers["X-Experience-API-Consistent-Through"]
        page = answer.json()
        while True:
            self.seen.update(each["id"] for each in page["statements"])
            if not page["more"]:
                break
            page = self.store.call("GET", page["more"]).json()
        self._since = max(self._since, through)


def test_writers_side_by_side_lose_nothing_and_readers_miss_nothing(store: RecordStore, vendor: str) -> None:
    verb, over = f"https://example.org/verbs/{uuid4()}", threading.Event()
    errors: list[str] = []

    def write() -> list[str]:
        line, written = connected(store), []
        while not over.is_set():
            batch = [said(verb) for _each in range(BATCH)]
            answer = store.call("POST", "/statements", batch, connection=line)
            if answer.status == 200:
                written += answer.json()
            else:
                errors.append(f"{answer.status} {answer.body[:200]!r}")
        return written

    harvester = Harvester(store, verb)
    with ThreadPoolExecutor(WRITERS[vendor]) as writers:
        running = [writers.submit(write) for _each in range(WRITERS[vendor])]
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            harvester.read()
        over.set()
        written = [uuid for each in running for uuid in each.result()]
    harvester.read()

    assert errors == []
    assert len(written) == len(set(written)) > BATCH
    assert all_stored(store, verb) == Counter(written)
    assert harvester.seen == set(written)


def test_a_killed_worker_takes_nothing_acknowledged_with_it(store: RecordStore) -> None:
    verb = f"https://example.org/verbs/{uuid4()}"
    killed: list[int] = []

    def write(number: int) -> str | None:
        """The id, when the store said that it has it."""
        if number in {WRITES // 4, WRITES // 2}:
            victim = store.workers()[0]
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)
        uuid = str(uuid4())
        try:
            answer = store.call("PUT", "/statements", said(verb, uuid), statementId=uuid)
        except (OSError, HTTPException):
            return None
        return uuid if answer.status == 204 else None

    with ThreadPoolExecutor(6) as writers:
        acknowledged = [uuid for uuid in writers.map(write, range(WRITES)) if uuid]
    stored = all_stored(store, verb)

    assert len(killed) == 2
    assert len(acknowledged) > WRITES // 2
    assert set(acknowledged) <= set(stored)
    assert set(stored.values()) == {1}


def test_the_same_batch_from_all_sides_is_stored_once(store: RecordStore, vendor: str) -> None:
    verb = f"https://example.org/verbs/{uuid4()}"
    batch = [said(verb) for _each in range(BATCH)]

    with ThreadPoolExecutor(WRITERS[vendor]) as writers:
        answers = list(writers.map(lambda _each: store.call("POST", "/statements", batch).status, range(16)))

    assert answers == [200] * 16
    assert all_stored(store, verb) == Counter(each["id"] for each in batch)
