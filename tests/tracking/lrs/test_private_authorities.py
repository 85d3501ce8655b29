"""What stands under a private authority is read by no key, whatever it may and whichever way it asks."""

import json
from uuid import uuid4

import pytest

from tests.tracking.lrs.test_statements_resource import ANNA, calling, listed, said
from tracking.lrs.commands import store_statements
from tracking.lrs.commands.authorities import declare_private_authority
from tracking.lrs.models import Verb
from tracking.lrs.queries import statements_of
from tracking.lrs.scopes import Scope

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
PRIVATE = {"objectType": "Agent", "account": {"homePage": "https://lernhafen.example", "name": "self-assessment"}}
READING = [scope.value for scope in (Scope.READ_MINE, Scope.READ, Scope.ALL_READ, Scope.ALL)]


@pytest.fixture
def secret() -> str:
    declare_private_authority(authority=PRIVATE)
    registration = str(uuid4())
    [row] = store_statements(statements=[said(context={"registration": registration})], authority=PRIVATE)
    return str(row.uuid)


@pytest.mark.parametrize("scope", READING)
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"ascending": "true"},
        {"agent": json.dumps(ANNA)},
        {"agent": json.dumps(ANNA), "related_agents": "true"},
        {"agent": json.dumps(PRIVATE), "related_agents": "true"},
        {"verb": "https://example.org/read"},
        {"activity": "https://example.org/book", "related_activities": "true"},
    ],
)
def test_no_list_holds_it(client, secret, scope, query):
    assert listed(calling(client, scope), **query) == []


@pytest.mark.parametrize("scope", READING)
@pytest.mark.parametrize("name", ["statementId", "voidedStatementId"])
def test_its_id_finds_nothing(client, secret, scope, name):
    assert calling(client, scope)("GET", "/xapi/statements", **{name: secret}).status_code == 404


def test_no_later_page_holds_it(client, secret):
    call = calling(client, "all")
    stored = call("POST", "/xapi/statements", [said(), said()]).json()
    store_statements(statements=[said()], authority=PRIVATE)

    answer = call("GET", "/xapi/statements", limit="1").json()
    found = [each["id"] for each in answer["statements"]]
    while answer["more"]:
        answer = call("GET", answer["more"]).json()
        found += [each["id"] for each in answer["statements"]]

    assert found == stored[::-1]


def test_a_statement_about_it_tells_nothing_of_it(client, secret):
    """Filters follow StatementRefs: a key could try out whose statement it is, by referring to it."""
    call = calling(client, "all")
    remark = said(
        actor={"mbox": "mailto:ben@example.org"},
        verb={"id": "urn:x:remarked"},
        object={"objectType": "StatementRef", "id": secret},
    )
    [uuid] = call("POST", "/xapi/statements", remark).json()

    assert listed(call, verb="urn:x:remarked") == [uuid]
    for query in ({"agent": json.dumps(ANNA)}, {"verb": "https://example.org/read"}):
        assert listed(call, **query) == []
        assert listed(call, related_agents="true", **query) == []


def test_no_key_takes_it_back(client, secret):
    voided = said(
        verb={"id": "http://adlnet.gov/expapi/verbs/voided"}, object={"objectType": "StatementRef", "id": secret}
    )

    assert calling(client, "all")("POST", "/xapi/statements", voided).status_code == 403


def test_what_was_said_before_the_declaration_is_closed_too(client):
    [row] = store_statements(statements=[said()], authority=PRIVATE)
    call = calling(client, "all")
    assert listed(call) == [str(row.uuid)]

    declare_private_authority(authority=PRIVATE)

    assert listed(call) == []


def test_the_person_it_is_about_reads_it(secret):
    assert [str(each.uuid) for each in statements_of("mbox:mailto:anna@example.org")] == [secret]


@pytest.mark.parametrize("is_private", [True, False])
def test_only_open_statements_say_what_things_and_people_are_called(client, is_private):
    if is_private:
        declare_private_authority(authority=PRIVATE)
    told = said(
        actor={"mbox": "mailto:carl@example.org", "name": "Carl", "objectType": "Agent"},
        verb={"id": "urn:x:doubted", "display": {"en": "doubted himself"}},
        object={"id": "https://example.org/own", "definition": {"name": {"en": "My worries"}}},
    )
    store_statements(statements=[told], authority=PRIVATE)

    call = calling(client, "all")
    activity = call("GET", "/xapi/activities", activityId="https://example.org/own").json()
    person = call("GET", "/xapi/agents", agent=json.dumps({"mbox": "mailto:carl@example.org"})).json()
    assert ("definition" not in activity, "name" not in person) == (is_private, is_private)
    assert (Verb.objects.get(iri="urn:x:doubted").display == "{}") is is_private


def test_a_definition_that_was_told_openly_is_not_changed_in_private(client):
    book = {"id": "https://example.org/own", "definition": {"name": {"en": "A book"}}}
    call = calling(client, "all")
    call("POST", "/xapi/statements", said(object=book))
    store_statements(statements=[said()], authority=PRIVATE)  # this process has met the authority while it was open
    declare_private_authority(authority=PRIVATE)

    store_statements(
        statements=[said(object={**book, "definition": {"name": {"en": "My worries"}}})], authority=PRIVATE
    )

    assert call("GET", "/xapi/activities", activityId=book["id"]).json()["definition"] == book["definition"]
