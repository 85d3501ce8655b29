"""What only a real socket can do wrong: bodies that come slowly, never end or are not as long as they say, and what is
no HTTP. The server answers or hangs up, stores nothing, and serves the next one."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from threading import Thread
from urllib.parse import urlsplit

import pytest

from tests.record_store import RecordStore, record_store
from tests.tracking.lrs.generated.bad import GOOD

pytestmark = pytest.mark.services
SECONDS = 2
SLACK = 12
"""What a slow machine may need."""
ROUNDS = 3
"""Six of them at two workers of two threads: at most so many at one of them, one after the other."""
BODY = json.dumps(GOOD).encode()
MEGABYTE = 2**20


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    folder = tmp_path_factory.mktemp("sockets")
    with record_store(folder, XAPI_BODY_SECONDS=str(SECONDS), WEB_THREADS="2") as started:
        yield started


@pytest.fixture(autouse=True)
def unharmed(store: RecordStore) -> Iterator[None]:
    """Nothing is stored, and the same processes answer."""
    before = store.call("GET", "/statements").json()["statements"], store.workers()
    yield
    assert (store.call("GET", "/statements").json()["statements"], store.workers()) == before


def connected(store: RecordStore) -> socket.socket:
    server = urlsplit(store.url)
    return socket.create_connection((server.hostname or "", server.port or 0), timeout=ROUNDS * SECONDS + SLACK)


def head(store: RecordStore, *lines: str, start: str = "POST /xapi/statements HTTP/1.1") -> bytes:
    common = ("Host: localhost", f"Authorization: {store.basic}", "X-Experience-API-Version: 1.0.3")
    return "\r\n".join([start, *common, "Content-Type: application/json", *lines, "", ""]).encode("latin-1")


def answer(line: socket.socket) -> bytes:
    """Until the server hangs up or falls silent after an answer; empty when it hung up without one."""
    pieces = []
    try:
        while piece := line.recv(65_536):
            pieces.append(piece)
            if b"\r\n\r\n" in b"".join(pieces):
                line.settimeout(0.3)
    except (TimeoutError, ConnectionError):
        pass
    return b"".join(pieces)


def status(told: bytes) -> int:
    """0: hung up."""
    return int(told.split(b" ", 2)[1]) if told else 0


def trickle(lines: list[socket.socket], every: float, until: float) -> None:
    """A byte at a time to each, as long as it is taken."""
    while time.monotonic() < until:
        for line in lines:
            try:
                line.send(b" ")
            except OSError:
                continue
        time.sleep(every)


@pytest.mark.parametrize("every", [0.2, SECONDS * 2], ids=["byte by byte", "nothing at all"])
def test_slow_bodies_are_given_up(store, every):
    """More of them than there are threads: whoever comes after them is served while they go on."""
    lines = [connected(store) for _each in range(6)]
    for line in lines:
        line.sendall(head(store, "Content-Length: 5000") + BODY[:40])
    sending = Thread(target=trickle, args=(lines, every, time.monotonic() + ROUNDS * SECONDS + SLACK))
    sending.start()

    began = time.monotonic()
    told = [answer(line) for line in lines]
    seconds = time.monotonic() - began
    served = store.call("GET", "/about").status

    assert seconds < ROUNDS * SECONDS + SLACK
    assert [status(each) for each in told] == [408] * len(lines)
    assert all(b'"rule":"came too slowly"' in each for each in told)
    assert served == 200
    for line in lines:
        line.close()
    sending.join()


def test_a_body_of_50_megabytes_is_refused_before_it_came(store):
    with closing(connected(store)) as line:
        line.sendall(head(store, f"Content-Length: {50 * MEGABYTE}"))

        told = answer(line)

    assert (status(told), b'"path":"body"' in told) == (413, True)


def test_a_body_without_end_is_refused_at_the_limit(store):
    sent = 0
    with closing(connected(store)) as line:
        line.sendall(head(store, "Transfer-Encoding: chunked"))
        chunk = b"%x\r\n%s\r\n" % (MEGABYTE, b" " * MEGABYTE)
        try:
            while sent < 50:
                line.sendall(chunk)
                sent += 1
        except OSError:
            pass
        told = answer(line)

    assert status(told) in {0, 413}
    assert 30 <= sent < 50


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: -1",),
        ("Content-Length: +5",),
        ("Content-Length: 5, 5",),
        ("Content-Length: 0x10",),
        ("Content-Length: 9" + "9" * 5_000,),
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: gzip, chunked, gzip",),
        ("Transfer-Encoding : chunked",),
        (f"Content-Length: {len(BODY)}", "X-Head: " + "x" * 100_000),
        (f"Content-Length: {len(BODY)}", *(f"X-Head-{number}: 1" for number in range(500))),
        (f"Content-Length: {len(BODY)}", "X-Head"),
        (f"Content-Length: {len(BODY)}", "X Head: 1"),
        (f"Content-Length: {len(BODY)}", " folded"),
        (f"Content-Length: {len(BODY)}", "X-Head: \0"),
        (f"Content-Length: {len(BODY)}", "Content-Encoding: gzip"),
        (f"Content-Length: {len(BODY) - 5}",),
        (f"Content-Length: {len(BODY)}", "X-Experience-API-Version: 2.0.0"),
        (f"Content-Length: {len(BODY)}", "Authorization: Basic eDp5"),
    ],
    ids=lambda lines: " + ".join(lines)[:60],
)
def test_wrong_heads_are_refused(store, lines):
    with closing(connected(store)) as line:
        line.sendall(head(store, *lines) + BODY)

        told = answer(line)

    assert status(told) == 0 or 400 <= status(told) < 500


@pytest.mark.parametrize(
    "body",
    [
        *(
            b"x\r\n",
            b"-5\r\nabcde\r\n0\r\n\r\n",
            b"5\r\nabc",
            b"5;x\r\nabcde0\r\n\r\n",
            b"\r\n\r\n",
            b"FFFFFFFFFFFFFFFFF\r\n",
        ),
        *(
            b"0\r\n\r\n",
            b"5\nabcde\n0\n\n",
            b"0x5\r\nabcde\r\n0\r\n\r\n",
            b" 5\r\nabcde\r\n0\r\n\r\n",
            b"%x\r\n" % len(BODY) + BODY,
        ),
        *(b"5\r\n" + BODY[:5] + b"\r\n0\r\n\r\n", b"1_0\r\n" + BODY[:10] + b"\r\n0\r\n\r\n"),
    ],
)
def test_wrong_chunks_are_refused(store, body):
    with closing(connected(store)) as line:
        line.sendall(head(store, "Transfer-Encoding: chunked") + body)
        line.shutdown(socket.SHUT_WR)

        told = answer(line)

    assert status(told) == 0 or 400 <= status(told) < 500


@pytest.mark.parametrize(
    "start",
    [
        *(
            "",
            "x",
            "POST",
            "POST /xapi/statements",
            "POST  /xapi/statements HTTP/1.1",
            "POST /xapi/statements HTTP/9.9",
            "\0",
        ),
        *(
            "POST /xapi/statements HTTP/1.1 x",
            "PO\0ST /xapi/statements HTTP/1.1",
            "POST /xapi/" + "x" * 9_000 + " HTTP/1.1",
        ),
        *(
            "POST xapi/statements HTTP/1.1",
            "POST /xapi/state\xe4ments HTTP/1.1",
            "post /xapi/statements HTTP/1.1x",
            "\x16\x03\x01",
        ),
        *(
            "GET /xapi/statements?limit=x HTTP/1.0",
            "POST /xapi/statements?%ff=\xff HTTP/1.1",
            "POST http:///xapi/statements/x HTTP/1.1",
        ),
    ],
    ids=lambda start: repr(start[:40]),
)
def test_what_is_no_request_is_refused(store, start):
    with closing(connected(store)) as line:
        line.sendall(head(store, f"Content-Length: {len(BODY)}", start=start) + BODY)
        line.shutdown(socket.SHUT_WR)

        told = answer(line)

    assert status(told) == 0 or 400 <= status(told) < 500


def test_who_hangs_up_in_the_middle_leaves_nothing(store):
    for length in (1, 100, len(BODY) - 1):
        with closing(connected(store)) as line:
            line.sendall(head(store, f"Content-Length: {len(BODY)}") + BODY[:length])


def test_chunks_are_read_as_one_body(store):
    """What is right comes through: refused is it for what it says, not for how it came."""
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (BODY[:100], BODY[100:] + b"x"))
    with closing(connected(store)) as line:
        line.sendall(head(store, "Transfer-Encoding: chunked") + chunks + b"0\r\n\r\n")

        told = answer(line)

    assert (status(told), b"after document" in told) == (400, True)
