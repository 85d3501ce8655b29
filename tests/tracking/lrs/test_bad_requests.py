"""No bad request is accepted or breaks anything, and each answer says where and by which rule: a thousand, and under
`make prove` all."""

import json
import os
from collections import Counter

import pytest
from django.test import Client

from tests.tracking.lrs.generated.requests import bad_requests, spread
from tests.tracking.lrs.generated.sent import Bad, Caller, sent
from tracking.lrs.commands.keys import create_key
from tracking.lrs.models import Document, Statement

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
SAMPLE = None if os.environ.get("PROVE") else 1_000
AT_LEAST = 10_000


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def caller(client: Client) -> Caller:
    """Who stored two statements, so that there is more than one page."""
    made = create_key(name="test", scopes=["all"])
    caller = Caller(made.key, made.secret, "")
    good = {"actor": {"mbox": "mailto:a@b.de"}, "verb": {"id": "a:b"}, "object": {"id": "a:b"}}
    stored = sent(client, Bad("", "POST", "/statements", caller.headers(), "", json.dumps([good, good]).encode()))
    assert stored.status_code == 200
    listed = sent(client, Bad("", "GET", "/statements?limit=1", caller.headers(), "")).json()
    return Caller(made.key, made.secret, listed["more"].rpartition("/")[2])


def complaint(client: Client, request: Bad) -> str:
    """Empty when the request is refused as it should be."""
    answer = sent(client, request)
    said = f"{request.kind}: {request.method} {request.target[:80]} {request.why}: {answer.status_code}"
    if answer.status_code not in request.expected:
        return f"{said} {answer.content[:200]!r}"
    try:
        told = answer.json()
    except ValueError:
        return f"{said} without JSON: {answer.content[:100]!r}"
    return "" if told.get("path") and told.get("rule") else f"{said} names no path or rule: {told}"


def test_every_bad_request_is_refused_and_told_why(client, caller):
    requests = bad_requests(caller)
    chosen = spread(requests, SAMPLE) if SAMPLE else requests
    stored = (Statement.objects.count(), Document.objects.count())

    complaints = [text for request in chosen if (text := complaint(client, request))]

    assert complaints == []
    assert (Statement.objects.count(), Document.objects.count()) == stored
    assert len(requests) >= AT_LEAST
    print(json.dumps({"bad_requests": len(chosen), "kinds": Counter(each.kind for each in chosen)}, indent=1))  # noqa: T201 -- read by prove/run.py
