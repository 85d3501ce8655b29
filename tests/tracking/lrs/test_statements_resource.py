"""The way of statements over HTTP; what the standard asks in detail is in tests/conformance."""

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from tracking.lrs.commands.keys import create_key
from tracking.lrs.commands.references import HOPS
from tracking.lrs.commands.storing import Source, store_statements
from tracking.lrs.models import Agent, StatementTarget

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
Call = Callable[..., HttpResponse]
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
ANNA = {"mbox": "mailto:anna@example.org"}


def calling(client: Client, *scopes: str) -> Call:
    made = create_key(name="test", scopes=scopes)
    basic = base64.b64encode(f"{made.key}:{made.secret}".encode()).decode()

    def call(method: str, path: str, body: Any = None, **query: str) -> HttpResponse:
        headers = {"Authorization": f"Basic {basic}", "X-Experience-API-Version": "1.0.3"}
        address = f"{path}?{urlencode(query)}" if query else path
        data = b"" if body is None else json.dumps(body)
        return client.generic(method, address, data, content_type="application/json", headers=headers)

    return call


@pytest.fixture
def call(client: Client) -> Call:
    return calling(client, "all")


def said(**fields: Any) -> dict[str, Any]:
    return {
        "actor": ANNA,
        "verb": {"id": "https://example.org/read"},
        "object": {"id": "https://example.org/book"},
        **fields,
    }


def voiding(uuid: str) -> dict[str, Any]:
    return said(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": uuid})


def listed(call: Call, **query: str) -> list[str]:
    return [each["id"] for each in call("GET", "/xapi/statements", **query).json()["statements"]]


def test_statements_come_back_newest_first(call):
    stored = call("POST", "/xapi/statements", [said(), said()]).json()

    assert listed(call) == stored[::-1]
    assert listed(call, ascending="true") == stored


@pytest.mark.parametrize(
    "query",
    [
        {"agent": json.dumps(ANNA)},
        {"agent": json.dumps(ANNA), "related_agents": "true", "activity": "https://example.org/book"},
        {"verb": "https://example.org/read"},
        {"since": "2020-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"},
    ],
)
def test_filters_find_what_fits(call, query):
    [wanted] = call("POST", "/xapi/statements", said()).json()
    other = said(
        actor={"mbox": "mailto:ben@example.org"}, verb={"id": "urn:x:lent"}, object={"id": "https://example.org/cd"}
    )
    call("POST", "/xapi/statements", other)

    assert wanted in listed(call, **query)
    assert len(listed(call, **query)) == (2 if "since" in query else 1)


@pytest.mark.parametrize(
    "query",
    [
        {"agent": json.dumps({"mbox": "mailto:nobody@example.org"})},
        {"verb": "https://example.org/never"},
        {"registration": str(uuid4())},
        {"since": "2099-01-01T00:00:00Z"},
        {"until": "2020-01-01T00:00:00Z"},
    ],
)
def test_filters_find_nothing_else(call, query):
    call("POST", "/xapi/statements", said())

    assert listed(call, **query) == []


def test_more_goes_on_to_the_end(call):
    stored = call("POST", "/xapi/statements", [said() for _each in range(5)]).json()

    answer = call("GET", "/xapi/statements", limit="2", verb="https://example.org/read").json()
    found = [each["id"] for each in answer["statements"]]
    while answer["more"]:
        answer = call("GET", answer["more"]).json()
        found += [each["id"] for each in answer["statements"]]

    assert found == stored[::-1]


@pytest.mark.parametrize("first", ["statement", "voiding"])
def test_voiding_works_in_either_order(call, first):
    uuid = str(uuid4())
    both = [said(id=uuid), voiding(uuid)]
    for each in both if first == "statement" else both[::-1]:
        assert call("POST", "/xapi/statements", each).status_code == 200

    assert call("GET", "/xapi/statements", statementId=uuid).status_code == 404
    assert call("GET", "/xapi/statements", voidedStatementId=uuid).status_code == 200
    assert uuid not in listed(call)


def test_a_voiding_statement_is_not_voided(call):
    [first] = call("POST", "/xapi/statements", said()).json()
    [second] = call("POST", "/xapi/statements", voiding(first)).json()

    call("POST", "/xapi/statements", voiding(second))

    assert call("GET", "/xapi/statements", statementId=second).status_code == 200


def test_a_key_voids_its_own_statements_only(client, call):
    [other] = call("POST", "/xapi/statements", said()).json()
    narrow = calling(client, "statements/write", "statements/read")

    assert narrow("POST", "/xapi/statements", voiding(other)).status_code == 403
    assert listed(call) == [other]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_filters_follow_references_of_references(call, order):
    first, second, third = (str(uuid4()) for _each in range(3))
    someone = {"actor": {"mbox": "mailto:ben@example.org"}}
    chain = [
        said(id=first, object={"id": "https://example.org/rare"}),
        said(id=second, object={"objectType": "StatementRef", "id": first}, **someone),
        said(id=third, object={"objectType": "StatementRef", "id": second}, **someone),
    ]
    for place in order:
        call("POST", "/xapi/statements", chain[place])

    assert set(listed(call, activity="https://example.org/rare")) == {first, second, third}


def test_put_again_is_a_repeat_and_another_one_a_conflict(call):
    uuid = str(uuid4())

    codes = [call("PUT", "/xapi/statements", each, statementId=uuid).status_code for each in (said(), said())]

    assert codes == [204, 204]
    assert call("PUT", "/xapi/statements", said(result={"success": True}), statementId=uuid).status_code == 409


def test_a_narrow_key_reads_its_own_only(client, call):
    call("POST", "/xapi/statements", said())
    narrow = calling(client, "statements/write", "statements/read/mine")
    [own] = narrow("POST", "/xapi/statements", said()).json()

    assert listed(narrow) == [own]
    assert listed(narrow, agent=json.dumps(ANNA)) == [own]


def test_nobody_reads_what_a_private_authority_recorded(call):
    [hidden] = call("POST", "/xapi/statements", said()).json()
    Agent.objects.update(is_private=True)

    assert listed(call) == listed(call, verb="https://example.org/read") == []
    assert call("GET", "/xapi/statements", statementId=hidden).status_code == 404


def test_a_session_opens_nothing(client, django_user_model):
    client.force_login(django_user_model.objects.create(email="admin@example.org", is_superuser=True))

    assert client.get("/xapi/statements", headers={"X-Experience-API-Version": "2.0.0"}).status_code == 401


def test_what_is_no_resource_is_said_in_json(call):
    answer = call("GET", "/xapi/nothing")

    assert (answer.status_code, answer.json()["rule"]) == (404, "is no resource of xAPI")


def test_about_lists_the_versions_a_caller_knows(client):
    old = client.get("/xapi/about", headers={"X-Experience-API-Version": "1.0.3"}).json()["version"]

    assert "2.0.0" not in old
    assert "2.0.0" in client.get("/xapi/about").json()["version"]


def test_context_activities_come_back_as_arrays(call):
    one = {"id": "https://example.org/shelf"}
    inner = said(objectType="SubStatement", context={"contextActivities": {"parent": one}})
    sent = said(object=inner, context={"contextActivities": {"other": one}})
    [uuid] = call("POST", "/xapi/statements", sent).json()

    stored = call("GET", "/xapi/statements", statementId=uuid).json()

    assert stored["context"] == {"contextActivities": {"other": [one]}}
    assert stored["object"]["context"] == {"contextActivities": {"parent": [one]}}
    assert (
        call("PUT", "/xapi/statements", {**sent, "timestamp": stored["timestamp"]}, statementId=uuid).status_code == 204
    )


@pytest.mark.parametrize(
    "query", [{"statementId": str(uuid4())}, {"statementId": "x"}, {"limit": "-1"}, {"unknown": "x"}]
)
def test_answers_that_say_what_is_wrong_tell_the_moment_too(call, query):
    answer = call("GET", "/xapi/statements", **query)

    assert answer.status_code in {400, 404}
    assert answer["X-Experience-API-Consistent-Through"]


def test_callers_of_1_0_get_2_0_as_stored_or_without_what_they_do_not_know(call, settings):
    agents = [{"objectType": "contextAgent", "agent": ANNA}]
    sent = said(version="2.0.0", context={"contextAgents": agents, "platform": "x"})
    row = store_statements(statements=[sent], authority=ANNA, source=Source(rules="2.0.0", is_foreign=True))[0]

    exact = call("GET", "/xapi/statements", statementId=str(row.uuid)).json()
    settings.XAPI_CONVERT_DOWN = True
    converted = call("GET", "/xapi/statements", statementId=str(row.uuid)).json()

    assert (exact["version"], exact["context"]) == ("2.0.0", sent["context"])
    assert (converted["version"], converted["context"]) == ("1.0.3", {"platform": "x"})


def test_the_right_to_void_is_that_of_who_voided(client, call):
    """Whoever stores the statement later, and whatever that key may."""
    narrow = calling(client, "statements/write", "statements/read")
    first, second = str(uuid4()), str(uuid4())

    narrow("POST", "/xapi/statements", voiding(first))
    call("POST", "/xapi/statements", said(id=first))
    call("POST", "/xapi/statements", voiding(second))
    narrow("POST", "/xapi/statements", said(id=second))

    assert call("GET", "/xapi/statements", statementId=first).status_code == 200
    assert call("GET", "/xapi/statements", voidedStatementId=second).status_code == 200


def test_a_ring_of_references_stays_small(call):
    ids = [str(uuid4()) for _each in range(60)]
    ring = [
        said(id=uuid, object={"objectType": "StatementRef", "id": ids[place - 1]}) for place, uuid in enumerate(ids)
    ]

    assert call("POST", "/xapi/statements", ring).status_code == 200
    assert StatementTarget.objects.count() == 60 * HOPS


def test_writing_references_costs_the_same_for_few_and_for_many(call, django_assert_max_num_queries):
    call("POST", "/xapi/statements", said())
    batch = [said(object={"objectType": "StatementRef", "id": str(uuid4())}) for _each in range(40)]

    with django_assert_max_num_queries(16):
        assert call("POST", "/xapi/statements", batch).status_code == 200
