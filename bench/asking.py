"""Requests to an xAPI store, timed. Plain connections that stay open: the client takes little of the two cores."""

import http.client
import statistics
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

import orjson

LONGEST = 60.0
"""Seconds after which a request is given up."""
CONNECTIONS = 8
WARM_UP, CHECKED, GIVE_UP = 2, 5, 3
OK = http.client.OK
Clock = Callable[[], tuple[float, float]]
"""Processor milliseconds so far: of the server and of its database."""


@dataclass(frozen=True, kw_only=True)
class Store:
    """An xAPI endpoint: `url` is what `/statements` is appended to."""

    url: str
    key: str
    secret: str
    label: str = "store"
    version: str = "1.0.3"
    clock: Clock = lambda: (0.0, 0.0)

    @property
    def headers(self) -> dict[str, str]:
        pair = b64encode(f"{self.key}:{self.secret}".encode()).decode()
        return {
            "Authorization": f"Basic {pair}",
            "X-Experience-API-Version": self.version,
            "Content-Type": "application/json",
        }


@dataclass(kw_only=True)
class Figure:
    """What one kind of request took. `said` is empty when all went well and the answers were right."""

    store: str
    size: int
    operation: str
    requests: int = 0
    per_second: float | None = None
    """Statements, for what writes."""
    p50_ms: float | None = None
    p95_ms: float | None = None
    max_ms: float | None = None
    cpu_ms_app: float = 0.0
    """Of a request; of a statement, for what writes. 0 when the server's processes are not ours to look at."""
    cpu_ms_db: float = 0.0
    cpu_ms_client: float = 0.0
    errors: int = 0
    said: str = ""

    @property
    def cpu_ms(self) -> float:
        return self.cpu_ms_app + self.cpu_ms_db


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    ms: float

    def statements(self) -> list[dict[str, Any]]:
        parsed = orjson.loads(self.body)
        found: list[dict[str, Any]] = parsed.get("statements", [parsed])
        return found

    def more(self) -> str:
        return orjson.loads(self.body).get("more") or ""


@dataclass(frozen=True)
class Request:
    method: str
    target: str
    complaint: Callable[[Answer], str]
    """What is wrong with the answer; empty when it is right."""


@dataclass
class Taken:
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    statements: int = 0
    ended: float = 0.0

    @property
    def requests(self) -> int:
        return len(self.waits)


class Client:
    def __init__(self, store: Store, *, longest: float = LONGEST) -> None:
        self.store, self.longest, self.headers = store, longest, store.headers
        parts = urlsplit(store.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self.connection = kind(parts.netloc, timeout=longest)

    def ask(self, method: str, target: str, body: bytes | None = None) -> Answer:
        """`target` is a URL, or an address relative to the store's host, as `more` may be."""
        parts = urlsplit(urljoin(self.store.url, target))
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        began = time.perf_counter()
        try:
            self.connection.request(method, path, body=body, headers=self.headers)
            response = self.connection.getresponse()
            told = response.read()
        except (http.client.HTTPException, OSError):
            self.connection.close()  # the next request opens it anew
            raise
        return Answer(response.status, told, (time.perf_counter() - began) * 1000)

    def noted(self, method: str, target: str, taken: Taken, body: bytes | None = None) -> Answer | None:
        """None when there was no answer or one that says no: then the reason is in `errors`."""
        try:
            answer = self.ask(method, target, body)
        except TimeoutError:
            taken.errors.append(f"more than {self.longest:.0f} s")
            return None
        except (http.client.HTTPException, OSError) as error:
            taken.errors.append(repr(error))
            return None
        taken.waits.append(answer.ms)
        if answer.status == OK:
            return answer
        taken.errors.append(f"{answer.status} {answer.body[:200].decode(errors='replace')}".strip())
        return None


def written(figure: Figure, store: Store, bodies: Sequence[bytes], *, each: int, seconds: float) -> Figure:
    """POST bodies of `each` statements over several connections until the time is over or all are written."""
    shares = [bodies[number::CONNECTIONS] for number in range(CONNECTIONS)]
    parts = [Taken() for _share in shares]
    ready = threading.Barrier(len(shares) + 1)

    def write(share: Sequence[bytes], taken: Taken) -> None:
        client = Client(store)
        ready.wait()
        until = time.monotonic() + seconds
        for body in share:
            if time.monotonic() > until or len(taken.errors) == GIVE_UP:
                break
            if client.noted("POST", f"{store.url}/statements", taken, body):
                taken.statements += each
                taken.ended = time.monotonic()

    threads = [threading.Thread(target=write, args=both) for both in zip(shares, parts, strict=True)]
    for thread in threads:
        thread.start()
    whole = Taken()
    with processors(figure, store, lambda: whole.statements):
        ready.wait()
        began = time.monotonic()
        for thread in threads:
            thread.join()
        for part in parts:
            whole.waits += part.waits
            whole.errors += part.errors
            whole.statements += part.statements
            whole.ended = max(whole.ended, part.ended)
    figure.per_second = round(whole.statements / (whole.ended - began), 1) if whole.statements else 0.0
    return _filled(figure, whole)


def read(figure: Figure, store: Store, asked: Iterator[Request], *, most: int, seconds: float) -> Figure:
    """One after the other, until there are `most` or the time is over. The first ones warm up; answers are checked."""
    client, taken = Client(store), Taken()
    for request in islice(asked, WARM_UP):
        answer = client.noted(request.method, request.target, taken)
        if answer and answer.ms * WARM_UP > seconds * 1000:
            break
    if not taken.errors:
        taken.waits.clear()
    until = time.monotonic() + seconds
    with processors(figure, store, lambda: taken.requests):
        for request in islice(asked, most):
            if taken.errors or (taken.waits and time.monotonic() > until):
                break
            answer = client.noted(request.method, request.target, taken)
            if answer and taken.requests <= CHECKED:
                figure.said = figure.said or request.complaint(answer)
    return _filled(figure, taken)


def followed(figure: Figure, store: Store, first: str, *, pages: int, seconds: float) -> Figure:
    """The first page and then `more`, page after page: none may bring again what an earlier one brought."""
    client, taken, seen = Client(store), Taken(), set[str]()
    until, target = time.monotonic() + seconds, first
    with processors(figure, store, lambda: taken.requests):
        while taken.requests < pages and time.monotonic() < until:
            answer = client.noted("GET", target, taken)
            if answer is None:
                break
            ids = [each["id"] for each in answer.statements()]
            if not seen.isdisjoint(ids):
                figure.said = "a page brings statements of an earlier one"
            seen.update(ids)
            target = answer.more()
            if not target:
                break
    return _filled(figure, taken)


@contextmanager
def processors(figure: Figure, store: Store, count: Callable[[], int]) -> Iterator[None]:
    """Notes what was used inside: for each of what `count` gives afterwards."""
    before, own = store.clock(), time.process_time()
    yield
    own, after = time.process_time() - own, store.clock()
    each = max(1, count())
    figure.cpu_ms_app = round((after[0] - before[0]) / each, 2)
    figure.cpu_ms_db = round((after[1] - before[1]) / each, 2)
    figure.cpu_ms_client = round(own * 1000 / each, 2)


def _filled(figure: Figure, taken: Taken) -> Figure:
    figure.requests, figure.errors = taken.requests, len(taken.errors)
    if taken.errors:
        figure.said = taken.errors[0]
    if waits := taken.waits:
        cuts = statistics.quantiles(waits, n=100, method="inclusive") if len(waits) > 1 else waits * 99
        figure.p50_ms, figure.p95_ms, figure.max_ms = round(cuts[49], 1), round(cuts[94], 1), round(max(waits), 1)
    return figure
