"""Asking the record store over HTTP, as any program does."""

import base64
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from tracking.lrs.commands.keys import create_key

ROOT = "/xapi/"
VERSION = "X-Experience-API-Version"
V1, V2 = "1.0.3", "2.0.0"
CLIENT = Client(raise_request_exception=False)
"""One for all: the middleware of a client is built at its first request, which takes longer than the request."""


class Caller:
    """One key, one version. A body that is no bytes is sent as JSON; `query` values that are no text likewise."""

    def __init__(self, version: str, *scopes: str, **options: Any) -> None:
        made = create_key(name="conformance", scopes=scopes or ("all",), **options)
        self.version = version
        self.authorization = basic(made.key, made.secret)

    def __call__(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str | None] | None = None,
        content_type: str = "application/json",
    ) -> HttpResponse:
        """A header given as None is left out."""
        told = {"Authorization": self.authorization, VERSION: self.version, **(headers or {})}
        address = path if path.startswith("/") else ROOT + path
        if query:
            address += "?" + urlencode({name: as_text(value) for name, value in query.items()})
        return CLIENT.generic(
            method,
            address,
            as_bytes(body),
            content_type=content_type,
            headers={name: value for name, value in told.items() if value is not None},
        )

    def store(self, *statements: Any) -> list[str]:
        answer = self("POST", "statements", list(statements))
        assert answer.status_code == 200, answer.content
        return answer.json()

    def statement(self, uuid: str, **query: Any) -> Any:
        answer = self("GET", "statements", query={"statementId": uuid, **query})
        assert answer.status_code == 200, answer.content
        return answer.json()

    def found(self, **query: Any) -> list[str]:
        """The ids of those that fit, as they come."""
        answer = self("GET", "statements", query=query)
        assert answer.status_code == 200, answer.content
        return [each["id"] for each in answer.json()["statements"]]


def basic(key: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{key}:{secret}".encode()).decode()


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def as_bytes(body: Any) -> bytes:
    if body is None:
        return b""
    return body if isinstance(body, bytes) else json.dumps(body).encode()
