"""A request as bytes and headers, so that it can be wrong in every place; sent through Django without a socket."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from django.http import HttpResponse
from django.test import Client

VERSION = "X-Experience-API-Version"
JSON = "application/json"
REFUSED = frozenset({400})


@dataclass(frozen=True)
class Caller:
    """A key that may do everything, and the token of an address of `more` it was given."""

    key: str
    secret: str
    token: str

    @property
    def basic(self) -> str:
        return basic(f"{self.key}:{self.secret}")

    def headers(self, version: str = "1.0.3", **more: str) -> dict[str, str]:
        return {"Authorization": self.basic, VERSION: version, "Content-Type": JSON, **more}


@dataclass(frozen=True)
class Bad:
    """`target` is path and query below the endpoint, percent-encoded as on the wire; header values are Latin-1.
    `expected`: the statuses one of which must come."""

    kind: str
    method: str
    target: str
    headers: Mapping[str, str]
    why: str
    body: bytes = b""
    expected: frozenset[int] = field(default=REFUSED)

    @property
    def as_sent(self) -> tuple[Any, ...]:
        return self.method, self.target, tuple(sorted(self.headers.items())), self.body


Bads = Iterator[Bad]


def basic(credentials: str | bytes) -> str:
    text = credentials.encode() if isinstance(credentials, str) else credentials
    return "Basic " + base64.b64encode(text).decode()


def query(**params: str) -> str:
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in params.items())


def addressed(path: str, **params: str) -> str:
    return f"{path}?{query(**params)}" if params else path


def sent(client: Client, request: Bad) -> HttpResponse:
    """As a server that checks nothing itself would hand it on."""
    path, _mark, text = request.target.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "PATH_INFO": unquote_to_bytes(f"/xapi{path}").decode("latin-1"),
        "QUERY_STRING": text,
        "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.input": BytesIO(request.body),
    }
    for name, value in request.headers.items():
        plain = name.upper().replace("-", "_")
        environ[plain if plain in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{plain}"] = value
    return client.request(**environ)
