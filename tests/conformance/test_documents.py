"""What states and profiles have in common (xAPI 1.0.3 Part 3, 2.2, 2.3, 2.6, 2.7; IEEE 9274.1.1, 4.1.6.2, .5, .6)."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from unittest import mock

import pytest

from tests.conformance.caller import Caller
from tests.conformance.resources import RESOURCES, Resource
from tests.conformance.said import ANNA, TEAM

CAR = {"make": "Ford", "parts": {"wheels": {"count": 4}}}
NEW = {"If-None-Match": "*"}
METHODS = ["GET", "PUT", "POST", "DELETE"]
BAD_AGENTS = [
    "true",
    "not JSON",
    "{}",
    "[]",
    "1",
    '{"name":"x"}',
    '{"mbox":"x"}',
    '{"objectType":"Group","member":[]}',
    "",
]


def post(lrs: Caller, of: Resource, query: dict, body: Any = CAR, **options: Any) -> int:
    return lrs("POST", of.path, body, query=query, **options).status_code


def content(lrs: Caller, of: Resource, query: dict) -> Any:
    answer = lrs("GET", of.path, query=query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def listed(lrs: Caller, of: Resource, **query: Any) -> list[str]:
    return content(lrs, of, {**of.owner, **query})


def test_put_answers_204_and_stores_the_document(lrs: Caller, documents: Resource):
    query = documents.query()

    answer = lrs("PUT", documents.path, CAR, query=query, headers=NEW)

    assert (answer.status_code, answer.content) == (204, b"")
    assert content(lrs, documents, query) == CAR


def test_post_answers_204_and_stores_a_new_document(lrs: Caller, documents: Resource):
    query = documents.query()

    answer = lrs("POST", documents.path, CAR, query=query)

    assert (answer.status_code, answer.content) == (204, b"")
    assert content(lrs, documents, query) == CAR


def test_the_address_may_end_with_a_slash(lrs: Caller, documents: Resource):
    assert lrs("POST", documents.path + "/", CAR, query=documents.query()).status_code == 204


def test_delete_answers_204_and_the_document_is_gone(lrs: Caller, documents: Resource):
    query = documents.query()
    post(lrs, documents, query)

    answer = lrs("DELETE", documents.path, query=query)

    assert (answer.status_code, answer.content) == (204, b"")
    assert lrs("GET", documents.path, query=query).status_code == 404


def test_delete_of_what_is_not_there_answers_204(lrs: Caller, documents: Resource):
    assert lrs("DELETE", documents.path, query=documents.query()).status_code == 204


def test_an_unknown_document_is_not_found(lrs: Caller, documents: Resource):
    assert lrs("GET", documents.path, query=documents.query()).status_code == 404


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        *((b"\x00\xff binary", "application/octet-stream"), (b"text", "text/plain"), (b"<a/>", "application/xml")),
        *((b"1", "text/plain"), (b"true", "application/octet-stream"), (b"{ not json", "text/plain; charset=utf-8")),
        (b'{ "a" :  1.0 }', "application/json"),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_document_comes_back_as_it_was_sent(
    lrs: Caller, documents: Resource, method: str, body: bytes, content_type: str
):
    query = documents.query()
    headers = NEW if method == "PUT" else {}

    answer = lrs(method, documents.path, body, query=query, content_type=content_type, headers=headers)
    found = lrs("GET", documents.path, query=query)

    assert answer.status_code == 204
    assert (found.content, found["Content-Type"]) == (body, content_type)


@pytest.mark.parametrize("method", METHODS)
def test_a_parameter_that_must_be_given(lrs: Caller, documents: Resource, method: str):
    for name in documents.owner:
        query = {other: value for other, value in documents.query().items() if other != name}
        assert lrs(method, documents.path, CAR, query=query, headers=NEW).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_writing_needs_the_id_of_the_document(lrs: Caller, documents: Resource, method: str):
    assert lrs(method, documents.path, CAR, query=documents.owner, headers=NEW).status_code == 400


def test_deleting_a_profile_needs_its_id(lrs: Caller, profiles: Resource):
    assert lrs("DELETE", profiles.path, query=profiles.owner).status_code == 400


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("bad", BAD_AGENTS)
@pytest.mark.parametrize("name", ["state", "agent-profile"])
def test_the_agent_is_one(lrs: Caller, name: str, method: str, bad: str):
    of = RESOURCES[name]

    assert lrs(method, of.path, CAR, query=of.query(agent=bad), headers=NEW).status_code == 400


@pytest.mark.parametrize("name", ["state", "agent-profile"])
def test_the_agent_may_be_an_identified_group(lrs: Caller, name: str):
    of = RESOURCES[name]

    assert post(lrs, of, of.query(agent=TEAM)) == 204


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("bad", ["", "x", "example.org/courses/1", "/courses/1"])
@pytest.mark.parametrize("name", ["state", "activity-profile"])
def test_the_activity_is_an_iri(lrs: Caller, name: str, method: str, bad: str):
    of = RESOURCES[name]

    assert lrs(method, of.path, CAR, query=of.query(activityId=bad), headers=NEW).status_code == 400


@pytest.mark.parametrize("method", METHODS)
def test_an_agent_that_cannot_be_decoded_is_refused(lrs: Caller, method: str):
    of = RESOURCES["agent-profile"]

    assert (
        lrs(
            method, f"{of.path}?profileId=x&agent=%7B%22mbox%22%22mailto%3Ax%40example.org%22%7D", CAR, headers=NEW
        ).status_code
        == 400
    )


@pytest.mark.parametrize("method", METHODS)
def test_an_unknown_parameter_is_refused(lrs: Caller, documents: Resource, method: str):
    assert lrs(method, documents.path, CAR, query=documents.query(foo="bar"), headers=NEW).status_code == 400


@pytest.mark.parametrize("method", METHODS)
def test_a_parameter_in_another_case_is_refused(lrs: Caller, documents: Resource, method: str):
    query = {name.capitalize(): value for name, value in documents.query().items()}

    assert lrs(method, documents.path, CAR, query=query, headers=NEW).status_code == 400


def test_without_an_id_all_ids_are_listed(lrs: Caller, documents: Resource):
    assert listed(lrs, documents) == []
    for name in ("a", "b"):
        post(lrs, documents, documents.query(name))

    assert sorted(listed(lrs, documents)) == ["a", "b"]


def test_since_lists_what_was_stored_after(lrs: Caller, documents: Resource):
    with mock.patch("django.utils.timezone.now", return_value=datetime.now(UTC) - timedelta(hours=2)):
        post(lrs, documents, documents.query("old"))
    post(lrs, documents, documents.query("new"))
    hours = [(datetime.now(UTC) - timedelta(hours=count)).isoformat() for count in (-1, 1, 3)]

    assert [sorted(listed(lrs, documents, since=since)) for since in hours] == [[], ["new"], ["new", "old"]]


def test_since_counts_from_the_last_change(lrs: Caller, documents: Resource):
    with mock.patch("django.utils.timezone.now", return_value=datetime.now(UTC) - timedelta(hours=2)):
        post(lrs, documents, documents.query("old"))
    post(lrs, documents, documents.query("old"), {"more": 1})

    assert listed(lrs, documents, since=(datetime.now(UTC) - timedelta(hours=1)).isoformat()) == ["old"]


@pytest.mark.parametrize("bad", ["true", "not a timestamp", "", "2026-13-01T00:00:00Z", "2026-01-01T00:00:00-00:00"])
def test_since_is_a_moment(lrs: Caller, documents: Resource, bad: str):
    assert lrs("GET", documents.path, query={**documents.owner, "since": bad}).status_code == 400


def test_post_merges_at_the_top_level_alone(lrs: Caller, documents: Resource):
    query = documents.query()
    post(lrs, documents, query, CAR)

    assert post(lrs, documents, query, {"parts": {"doors": 2}, "colour": "red"}) == 204

    assert content(lrs, documents, query) == {"make": "Ford", "parts": {"doors": 2}, "colour": "red"}


def test_a_merge_replaces_values_of_the_same_name(lrs: Caller, documents: Resource):
    query = documents.query()
    post(lrs, documents, query, {"car": "MKX"})

    assert post(lrs, documents, query, {"car": "MKZ"}, content_type="application/json; charset=utf-8") == 204

    answer = lrs("GET", documents.path, query=query)
    assert answer.json() == {"car": "MKZ"}
    assert answer["Content-Type"].startswith("application/json")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"abc", "text/plain"),
        (b'{"a":1}', "text/plain"),
        (b"abc", "not/json"),
        (b'{"a":1}', "application/octet-stream"),
    ],
)
def test_only_json_merges(lrs: Caller, documents: Resource, body: bytes, content_type: str):
    query = documents.query()
    post(lrs, documents, query, CAR)

    assert post(lrs, documents, query, body, content_type=content_type) == 400

    assert content(lrs, documents, query) == CAR


def test_nothing_merges_into_what_is_no_json(lrs: Caller, documents: Resource):
    query = documents.query()
    post(lrs, documents, query, b"text", content_type="text/plain")

    assert post(lrs, documents, query, CAR) == 400

    assert lrs("GET", documents.path, query=query).content == b"text"


@pytest.mark.parametrize("stored", [b"[1]", b'"x"', b"1", b"null"])
def test_only_objects_merge(lrs: Caller, documents: Resource, stored: bytes):
    first, second = documents.query(), documents.query()
    lrs("PUT", documents.path, stored, query=first, headers=NEW)
    post(lrs, documents, second, CAR)

    assert post(lrs, documents, first, CAR) == 400
    assert post(lrs, documents, second, stored) == 400
    assert lrs("GET", documents.path, query=first).content == stored
    assert content(lrs, documents, second) == CAR


@pytest.mark.parametrize("bad", [b"{", b'{"a":1}{', b"abc", b"{'a':1}"])
@pytest.mark.parametrize("stored", [False, True])
def test_json_that_cannot_be_read_is_refused(lrs: Caller, documents: Resource, bad: bytes, stored: bool):
    query = documents.query()
    if stored:
        post(lrs, documents, query, CAR)

    assert post(lrs, documents, query, bad) == 400

    assert lrs("GET", documents.path, query=query).status_code == (200 if stored else 404)
    assert not stored or content(lrs, documents, query) == CAR


def test_last_modified_is_when_the_document_was_written(lrs: Caller, documents: Resource):
    query, early = documents.query(), datetime.now(UTC) - timedelta(hours=1)
    with mock.patch("django.utils.timezone.now", return_value=early):
        post(lrs, documents, query, CAR)
    first = parsedate_to_datetime(lrs("GET", documents.path, query=query)["Last-Modified"])
    post(lrs, documents, query, {"more": 1})
    second = parsedate_to_datetime(lrs("GET", documents.path, query=query)["Last-Modified"])

    assert first == early.replace(microsecond=0)
    assert second > first


def test_documents_of_others_are_others(lrs: Caller, documents: Resource):
    post(lrs, documents, documents.query("a"))
    other = {
        name: {**ANNA, "mbox": "mailto:other@example.org"} if name == "agent" else value + "/other"
        for name, value in documents.owner.items()
    }

    assert listed(lrs, documents, **other) == []
    assert lrs("GET", documents.path, query={**other, documents.id_name: "a"}).status_code == 404
