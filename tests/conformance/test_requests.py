"""What holds for every request: keys, versions, methods, parameters, errors (xAPI 1.0.3 Part 3, 1.1, 3.2, 3.3, 4;
IEEE 9274.1.1, 4.1)."""

import json
from unittest import mock
from uuid import uuid4

import pytest
from django.core.cache import cache

from tests.conformance.caller import V1, V2, VERSION, Caller, basic
from tests.conformance.resources import RESOURCES
from tests.conformance.said import ANNA, BOOK, said

STATEMENT = {"statementId": "7f2c1b0e-3a4d-4c5e-8f6a-1b2c3d4e5f60"}
READING = {
    "statements": {},
    "agents": {"agent": json.dumps(ANNA)},
    "activities": {"activityId": BOOK["id"]},
    **{each.path: each.owner for each in RESOURCES.values()},
}
FILTERS = {
    "agent": json.dumps(ANNA),
    "verb": "urn:x:1",
    "activity": "urn:x:1",
    "registration": str(uuid4()),
    "related_activities": "true",
    "related_agents": "true",
    "since": "2026-01-01T00:00:00Z",
    "until": "2026-01-01T00:00:00Z",
    "limit": "1",
    "format": "ids",
    "attachments": "false",
    "ascending": "true",
    **STATEMENT,
    "voidedStatementId": str(uuid4()),
}


@pytest.mark.parametrize(("path", "query"), READING.items(), ids=list(READING))
def test_all_resources_are_there(lrs: Caller, path: str, query: dict):
    assert lrs("GET", path, query=query).status_code == 200
    assert lrs("GET", path + "/", query=query).status_code == 200


@pytest.mark.parametrize(
    "given",
    [None, "", "Basic", "Basic ", "Basic x", "Basic:eDp5", "Bearer x", basic("nobody", "secret"), basic("", "")],
)
@pytest.mark.parametrize(("path", "query"), READING.items(), ids=list(READING))
def test_who_has_no_key_is_refused(lrs: Caller, path: str, query: dict, given: str | None):
    answer = lrs("GET", path, query=query, headers={"Authorization": given})

    assert answer.status_code == 401
    assert answer[VERSION] == lrs.version


@pytest.mark.parametrize("given", [None, "Basic:eDp5", basic("nobody", "secret")])
def test_who_has_no_key_stores_nothing(lrs: Caller, given: str | None):
    answers = [
        lrs("PUT", "statements", said(), query=STATEMENT, headers={"Authorization": given}),
        lrs("POST", "statements", b"no JSON", headers={"Authorization": given}),
    ]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert lrs.found() == []


def test_a_key_is_told_by_basic_authentication(lrs: Caller):
    assert lrs("PUT", "statements", said(), query=STATEMENT).status_code == 204


@pytest.mark.parametrize(
    ("scope", "method", "path"), [("statements/read", "POST", "statements"), ("state", "GET", "statements")]
)
def test_a_key_that_may_not_is_refused(lrs: Caller, scope: str, method: str, path: str):
    small = Caller(lrs.version, scope)

    assert small(method, path, said()).status_code == 403


@pytest.mark.parametrize(
    "given", [None, "", "0.8", "0.95", "1.1.0", "2", "2.1.0", "3.0.0", "1.0.x", "v1.0.3", "1.0.3.1"]
)
@pytest.mark.parametrize(("path", "query"), READING.items(), ids=list(READING))
def test_a_version_must_be_told(lrs: Caller, path: str, query: dict, given: str | None):
    answer = lrs("GET", path, query=query, headers={VERSION: given})

    assert answer.status_code == 400
    assert answer[VERSION] == V2


@pytest.mark.parametrize("given", [None, "0.8"])
def test_a_version_must_be_told_when_writing(lrs: Caller, given: str | None):
    answers = [
        lrs("PUT", "statements", said(), query=STATEMENT, headers={VERSION: given}),
        lrs("POST", "statements", said(), headers={VERSION: given}),
    ]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert lrs.found() == []


@pytest.mark.parametrize(
    ("told", "answered"),
    [
        ("1.0", V1),
        ("1.0.0", V1),
        ("1.0.1", V1),
        ("1.0.3", V1),
        ("1.0.9", V1),
        ("2.0", V2),
        ("2.0.0", V2),
        ("2.0.1", V2),
    ],
)
@pytest.mark.parametrize(("path", "query"), READING.items(), ids=list(READING))
def test_the_latest_of_the_version_asked_for_answers(lrs: Caller, path: str, query: dict, told: str, answered: str):
    answer = lrs("GET", path, query=query, headers={VERSION: told})

    assert (answer.status_code, answer[VERSION]) == (200, answered)


def test_every_answer_tells_the_version(lrs: Caller):
    answers = [
        *(
            lrs("POST", "statements", said()),
            lrs("POST", "statements", {}),
            lrs("GET", "statements", query={"foo": "1"}),
        ),
        *(
            lrs("GET", "statements", query={"statementId": str(uuid4())}),
            lrs("DELETE", "statements"),
            lrs("GET", "about"),
        ),
        lrs("PUT", "statements", said(), query=STATEMENT),
    ]

    assert {answer[VERSION] for answer in answers} == {lrs.version}


@pytest.mark.parametrize(("path", "query"), [*READING.items(), ("about", {})], ids=[*READING, "about"])
def test_head_answers_as_get_without_a_body(lrs: Caller, path: str, query: dict):
    lrs.store(said())
    get, head = lrs("GET", path, query=query), lrs("HEAD", path, query=query)
    own = {"X-Experience-API-Consistent-Through", "Date", "Content-Length"}

    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head["Content-Length"] == str(len(get.content))
    assert {name: value for name, value in head.items() if name not in own} == {
        name: value for name, value in get.items() if name not in own
    }


def test_head_answers_for_one_document_and_one_statement(lrs: Caller):
    [stored] = lrs.store(said())
    for each in RESOURCES.values():
        query = each.query()
        lrs("POST", each.path, {"a": 1}, query=query)
        head = lrs("HEAD", each.path, query=query)
        assert (head.status_code, head.content) == (200, b"")
        assert head["ETag"]
    head = lrs("HEAD", "statements", query={"statementId": stored})
    assert (head.status_code, head.content) == (200, b"")
    assert head["Last-Modified"]
    assert lrs("HEAD", "statements", query={"statementId": str(uuid4())}).status_code == 404


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "TRACE", "LINK"])
def test_statements_know_no_other_methods(lrs: Caller, method: str):
    assert lrs(method, "statements", query=STATEMENT).status_code == 405


@pytest.mark.parametrize("method", ["PATCH", "TRACE"])
@pytest.mark.parametrize(("path", "query"), READING.items(), ids=list(READING))
def test_no_resource_knows_other_methods(lrs: Caller, path: str, query: dict, method: str):
    assert lrs(method, path, query=query).status_code == 405


@pytest.mark.parametrize(("path", "query"), READING.items(), ids=list(READING))
def test_an_unknown_parameter_is_refused(lrs: Caller, path: str, query: dict):
    assert lrs("GET", path, query={**query, "foo": "bar"}).status_code == 400


@pytest.mark.parametrize(("name", "value"), FILTERS.items(), ids=list(FILTERS))
def test_a_parameter_of_statements_in_another_case_is_refused(lrs: Caller, name: str, value: str):
    assert lrs("GET", "statements", query={name[0].upper() + name[1:]: value}).status_code == 400
    assert lrs("GET", "statements", query={name.upper(): value}).status_code == 400


def test_a_parameter_of_putting_in_another_case_is_refused(lrs: Caller):
    assert lrs("PUT", "statements", said(), query={"StatementId": str(uuid4())}).status_code == 400


@pytest.mark.parametrize(
    ("path", "name"), [("agents", "Agent"), ("activities", "ActivityId"), ("activities", "activityid")]
)
def test_a_parameter_of_reading_in_another_case_is_refused(lrs: Caller, path: str, name: str):
    assert lrs("GET", path, query={name: "https://example.org"}).status_code == 400


def test_a_parameter_told_twice_is_refused(lrs: Caller):
    assert lrs("GET", "statements?limit=1&limit=2").status_code == 400


def test_a_body_that_is_too_large_is_refused(lrs: Caller, settings):
    settings.XAPI_BODY_LIMIT = 1000

    answer = lrs("POST", "statements", said(verb={"id": "urn:x:1", "display": {"en": "x" * 1000}}))

    assert answer.status_code == 413
    assert lrs.found() == []


def test_errors_say_why(lrs: Caller):
    answer = lrs("POST", "statements", said(verb={"id": "no iri"}))

    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/json")
    assert {"path", "rule"} <= set(answer.json())


def test_who_asks_too_often_is_refused(lrs: Caller):
    cache.clear()
    hurried = Caller(lrs.version, requests_per_minute=2)

    assert [hurried("GET", "statements").status_code for _ in range(3)] == [200, 200, 429]


def test_a_failure_of_the_store_is_500_and_leaves_nothing(lrs: Caller):
    with mock.patch("tracking.lrs.commands.storing.insert_together", side_effect=OSError):
        answer = lrs("POST", "statements", said())

    assert answer.status_code == 500
    assert lrs.found() == []
