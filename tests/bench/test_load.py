"""The measuring tool, against a small server that notes what it is asked."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.visits import Visit
from prove import load

ANSWERS = {"/lesson/": (200, ""), "/answer/": (302, "/lesson/"), "/late/": (422, ""), "/gone/": (404, "")}
SIGN_IN = (302, "/konto/login/?next=/")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.peers: list[int] = []
        self.delay = 0.0


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 0.3  # an idle connection is closed without a word
    server: Server

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.server.peers.append(self.client_address[1])
        time.sleep(self.server.delay)
        status, target = ANSWERS.get(self.path, SIGN_IN)
        self.send_response(status)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST = answer  # noqa: N815 -- named by the standard library

    def log_message(self, *_arguments: object) -> None:
        """Nothing on the terminal of the tests."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def page(path: str) -> Visit:
    return Visit(path, "sessionid=a; csrftoken=b")


def answer(path: str) -> Visit:
    return Visit(path, "sessionid=a; csrftoken=b", {"number": "1"})


def test_only_what_a_learner_waits_for_is_no_error(server: Server) -> None:
    visits = [
        page("/lesson/"),
        answer("/answer/"),
        answer("/late/"),
        page("/answer/"),
        page("/gone/"),
        answer("/lesson/"),
    ]
    visits += [page("/signed-out/"), answer("/signed-out/")]

    taken = load.asked(server.url, visits, rate=100, clients=2)

    assert len(taken.waits) == len(visits)
    assert sorted(taken.errors) == [
        "/answer/ 302 /lesson/",
        "/gone/ 404",
        "/lesson/ 200",
        "/signed-out/ 302 /konto/login/?next=/",
        "/signed-out/ 302 /konto/login/?next=/",
    ]


def test_connections_stay_open(server: Server) -> None:
    load.asked(server.url, [page("/lesson/")] * 40, rate=200, clients=3)

    assert len(server.peers) == 40
    assert len(set(server.peers)) <= 3


def test_a_connection_that_the_server_has_given_up_is_opened_anew(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "IDLE_AT_MOST", 0.1)

    taken = load.asked(server.url, [page("/lesson/")] * 2, rate=1, clients=1)

    assert taken.errors == []
    assert len(set(server.peers)) == 2


def test_a_server_that_falls_behind_cannot_hide_it(server: Server) -> None:
    """One client, ten requests due within a tenth of a second, each a twentieth long: the last waits for all."""
    server.delay = 0.05

    taken = load.asked(server.url, [page("/lesson/")] * 10, rate=100, clients=1)

    assert taken.waits == sorted(taken.waits)
    assert taken.waits[-1] >= 10 * 50 - 100
