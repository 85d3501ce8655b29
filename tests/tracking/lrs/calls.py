"""Requests to the record store, in either version."""

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from tracking.lrs.commands.keys import create_key

Call = Callable[..., HttpResponse]
VERSIONS = ("1.0.3", "2.0.0")


def calling(*scopes: str, version: str = "1.0.3") -> Call:
    """`body`: bytes as they are, anything else as JSON. `headers` by their names, None for one that is left out."""
    made = create_key(name="test", scopes=scopes)
    basic = base64.b64encode(f"{made.key}:{made.secret}".encode()).decode()
    common = {"Authorization": f"Basic {basic}", "X-Experience-API-Version": version}

    def call(
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str | None] | None = None,
        content_type: str = "application/json",
        **query: Any,
    ) -> HttpResponse:
        given = {name: value for name, value in {**common, **(headers or {})}.items() if value is not None}
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in query.items()}
        address = f"/xapi/{path}?{urlencode(texts)}" if texts else f"/xapi/{path}"
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body)
        return Client().generic(method, address, data, content_type=content_type, headers=given)

    return call
