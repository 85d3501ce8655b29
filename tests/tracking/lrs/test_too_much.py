"""What is small on the line and large in memory is refused before it is read."""

import pytest

from tests.tracking.lrs.calls import calling
from tests.tracking.lrs.stocked import said
from tracking.lrs import json_text
from tracking.lrs.models import Statement
from tracking.lrs.protocol import multipart

pytestmark = pytest.mark.django_db
MIXED = 'multipart/mixed; boundary="b"'


@pytest.fixture
def unread(monkeypatch):
    """The exact reading, which costs most, is not begun."""

    class Untouched:
        @staticmethod
        def decode(_text: str) -> None:
            raise AssertionError("read exactly")

    monkeypatch.setattr(json_text, "_EXACT", Untouched)


def test_a_batch_has_an_upper_limit(settings):
    settings.XAPI_BATCH_LIMIT = 2
    call = calling("all")

    assert call("POST", "statements", [said(), said()]).status_code == 200
    answer = call("POST", "statements", [said(), said(), said()])

    assert (answer.status_code, answer.json()["path"]) == (413, "body")
    assert "at most 2" in answer.json()["rule"]
    assert Statement.objects.count() == 2


def test_too_many_statements_are_refused_before_the_exact_reading(settings, unread):
    settings.XAPI_BATCH_LIMIT = 2

    assert calling("all")("POST", "statements", b"[{},{},{}]").status_code == 413


@pytest.mark.parametrize(("body", "path"), [(b"[{},1]", "[1]"), (b"7", "body")])
def test_what_is_no_statement_is_refused_before_the_exact_reading(unread, body, path):
    answer = calling("all")("POST", "statements", body)

    assert (answer.status_code, answer.json()["path"]) == (400, path)


def test_millions_of_objects_are_refused_unread(monkeypatch):
    monkeypatch.setattr(json_text.orjson, "loads", lambda _body: pytest.fail("read"))
    body = b"[" + b"{}," * json_text.MOST_MARKS + b"{}]"

    answer = calling("all")("POST", "statements", body)

    assert (answer.status_code, answer.json()["path"]) == (413, "body")
    assert "brackets and commas" in answer.json()["rule"]


def test_documents_and_parameters_are_counted_too(monkeypatch):
    place = {"activityId": "https://example.org/a", "profileId": "p"}
    call = calling("all")
    large = {"a": [1, 2, 3, 4]}
    assert call("POST", "activities/profile", large, **place).status_code == 204
    monkeypatch.setattr(json_text, "MOST_MARKS", 4)

    merged = call("POST", "activities/profile", {"b": 1}, **place)
    asked = call("GET", "agents", agent={"mbox": "mailto:a@example.org", "name": ",,,,"})

    assert [merged.status_code, asked.status_code] == [413, 413]
    assert call("GET", "activities/profile", **place).json() == large


def test_parts_are_counted_before_they_are_cut_apart(monkeypatch):
    monkeypatch.setattr(multipart.re, "split", lambda *_args: pytest.fail("cut"))
    body = b"--b\r\n\r\n" + b"\r\n--b\r\n\r\n" * multipart.MOST_PARTS + b"\r\n--b--\r\n"

    answer = calling("all")("POST", "statements", body, content_type=MIXED)

    assert (answer.status_code, answer.json()["rule"]) == (413, f"has more than {multipart.MOST_PARTS} parts")


def test_as_many_parts_as_may_come_are_cut_apart():
    body = b"--b\r\n\r\n1" + b"\r\n--b\r\n\r\n1" * (multipart.MOST_PARTS - 1) + b"\r\n--b--\r\n"

    assert len(multipart.parts_of(body, "b")) == multipart.MOST_PARTS
