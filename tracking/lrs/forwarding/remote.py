"""Another record store, as it answers."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

import orjson
from django.conf import settings
from django.urls import reverse

from learning.core.egress import Answer, EgressFailedError, EgressRefusedError, ask
from tracking.lrs.attachment_files import content_of
from tracking.lrs.canonical import digest
from tracking.lrs.forwarding.parcels import Parcel
from tracking.lrs.protocol.multipart import Part, written
from tracking.lrs.protocol.submissions import HASH
from tracking.lrs.protocol.versions import HEADER, Version

ANSWER_WITHIN = 20.0
"""Seconds: a store that takes fifty statements a second needs two for a batch, and more on a bad day."""
LONGEST_REASON = 500
REFUSALS = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}
"""Answers that are about what was sent. All others are about the store, or about us."""
_TAKEN = {HTTPStatus.OK, HTTPStatus.NO_CONTENT}


class StoreAwayError(Exception):
    """Nothing can be sent now; `wait` is how long it wants to be left alone, if it says so."""

    def __init__(self, said: str, *, wait: timedelta | None = None) -> None:
        super().__init__(said)
        self.wait = wait


@dataclass(frozen=True)
class Refusal:
    status: int
    reason: str


class RemoteStore:
    def __init__(self, url: str, username: str, password: str, *, within: float = ANSWER_WITHIN) -> None:
        self.url = url.rstrip("/")
        self.within = within
        self.authorization = "Basic " + b64encode(f"{username}:{password}".encode()).decode()

    def versions(self) -> list[Version]:
        """What it says it speaks (xAPI 1.0.3 Part 3, 2.8); 1.0.3 where it says nothing. Raises StoreAwayError."""
        for headers in ({}, {HEADER: Version.V1.value}):
            answer = self._ask("GET", "/about", headers=headers)
            if answer.status == HTTPStatus.OK:
                break
        if answer.status not in {HTTPStatus.OK, HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST}:
            raise away(answer)
        told = _versions_in(answer.body) if answer.status == HTTPStatus.OK else []
        return [version for version in Version if any(each.startswith(version.value[:4]) for each in told)] or [
            Version.V1
        ]

    def take(self, parcels: Sequence[Parcel]) -> Refusal | None:
        """All of them as one request; None when they are there now. Raises StoreAwayError."""
        body, content_type = _body(parcels)
        headers = {HEADER: parcels[0].version.value, "Content-Type": content_type}
        answer = self._ask("POST", "/statements", headers=headers, body=body)
        if answer.status in _TAKEN:
            return None
        if answer.status not in REFUSALS:
            raise away(answer)
        return Refusal(answer.status, said_in(answer))

    def has_the_same(self, parcel: Parcel) -> bool:
        """Whether it holds a statement of this id that says the same. Where it does not tell, it does not."""
        for name in ("statementId", "voidedStatementId"):
            query = urlencode({name: str(parcel.uuid)})
            answer = self._ask("GET", f"/statements?{query}", headers={HEADER: parcel.version.value})
            if answer.status == HTTPStatus.OK:
                return _says_the_same(parcel, answer.body)
        return False

    def refuses_nonsense(self) -> Refusal | None:
        """Sends what is no statement: who may write is told so, who may not is told that. Nothing is stored.
        Raises StoreAwayError."""
        headers = {HEADER: Version.V1.value, "Content-Type": "application/json"}
        answer = self._ask("POST", "/statements", headers=headers, body=b'{"this": "is no statement"}')
        if answer.status in _TAKEN:
            return None
        if answer.status not in REFUSALS:
            raise away(answer)
        return Refusal(answer.status, said_in(answer))

    def _ask(self, method: str, path: str, *, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        if leads_to_ourselves(self.url):
            raise StoreAwayError("this is our own address")
        try:
            return ask(
                method,
                self.url + path,
                headers={"Authorization": self.authorization, "Accept": "application/json", **headers},
                body=body,
                within=self.within,
            )
        except (EgressFailedError, EgressRefusedError) as error:
            raise StoreAwayError(str(error)) from error


def leads_to_ourselves(url: str) -> bool:
    return _place(url) == _place(settings.BASE_URL + reverse("xapi:about").removesuffix("/about"))


def _place(url: str) -> tuple[str | None, int | None, str]:
    parts = urlsplit(url)
    return parts.hostname, parts.port or {"https": 443, "http": 80}.get(parts.scheme), parts.path.rstrip("/")


def away(answer: Answer) -> StoreAwayError:
    return StoreAwayError(f"HTTP {answer.status}", wait=_wait_in(answer.headers.get("retry-after", "")))


def _wait_in(text: str) -> timedelta | None:
    """Retry-After: seconds or a date (RFC 9110, 10.2.3)."""
    if text.isascii() and text.isdigit() and len(text) < len("1000000"):
        return timedelta(seconds=int(text))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC), timedelta(0))


def said_in(answer: Answer) -> str:
    return answer.body[: LONGEST_REASON * 4].decode(errors="replace").replace("\0", "")[:LONGEST_REASON]


def _versions_in(body: bytes) -> list[str]:
    try:
        told = orjson.loads(body)["version"]
    except (orjson.JSONDecodeError, LookupError, TypeError):
        return []
    return [str(each) for each in told] if isinstance(told, list) else []


def _says_the_same(parcel: Parcel, body: bytes) -> bool:
    try:
        return digest(orjson.loads(body)) == digest(orjson.loads(parcel.text))
    except (orjson.JSONDecodeError, ValueError, TypeError, AttributeError):
        return False


def _body(parcels: Sequence[Parcel]) -> tuple[bytes, str]:
    first = parcels[0]
    if not first.attachments:
        return f"[{','.join(parcel.text for parcel in parcels)}]".encode(), "application/json"
    parts = [
        Part(
            {"Content-Type": str(told["contentType"]), "Content-Transfer-Encoding": "binary", HASH: sha2},
            content_of(sha2),
        )
        for sha2, told in first.attachments.items()
    ]
    return written(first.text.encode(), parts)
