"""/statements: storing and reading one (xAPI 1.0.3 Part 3, 2.1; IEEE 9274.1.1, 4.1.6.1)."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from uuid import UUID, uuid4

import pytest

from tests.conformance.caller import Caller
from tests.conformance.said import ANNA, BEN, BOOK, CREW, READ, TEAM, changed, said

pytestmark = pytest.mark.postgresql
OTHER_VERB = {"verb.id": "https://example.org/verbs/other"}


def uuid() -> str:
    return str(uuid4())


def test_the_resource_answers_put_post_and_get(lrs: Caller):
    assert lrs("PUT", "statements", said(), query={"statementId": uuid()}).status_code == 204
    assert lrs("POST", "statements", said()).status_code == 200
    assert lrs("GET", "statements").status_code == 200
    assert lrs("GET", "statements/").status_code == 200


def test_put_answers_204_and_stores_the_statement(lrs: Caller):
    wanted = uuid()

    answer = lrs("PUT", "statements", said(id=wanted), query={"statementId": wanted})

    assert (answer.status_code, answer.content) == (204, b"")
    assert lrs.statement(wanted)["id"] == wanted


def test_put_takes_the_id_from_the_parameter(lrs: Caller):
    wanted = uuid()

    assert lrs("PUT", "statements", said(), query={"statementId": wanted}).status_code == 204

    assert lrs.statement(wanted)["verb"] == said()["verb"]


def test_put_without_statement_id_is_refused(lrs: Caller):
    assert lrs("PUT", "statements", said(id=uuid())).status_code == 400


@pytest.mark.parametrize("bad", ["true", "{}", "", "x", "12345"])
def test_put_with_a_statement_id_that_is_no_uuid_is_refused(lrs: Caller, bad: str):
    assert lrs("PUT", "statements", said(), query={"statementId": bad}).status_code == 400


def test_put_with_two_different_ids_is_refused(lrs: Caller):
    assert lrs("PUT", "statements", said(id=uuid()), query={"statementId": uuid()}).status_code == 400


def test_put_of_several_statements_is_refused(lrs: Caller):
    assert lrs("PUT", "statements", [said()], query={"statementId": uuid()}).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_stored_statement_is_not_changed_by_another_with_its_id(lrs: Caller, method: str):
    [stored] = lrs.store(said())
    query = {"statementId": stored} if method == "PUT" else {}
    before = lrs.statement(stored)

    answer = lrs(method, "statements", changed(said(id=stored), OTHER_VERB), query=query)

    assert answer.status_code == 409
    assert lrs.statement(stored) == before


@pytest.mark.parametrize(("method", "status"), [("PUT", 204), ("POST", 200)])
def test_the_same_statement_again_is_no_conflict(lrs: Caller, method: str, status: int):
    [stored] = lrs.store(said())

    answer = lrs(method, "statements", said(id=stored), query={"statementId": stored} if method == "PUT" else {})

    assert answer.status_code == status
    assert lrs.found() == [stored]


def test_post_answers_the_ids_in_the_order_of_the_statements(lrs: Caller):
    first, third = uuid(), uuid()

    answer = lrs("POST", "statements", [said(id=first), said(), said(id=third)])

    assert answer.status_code == 200
    assert [answer.json()[0], answer.json()[2]] == [first, third]
    assert len(set(answer.json())) == 3


def test_post_of_one_statement_answers_an_array_with_its_id(lrs: Caller):
    wanted = uuid()

    assert lrs("POST", "statements", said(id=wanted)).json() == [wanted]


def test_post_with_a_statement_id_as_parameter_is_refused(lrs: Caller):
    assert lrs("POST", "statements", said(), query={"statementId": uuid()}).status_code == 400


def test_a_batch_with_one_bad_statement_leaves_nothing(lrs: Caller):
    wanted = uuid()

    answer = lrs("POST", "statements", [said(id=wanted), changed(said(), {"verb.id": "no iri"})])

    assert answer.status_code == 400
    assert lrs("GET", "statements", query={"statementId": wanted}).status_code == 404


def test_a_batch_with_one_conflict_leaves_nothing(lrs: Caller):
    [stored] = lrs.store(said())
    wanted = uuid()

    answer = lrs("POST", "statements", [said(id=wanted), changed(said(id=stored), OTHER_VERB)])

    assert answer.status_code == 409
    assert lrs("GET", "statements", query={"statementId": wanted}).status_code == 404


def test_a_batch_with_one_id_twice_is_refused(lrs: Caller):
    wanted = uuid()

    assert lrs("POST", "statements", [said(id=wanted), said(id=wanted)]).status_code == 400


def test_a_statement_without_id_gets_one(lrs: Caller):
    [made] = lrs.store(said())

    assert str(UUID(made)) == made
    assert lrs.statement(made)["id"] == made


def test_a_statement_is_read_by_its_id(lrs: Caller):
    wanted, _other = lrs.store(said(), said())

    answer = lrs("GET", "statements", query={"statementId": wanted})

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/json")
    assert answer.json()["id"] == wanted


@pytest.mark.parametrize("name", ["statementId", "voidedStatementId"])
def test_an_unknown_statement_is_not_found(lrs: Caller, name: str):
    assert lrs("GET", "statements", query={name: uuid()}).status_code == 404


@pytest.mark.parametrize("name", ["statementId", "voidedStatementId"])
@pytest.mark.parametrize(
    "other",
    [
        *({"agent": ANNA}, {"verb": "urn:x:1"}, {"activity": "urn:x:1"}, {"registration": uuid()}, {"limit": "1"}),
        *({"related_activities": "true"}, {"related_agents": "true"}, {"ascending": "true"}),
        *({"since": "2026-01-01T00:00:00Z"}, {"until": "2026-01-01T00:00:00Z"}),
    ],
    ids=lambda other: next(iter(other)),
)
def test_an_id_goes_with_no_filter(lrs: Caller, name: str, other: dict):
    assert lrs("GET", "statements", query={name: uuid(), **other}).status_code == 400


@pytest.mark.parametrize("name", ["statementId", "voidedStatementId"])
def test_an_id_goes_with_format_and_attachments(lrs: Caller, name: str):
    answer = lrs("GET", "statements", query={name: uuid(), "format": "exact", "attachments": "false"})

    assert answer.status_code == 404


def test_both_ids_at_once_are_refused(lrs: Caller):
    assert lrs("GET", "statements", query={"statementId": uuid(), "voidedStatementId": uuid()}).status_code == 400


@pytest.mark.parametrize("name", ["statementId", "voidedStatementId", "registration"])
def test_a_parameter_that_is_no_uuid_is_refused(lrs: Caller, name: str):
    assert lrs("GET", "statements", query={name: "x"}).status_code == 400


def test_the_store_sets_stored_and_timestamp(lrs: Caller):
    [stored] = lrs.store(said(stored="2001-01-01T00:00:00Z"))

    found = lrs.statement(stored)

    assert found["stored"] > "2001-01-02"
    assert datetime.fromisoformat(found["stored"]).utcoffset() is not None
    assert datetime.fromisoformat(found["timestamp"]) == datetime.fromisoformat(found["stored"])


def test_stored_differs_from_a_given_timestamp(lrs: Caller):
    [stored] = lrs.store(said(timestamp="2026-01-01T10:00:00.123Z"))

    found = lrs.statement(stored)

    assert found["timestamp"] < found["stored"]


def test_milliseconds_are_kept(lrs: Caller):
    [stored] = lrs.store(said(timestamp="2026-01-01T10:00:00.12345+01:00"))

    found = lrs.statement(stored)

    assert datetime.fromisoformat(found["timestamp"]).microsecond == 123450
    assert "." in found["stored"]


def test_timestamps_come_back_in_utc(lrs_2: Caller):
    [stored] = lrs_2.store(said(timestamp="2026-01-01T10:00:00.500+01:00"))

    found = lrs_2.statement(stored)["timestamp"]

    assert found.startswith("2026-01-01T09:00:00.5")
    assert found.endswith(("Z", "+00:00"))


def test_last_modified_is_when_the_statement_was_stored(lrs: Caller):
    [stored] = lrs.store(said())

    answer = lrs("GET", "statements", query={"statementId": stored})

    told = parsedate_to_datetime(answer["Last-Modified"])
    assert told == datetime.fromisoformat(answer.json()["stored"]).replace(microsecond=0)


def test_the_authority_comes_from_the_key(lrs: Caller):
    [stored] = lrs.store(said())

    authority = lrs.statement(stored)["authority"]

    assert authority["objectType"] == "Agent"
    assert set(authority) & {"mbox", "mbox_sha1sum", "openid", "account"}


def test_an_authority_that_is_sent_is_not_believed(lrs: Caller):
    [own] = lrs.store(said())
    [stored] = lrs.store(said(authority=BEN))

    assert lrs.statement(stored)["authority"] == lrs.statement(own)["authority"]


def test_a_version_that_is_sent_is_kept(lrs_1: Caller, lrs_2: Caller):
    [first] = lrs_1.store(said(version="1.0.1"))
    [second] = lrs_2.store(said(version="2.0.0"))

    assert lrs_1.statement(first)["version"] == "1.0.1"
    assert lrs_2.statement(second)["version"] == "2.0.0"


def test_a_statement_without_version_gets_the_first_of_its_kind(lrs_1: Caller, lrs_2: Caller):
    [first] = lrs_1.store(said())
    [second] = lrs_2.store(said())

    assert lrs_1.statement(first)["version"] == "1.0.0"
    assert lrs_2.statement(second)["version"] == "2.0.0"


@pytest.mark.parametrize("as_of", ["1.0.0", "1.0.1", "1.0.3"])
def test_a_statement_is_not_rewritten_for_its_version(lrs_1: Caller, as_of: str):
    [stored] = lrs_1.store(said(version=as_of, actor=TEAM))

    found = lrs_1.statement(stored)

    assert {name: found[name] for name in ("actor", "verb", "object")} == said(actor=TEAM)


SAME = [
    ({"actor": CREW}, {"actor": {**CREW, "member": CREW["member"][::-1]}}),
    ({}, {"verb": {"id": READ["id"], "display": {"fr": "lu"}}}),
    ({}, {"object": {"id": BOOK["id"]}}),
    ({"result": {"duration": "PT1.231S"}}, {"result": {"duration": "PT1.239S"}}),
    ({"timestamp": "2026-01-01T10:00:00.5Z"}, {"timestamp": "2026-01-01T11:00:00.500+01:00"}),
]


@pytest.mark.parametrize(("first", "again"), SAME, ids=["members", "display", "definition", "duration", "moment"])
def test_what_does_not_count_makes_no_conflict(lrs: Caller, first: dict, again: dict):
    [stored] = lrs.store(said(**first))

    assert lrs("POST", "statements", said(id=stored, **again)).status_code == 200
