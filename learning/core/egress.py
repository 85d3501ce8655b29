"""The one door by which the platform asks other servers (SAFETY: request forgery from our own machine).

A name is resolved once and the connection goes to that very address, so a name cannot lead outside when it is checked
and inside when it is used. No redirect is followed; time and size of an answer are limited. Inside addresses are asked
only when EGRESS_ALLOW names their host.
"""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

CONNECT_WITHIN = 5.0
ANSWER_WITHIN = 5.0
LARGEST_ANSWER = 1024 * 1024
_PORTS = {"https": 443, "http": 80}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_INSIDE = [ipaddress.ip_network(each) for each in ("64:ff9b:1::/48", "::/96", "fec0::/10")]
"""Not in every Python's lists: translation within a network (RFC 8215), IPv4 in the old way (RFC 4291), site-local."""
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class EgressRefusedError(Exception):
    """We do not ask this address, whoever configured it."""


class EgressFailedError(Exception):
    """The server cannot be reached, is too slow or says too much."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes


def ask(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    within: float = ANSWER_WITHIN,
    largest: int = LARGEST_ANSWER,
) -> Answer:
    """One request over a connection of its own. `within` is how many seconds all of it may take once connected.

    Raises EgressRefusedError and EgressFailedError. An answer of any status is an answer, redirects too.
    """
    parts = checked(url)
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    connection = _Connection(parts)
    timer = threading.Timer(within + CONNECT_WITHIN, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        connection.request(method, target, body=body or None, headers={"Connection": "close", **(headers or {})})
        response = connection.getresponse()
        content = response.read(largest + 1)
    except (OSError, HTTPException) as error:
        if connection.is_cut:
            raise EgressFailedError(f"no whole answer within {within:g} seconds") from error
        raise EgressFailedError(f"{type(error).__name__}: {error}") from error
    finally:
        timer.cancel()
        connection.close()
    if len(content) > largest:
        raise EgressFailedError(f"the answer is larger than {largest} bytes")
    if connection.is_cut:
        raise EgressFailedError(f"no whole answer within {within:g} seconds")
    return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, content)


def checked(url: str) -> SplitResult:
    """What can be said without asking anybody. Raises EgressRefusedError."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise EgressRefusedError(f"{url} is no address") from error
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        raise EgressRefusedError("the address must begin with https:// and name a host")
    if parts.scheme == "http" and settings.PROFILE == "production":
        raise EgressRefusedError("the address must begin with https://")
    if parts.username is not None or parts.password is not None:
        raise EgressRefusedError("the address must not hold a password")
    return parts


def is_public(address: Address) -> bool:
    """Also of what an IPv6 address wraps: a tunnel leads to the IPv4 address it names."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if any(address in network for network in _INSIDE):
            return False
    return address.is_global and not address.is_multicast


def _allowed_inside(host: str, port: int) -> bool:
    named = {each.strip().lower() for each in settings.EGRESS_ALLOW}
    return host in named or f"{host}:{port}" in named or f"[{host}]:{port}" in named


class _Connection(HTTPConnection):
    """To an address that was looked at, and no other."""

    def __init__(self, parts: SplitResult) -> None:
        self.is_secure = parts.scheme == "https"
        self.default_port = _PORTS[parts.scheme]
        self.is_cut = False
        self._watched: socket.socket | None = None
        super().__init__(_ascii(parts.hostname or ""), parts.port or self.default_port, timeout=CONNECT_WITHIN)

    def connect(self) -> None:
        reached = self._reached()
        reached.settimeout(None)  # from here on the timer counts, for all of it together
        reached.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.is_secure:
            reached = ssl.create_default_context().wrap_socket(
                reached, server_hostname=self.host, do_handshake_on_connect=False
            )
        self.sock = self._watched = reached
        if self.is_cut:
            raise TimeoutError("connected too late")
        if isinstance(reached, ssl.SSLSocket):
            reached.do_handshake()

    def _reached(self) -> socket.socket:
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        if not _allowed_inside(self.host.lower(), self.port):
            for *_kind, place in found:
                if not is_public(ipaddress.ip_address(str(place[0]).partition("%")[0])):
                    raise EgressRefusedError(f"{self.host} is an inside address and not named in EGRESS_ALLOW")
        error: OSError = OSError(f"{self.host} has no address")
        for *_kind, place in found:
            try:
                return socket.create_connection((str(place[0]), self.port), timeout=CONNECT_WITHIN)
            except OSError as failed:
                error = failed
        raise error

    def cut(self) -> None:
        """From another thread: whoever waits for the socket gets its end."""
        self.is_cut = True
        if self._watched is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._watched, socket.SHUT_RDWR)


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise EgressRefusedError(f"{host} is no name of a host") from error
