"""An HTTP request in the words of xAPI, whichever of the two syntaxes it came in."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest

from tracking.lrs.models import Key
from tracking.lrs.protocol.deadlines import reading_ends
from tracking.lrs.protocol.errors import BadRequestError, XapiError
from tracking.lrs.protocol.versions import HEADER, Version

Headers = Mapping[str, str]
FORM = "application/x-www-form-urlencoded"
HEADERS_IN_FORM = (
    "Authorization",
    HEADER,
    "Content-Type",
    "Content-Length",
    "If-Match",
    "If-None-Match",
    "Accept",
    "Accept-Language",
)
_ALTERNATE = "xAPI 1.0.3 Part 3 1.3"
KEYLESS_FORM_BYTES = 64 * 1024
KEYLESS_FORM_SECONDS = 3
"""A form that holds its key within is read before anybody knows whose it is."""
_PIECE = 64 * 1024
_LENGTHS = 18
"""Digits of the longest body that anybody may announce."""


@dataclass(frozen=True)
class Asked:
    """What is known before anybody is let in: nothing but a form of the alternate syntax has been read, and that only
    if its key is known from the header or it is a small one."""

    http: HttpRequest
    method: str
    query: tuple[tuple[str, str], ...]
    headers: Headers
    content: bytes | None = None
    """Of the alternate syntax; else it is still to be read."""
    key: Key | None = None
    """Whose header came with a form."""

    @property
    def is_alternate(self) -> bool:
        return self.content is not None


@dataclass(frozen=True)
class XapiRequest:
    """`params` are the query parameters, each of them known to the resource and given once."""

    asked: Asked
    version: Version
    key: Key
    params: Mapping[str, str]

    @property
    def method(self) -> str:
        return self.asked.method

    @property
    def headers(self) -> Headers:
        return self.asked.headers

    @property
    def content_type(self) -> str:
        return self.headers.get("Content-Type", "")

    @cached_property
    def body(self) -> bytes:
        return self.asked.content if self.asked.content is not None else read_body(self.asked.http)


def asked(http: HttpRequest, *, key_of: Callable[[str], Key]) -> Asked:
    """Raises BadRequestError where the alternate syntax is broken, and what `key_of` raises for a header Authorization
    that comes with a form."""
    query = tuple(_pairs(http.META.get("QUERY_STRING", ""), "query"))
    names = [name for name, _value in query]
    if http.method != "POST" or "method" not in names:
        return Asked(http, http.method or "", query, http.headers)
    if len(query) > 1:
        raise BadRequestError("query", "`method` must be the only parameter of the address", clause=_ALTERNATE)
    if not http.headers.get("Content-Type", "").lower().startswith(FORM):
        raise BadRequestError("Content-Type", f"must be {FORM} when `method` is given", clause=_ALTERNATE)
    authorization = http.headers.get("Authorization")
    key = key_of(authorization) if authorization else None
    asking = _from_form(http, dict(query)["method"], is_keyless=key is None)
    return replace(asking, key=key) if asking.headers.get("Authorization") == authorization else asking


def _from_form(http: HttpRequest, method: str, *, is_keyless: bool) -> Asked:
    try:
        text = (_keyless_form(http) if is_keyless else read_body(http)).decode("ascii")
    except UnicodeDecodeError as error:
        raise BadRequestError("body", "must be URL-encoded", clause=_ALTERNATE) from error
    form = list(_pairs(text, "body"))
    content = dict(form).get("content", "")
    if method in {"PUT", "POST"} and "content" not in dict(form):
        raise BadRequestError("content", "is missing in the form", clause=_ALTERNATE)
    known = {name.lower(): name for name in HEADERS_IN_FORM}
    _once_each(known.get(name.lower(), name) for name, _value in form)
    headers = {known[name.lower()]: value for name, value in form if name.lower() in known}
    outer = {name: value for name, value in http.headers.items() if name not in {"Content-Type", "Content-Length"}}
    query = tuple(pair for pair in form if pair[0] != "content" and pair[0].lower() not in known)
    merged = _Caseless({**outer, "Content-Type": "application/json", **headers})
    return Asked(http, method, query, merged, content.encode())


def _keyless_form(http: HttpRequest) -> bytes:
    limit, seconds = settings.XAPI_BODY_LIMIT, settings.XAPI_BODY_SECONDS
    return _whole_body(http, limit=min(limit, KEYLESS_FORM_BYTES), seconds=min(seconds, KEYLESS_FORM_SECONDS))


def _once_each(names: Iterable[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise BadRequestError(name or "body", "is given twice", clause=_ALTERNATE)


class _Caseless(dict[str, str]):
    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__({name.title(): value for name, value in values.items()})

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name.title(), default)

    def __contains__(self, name: object) -> bool:
        return super().__contains__(str(name).title())

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.title())


def _pairs(text: str, path: str) -> list[tuple[str, str]]:
    if not text:
        return []
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise BadRequestError(path, "must be URL-encoded name=value pairs in UTF-8") from error
    if any("\0" in part for pair in pairs if pair[0] != "content" for part in pair):
        raise BadRequestError(path, "must not hold the character NUL")
    return pairs


def read_body(http: HttpRequest) -> bytes:
    """All of it, up to XAPI_BODY_LIMIT bytes and within XAPI_BODY_SECONDS: who is larger or slower than that is refused
    (413, 408)."""
    return _whole_body(http, limit=settings.XAPI_BODY_LIMIT, seconds=settings.XAPI_BODY_SECONDS)


def _whole_body(http: HttpRequest, *, limit: int, seconds: float) -> bytes:
    if http.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise XapiError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding", "bodies must come as they are")
    told = _told_length(http)
    if told > limit:
        raise _too_large(limit)
    with reading_ends(http.META.get("gunicorn.socket"), seconds=seconds) as is_late:
        body, is_whole = _read(_stream(http), limit, is_late)
        is_whole = is_whole and len(body) >= told
        if is_late() and (not is_whole or not told):
            raise XapiError(HTTPStatus.REQUEST_TIMEOUT, "body", "came too slowly", clause="RFC 9110 15.5.9")
    if not is_whole:
        raise BadRequestError("body", "broke off, or is shorter than Content-Length says")
    return body


def _read(stream: Any, limit: int, is_late: Callable[[], bool]) -> tuple[bytes, bool]:
    """What came, and whether it ended by itself."""
    pieces: list[bytes] = []
    size = 0
    while not is_late():
        try:
            piece = stream.read(_PIECE)
        except Exception:  # of what class, is the server's own matter: a line is cut, a chunk is none
            return b"".join(pieces), False
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise _too_large(limit)
    return b"".join(pieces), True


def _told_length(http: HttpRequest) -> int:
    told = http.META.get("CONTENT_LENGTH") or "0"
    if not (told.isascii() and told.isdigit()):
        raise BadRequestError("Content-Length", "must be a whole number of bytes", clause="RFC 9110 8.6")
    return int(told) if len(told) <= _LENGTHS else 10**_LENGTHS


def _stream(http: HttpRequest) -> Any:
    """Django gives nothing of a body without a length; gunicorn ends such a one itself."""
    if http.META.get("HTTP_TRANSFER_ENCODING") and http.META.get("wsgi.input_terminated"):
        return http.META["wsgi.input"]
    return http


def _too_large(limit: int) -> XapiError:
    return XapiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body", f"is larger than {limit} bytes")
