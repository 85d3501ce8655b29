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
from queue import Queue
from urllib.parse import urlencode, urlsplit

import django

from bench.server import cpu_ms, running

SHARES = {"lesson": 45, "course": 15, "home": 15, "catalogue": 10, "answer": 15}
CLIENTS = 40


def run(*, rate: float, seconds: float) -> dict[str, object]:
    from bench.visits import visits

    chance, pages = random.Random(1), visits()
    names = chance.choices(list(SHARES), list(SHARES.values()), k=int(rate * seconds))
    due: Queue[tuple[float, object] | None] = Queue()
    waits: list[float] = []
    errors: list[str] = []
    prepared = [pages[name]() for name in names]
    with running(dict(os.environ), workers=2) as server:
        clients = [threading.Thread(target=_client, args=(server.url, due, waits, errors)) for _n in range(CLIENTS)]
        used = cpu_ms(server.workers)
        began = time.monotonic()
        for client in clients:
            client.start()
        for number, visit in enumerate(prepared):
            due.put((began + number / rate, visit))
        for _client_number in clients:
            due.put(None)
        for client in clients:
            client.join()
        lasted = time.monotonic() - began
        used = cpu_ms(server.workers) - used
    cuts = statistics.quantiles(waits, n=100)
    return {
        "asked_per_second": rate,
        "answered_per_second": round(len(waits) / lasted, 1),
        "requests": len(waits),
        "errors": len(errors),
        "first_error": errors[0] if errors else "",
        "p50_ms": round(cuts[49]),
        "p95_ms": round(cuts[94]),
        "p99_ms": round(cuts[98]),
        "cpu_ms_app_per_request": round(used / max(1, len(waits)), 1),
    }


def _client(url: str, due: "Queue[tuple[float, object] | None]", waits: list[float], errors: list[str]) -> None:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    while (item := due.get()) is not None:
        at, visit = item
        time.sleep(max(0.0, at - time.monotonic()))
        headers = {"Cookie": visit.cookie, "X-CSRFToken": visit.cookie.rpartition("=")[2]}
        body = urlencode(visit.form) if visit.form else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("POST" if body else "GET", visit.path, body=body, headers=headers)
            response = connection.getresponse()
            response.read()
            # tries of one question may overtake each other here: the page then says 422 or shows the stored answer
            if response.status >= 500 or response.status in {403, 404}:
                errors.append(f"{visit.path} {response.status}")
        except (http.client.HTTPException, OSError) as error:
            errors.append(f"{visit.path} {error!r}")
            connection.close()
        waits.append((time.monotonic() - at) * 1000)


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(run(rate=float(sys.argv[1]), seconds=float(sys.argv[2]))))
