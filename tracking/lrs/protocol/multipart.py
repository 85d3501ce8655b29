"""multipart/mixed as statements with attachments come and go (xAPI 1.0.3 Part 3, 1.5.2; RFC 2046, 5.1)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from http import HTTPStatus
from secrets import token_hex

from tracking.lrs.protocol.errors import BadRequestError, XapiError

CLAUSE = "xAPI 1.0.3 Part 3 1.5.2"
MOST_PARTS = 1_000
_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", re.ASCII)
_UNPRINTABLE = re.compile(r"[^\t -~]")
"""In a content type that was stored when these were still allowed."""
_HEADER = re.compile(rb"([!-9;-~]+):[ \t]*([\x20-\x7e\t]*)")


@dataclass(frozen=True)
class Part:
    """Header names in lower case."""

    headers: Mapping[str, str]
    content: bytes


def content_type_of(header: str) -> tuple[str, dict[str, str]]:
    """Type in lower case, and its parameters."""
    told, message = header or "application/octet-stream", EmailMessage()
    if not _TYPE.fullmatch(told.partition(";")[0].strip()):
        raise BadRequestError("Content-Type", "is no media type", clause="RFC 9110 8.3.1")
    try:
        message["Content-Type"] = told
    except ValueError as error:
        raise BadRequestError("Content-Type", "is no media type", clause="RFC 9110 8.3.1") from error
    if any("duplicate" in str(defect) for defect in message["Content-Type"].defects):
        raise BadRequestError("Content-Type", "has a parameter twice", clause="RFC 9110 5.6.6")
    return message.get_content_type(), dict(message["Content-Type"].params)


def parts_of(body: bytes, boundary: str) -> list[Part]:
    """Raises BadRequestError for a body that is cut, has no part, or a part without a head."""
    if not boundary:
        raise BadRequestError("Content-Type", "the boundary is missing", clause=CLAUSE)
    if body.count(b"--" + boundary.encode()) > MOST_PARTS + 1:
        raise XapiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body", f"has more than {MOST_PARTS} parts")
    # The delimiter stands at the beginning of a line; before the first and after the last one nothing is read.
    pieces = re.split(rb"(?:\r\n|\A)--" + re.escape(boundary.encode()) + rb"(--)?[ \t]*(?=\r\n|\Z)", body)
    texts, ends = pieces[::2], pieces[1::2]
    if not ends or ends[-1] is None:
        raise BadRequestError("body", "the last boundary is missing", clause=CLAUSE)
    closing = next(place for place, end in enumerate(ends) if end)
    if closing == 0:
        raise BadRequestError("body", "holds no part", clause=CLAUSE)
    return [_part(text.removeprefix(b"\r\n"), place) for place, text in enumerate(texts[1 : closing + 1])]


def _part(text: bytes, place: int) -> Part:
    if text.startswith(b"\r\n"):
        return Part({}, text[2:])
    head, blank, content = text.partition(b"\r\n\r\n")
    if not blank:
        raise BadRequestError(f"body part {place}", "needs headers, an empty line and content", clause=CLAUSE)
    headers: dict[str, str] = {}
    for line in head.split(b"\r\n"):
        found = _HEADER.fullmatch(line)
        if not found:
            raise BadRequestError(f"body part {place}", "has a header that cannot be read", clause=CLAUSE)
        name = found[1].decode().lower()
        if name in headers:
            raise BadRequestError(f"body part {place}", f"has the header {name} twice", clause=CLAUSE)
        headers[name] = found[2].decode().strip()
    return Part(headers, content)


def written(first: bytes, attachments: Iterable[Part]) -> tuple[bytes, str]:
    """The body, JSON first, and its Content-Type."""
    boundary = f"xapi-{token_hex(16)}"
    pieces = [f"--{boundary}\r\nContent-Type: application/json\r\n\r\n".encode(), first]
    for part in attachments:
        head = "".join(f"{name}: {_UNPRINTABLE.sub('', value)}\r\n" for name, value in part.headers.items())
        pieces += [f"\r\n--{boundary}\r\n{head}\r\n".encode(), part.content]
    pieces.append(f"\r\n--{boundary}--\r\n".encode())
    return b"".join(pieces), f'multipart/mixed; boundary="{boundary}"'
