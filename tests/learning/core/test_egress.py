"""The door to other servers, against small servers on this machine."""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from learning.core.egress import EgressFailedError, EgressRefusedError, ask, is_public


@pytest.fixture
def saying(settings) -> Iterator[Callable[..., str]]:
    """A server that answers each request with these bytes, in pieces with a pause after each; gives its address."""
    ends = []

    def serve(*pieces: bytes, pause: float = 0.0) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        ends.append(listener.close)

        def answer() -> None:
            taken, _place = listener.accept()
            with closing(taken):
                taken.recv(65536)
                for piece in pieces:
                    try:
                        taken.sendall(piece)
                    except OSError:
                        return
                    time.sleep(pause)

        threading.Thread(target=answer, daemon=True).start()
        host, port = listener.getsockname()
        settings.EGRESS_ALLOW = [f"{host}:{port}"]
        return f"http://{host}:{port}/xapi"

    yield serve
    for end in ends:
        end()


def test_an_answer_has_status_headers_and_body(saying):
    answer = ask("GET", saying(b"HTTP/1.1 404 No\r\nContent-Length: 2\r\nX-Own: 1\r\n\r\nno"))

    assert (answer.status, answer.headers["x-own"], answer.body) == (404, "1", b"no")


def test_a_redirect_is_an_answer_and_not_followed(saying):
    answer = ask("GET", saying(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"))

    assert answer.status == 302


def test_an_answer_that_is_too_large_is_a_failure(saying):
    url = saying(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 101)

    with pytest.raises(EgressFailedError, match="larger than 100"):
        ask("GET", url, largest=100)


@pytest.mark.parametrize(
    "pieces", [[b""], [b"HTTP/1.1 200 OK\r\n", *[b"X: 1\r\n"] * 50], [b"HTTP/1.1 200 OK\r\n\r\n", *[b"x"] * 50]]
)
def test_a_slow_answer_ends_in_time_wherever_it_is_slow(saying, pieces, monkeypatch):
    """Each byte comes within any timeout of a socket; all of them together do not."""
    monkeypatch.setattr("learning.core.egress.CONNECT_WITHIN", 0.1)
    url = saying(*pieces, pause=0.1 if len(pieces) > 1 else 5)
    started = time.monotonic()

    with pytest.raises(EgressFailedError, match=r"within 0\.3 seconds"):
        ask("GET", url, within=0.3)
    assert time.monotonic() - started < 2


def test_nobody_there_is_a_failure(settings):
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        port = gone.getsockname()[1]
    settings.EGRESS_ALLOW = ["127.0.0.1"]

    with pytest.raises(EgressFailedError, match="refused"):
        ask("GET", f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "[::1]", "2130706433", "169.254.169.254"])
def test_an_inside_address_is_refused_however_it_is_written(host, settings):
    settings.EGRESS_ALLOW = ["127.0.0.1:9"]

    with pytest.raises(EgressRefusedError, match="inside"):
        ask("GET", f"http://{host}/")


def test_a_name_that_leads_inside_and_outside_is_refused(settings, monkeypatch):
    """The network is the one thing that is played here."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("93.184.215.14", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_named: found)

    with pytest.raises(EgressRefusedError, match="inside"):
        ask("GET", "http://two-faced.example/")


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "//a.example", "http://", "http://a:b@c.example/", "http://a.example:99999/", "mailto:a"],
)
def test_what_is_no_address_of_a_server_is_refused(url):
    with pytest.raises(EgressRefusedError):
        ask("GET", url)


def test_production_asks_by_https_alone(settings):
    settings.PROFILE = "production"
    settings.EGRESS_ALLOW = ["127.0.0.1"]

    with pytest.raises(EgressRefusedError, match="https"):
        ask("GET", "http://127.0.0.1/")


def test_a_certificate_that_nobody_vouches_for_is_a_failure(saying):
    url = saying(b"HTTP/1.1 200 OK\r\n\r\n")

    with pytest.raises(EgressFailedError, match="SSL"):
        ask("GET", url.replace("http:", "https:"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("::ffff:93.184.215.14", True),
        ("::ffff:10.0.0.1", False),
        ("2002:a00:1::1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d70e", True),
        ("64:ff9b:1::a00:1", False),
        ("64:ff9b:1:ffff::5db8:d70e", False),
        ("::10.0.0.1", False),
        ("::93.184.215.14", False),
        ("::1", False),
        ("fec0::1", False),
        ("feff::1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fd00::1", False),
        ("255.255.255.255", False),
    ],
)
def test_an_address_is_public_by_what_it_leads_to(address, expected):
    assert is_public(ipaddress.ip_address(address)) is expected
