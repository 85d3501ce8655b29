"""Requests of the alternate syntax: nobody without a key keeps the server reading."""

import base64
import time
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client, RequestFactory

from tests.tracking.lrs.calls import calling
from tracking.lrs.commands.keys import create_key
from tracking.lrs.protocol import requests
from tracking.lrs.views import resource
from tracking.lrs.views.statements import statements

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
ADDRESS = "/xapi/statements?method=GET"


class Unread(BytesIO):
    def read(self, *_args: Any) -> bytes:
        raise AssertionError("read before the key was known")


class Slow(BytesIO):
    def read(self, *_args: Any) -> bytes:
        time.sleep(0.05)
        return b"a"


def asking(body: BytesIO, length: int, **headers: str) -> Any:
    request = RequestFactory().post(ADDRESS, b"x", content_type=FORM, headers=headers)
    request.META.update({"CONTENT_LENGTH": str(length), "wsgi.input": body})
    request._stream = body
    return statements(request)


def basic(key: str, secret: str) -> str:
    return f"Basic {base64.b64encode(f'{key}:{secret}'.encode()).decode()}"


def test_a_wrong_header_is_refused_before_the_form_is_read():
    assert asking(Unread(), 1_000, Authorization=basic("no", "one")).status_code == 401


def test_a_form_without_a_header_must_be_small():
    answer = asking(Unread(), requests.KEYLESS_FORM_BYTES + 1)

    assert (answer.status_code, b"larger than 65536" in answer.content) == (413, True)


def test_a_form_without_a_header_must_come_soon(monkeypatch):
    monkeypatch.setattr(requests, "KEYLESS_FORM_SECONDS", 0.1)
    began = time.monotonic()

    answer = asking(Slow(), 60_000)

    assert (answer.status_code, time.monotonic() - began < 3) == (408, True)


def test_a_large_form_with_the_right_header_is_read_and_its_key_asked_for_once(monkeypatch):
    asked_for = []
    real = resource.authenticated
    monkeypatch.setattr(resource, "authenticated", lambda header: asked_for.append(header) or real(header))
    content = {"content": "x" * requests.KEYLESS_FORM_BYTES, "Content-Type": "text/plain"}
    place = {"activityId": "https://example.org/a", "profileId": "p", "If-None-Match": "*"}

    answer = calling("all")(
        "POST", "activities/profile?method=PUT", urlencode({**content, **place}).encode(), content_type=FORM
    )

    assert (answer.status_code, len(asked_for)) == (204, 1)


@pytest.mark.parametrize(("secret", "status"), [("", 200), ("wrong", 401)])
def test_the_key_within_a_small_form_counts(secret, status):
    outer, inner = (create_key(name=name, scopes=["all"]) for name in ("outer", "inner"))
    fields = {"Authorization": basic(inner.key, secret or inner.secret), "X-Experience-API-Version": "1.0.3"}

    for headers in ({}, {"Authorization": basic(outer.key, outer.secret)}):
        answer = Client().post(ADDRESS, urlencode(fields), content_type=FORM, headers=headers)
        assert answer.status_code == status
