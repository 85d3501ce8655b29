"""A mix of what learners do, at a fixed rate on loopback. Latency counts from when a request was due, so that a
server that falls behind cannot hide it. Prints figures as JSON; `prove/run.py` gives the environment."""

import http.client
import json
import os
import random
import statistics
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import django

from bench.server import cpu_ms, running

if TYPE_CHECKING:
    from bench.visits import Visit

SHARES = {"lesson": 45, "course": 15, "home": 15, "catalogue": 10, "answer": 15}
LEARNERS = 150
CLIENTS = 64
"""Connections that stay open, as a proxy's do: enough that none is waited for below 640 ms at 100 requests a second."""
IDLE_AT_MOST = 3.0
"""Seconds after which a client opens its connection anew: the server closes it after five, without a word."""
WARM_UP = 5
"""Seconds at the same rate that do not count: both workers load templates and open their connections."""


@dataclass
class Taken:
    waits: list[float] = field(default_factory=list)
    """Milliseconds from when the request was due to the last byte of its answer."""
    errors: list[str] = field(default_factory=list)


def run(*, rate: float, seconds: float) -> dict[str, object]:
    from bench.visits import visits

    chance, pages = random.Random(1), visits(learners=LEARNERS)
    names = chance.choices(list(SHARES), list(SHARES.values()), k=int(rate * (WARM_UP + seconds)))
    prepared = [pages[name]() for name in names]
    first = int(rate * WARM_UP)
    with running(dict(os.environ), workers=2) as server:
        asked(server.url, prepared[:first], rate=rate)
        used, own, memory = cpu_ms(server.workers), time.process_time(), memory_mb(server.workers)
        began = time.monotonic()
        taken = asked(server.url, prepared[first:], rate=rate)
        lasted = time.monotonic() - began
        used, own = cpu_ms(server.workers) - used, time.process_time() - own
        memory_after = memory_mb(server.workers)
    cuts = statistics.quantiles(taken.waits, n=100)
    return {
        "asked_per_second": rate,
        "answered_per_second": round(len(taken.waits) / lasted, 1),
        "requests": len(taken.waits),
        "errors": len(taken.errors),
        "first_error": taken.errors[0] if taken.errors else "",
        "p50_ms": round(cuts[49]),
        "p95_ms": round(cuts[94]),
        "p99_ms": round(cuts[98]),
        "cpu_ms_app_per_request": round(used / max(1, len(taken.waits)), 1),
        "cpu_ms_client_per_request": round(own * 1000 / max(1, len(taken.waits)), 1),
        "memory_mb_app": [memory, memory_after],
    }


def asked(url: str, visits: "list[Visit]", *, rate: float, clients: int = CLIENTS) -> Taken:
    """Each visit at its moment, by whichever client is free."""
    due: Queue[tuple[float, Visit] | None] = Queue()
    taken = Taken()
    threads = [threading.Thread(target=_client, args=(url, due, taken)) for _client_number in range(clients)]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    for number, visit in enumerate(visits):
        due.put((began + number / rate, visit))
    for _thread in threads:
        due.put(None)
    for thread in threads:
        thread.join()
    return taken


def _client(url: str, due: "Queue[tuple[float, Visit] | None]", taken: Taken) -> None:
    connection, used_at = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60), 0.0
    while (item := due.get()) is not None:
        at, visit = item
        time.sleep(max(0.0, at - time.monotonic()))
        if time.monotonic() - used_at > IDLE_AT_MOST:
            connection.close()
        try:
            if said := complaint(connection, visit):
                taken.errors.append(f"{visit.path} {said}")
        except (http.client.HTTPException, OSError) as error:
            taken.errors.append(f"{visit.path} {error!r}")
            connection.close()
        used_at = time.monotonic()
        taken.waits.append((used_at - at) * 1000)
    connection.close()


def complaint(connection: http.client.HTTPConnection, visit: "Visit") -> str:
    """Empty when the answer is what a learner waits for: the page, or after an answer the way back to it."""
    headers = {"Cookie": visit.cookie, "X-CSRFToken": visit.cookie.rpartition("=")[2]}
    body = urlencode(visit.form) if visit.form else None
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("POST" if body else "GET", visit.path, body=body, headers=headers)
    response = connection.getresponse()
    response.read()
    # Tries of one question may overtake each other here: the page then says 422 or shows the stored answer.
    expected = {302, 422} if body else {200}
    target = response.getheader("Location", "")
    if response.status in expected and "/konto/" not in target:
        return ""
    return f"{response.status} {target}".strip()


def memory_mb(pids: Iterable[int]) -> int:
    pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids]
    return round(sum(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20)


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(run(rate=float(sys.argv[1]), seconds=float(sys.argv[2]))))
