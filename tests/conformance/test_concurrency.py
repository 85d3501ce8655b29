"""ETags and preconditions of documents (xAPI 1.0.3 Part 3, 3.1; IEEE 9274.1.1, 4.1.4)."""

import re
from hashlib import sha1

import pytest

from tests.conformance.caller import Caller
from tests.conformance.resources import RESOURCES, Resource

pytestmark = pytest.mark.postgresql
STATE = RESOURCES["state"]
BODY, OTHER = b'{"name":"one"}', b'{"name":"two"}'
WRITING = ["PUT", "POST", "DELETE"]
WRONG = ['"1111111111111111111111111111111111111111"', "1234", '"1234"']


def stored(lrs: Caller, of: Resource) -> tuple[dict, str]:
    query = of.query()
    assert lrs("POST", of.path, BODY, query=query).status_code == 204
    return query, lrs("GET", of.path, query=query)["ETag"]


def ask(lrs: Caller, method: str, of: Resource, query: dict, **headers: str) -> int:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lrs(method, of.path, None if method == "DELETE" else OTHER, query=query, headers=told).status_code


def test_the_etag_is_the_quoted_sha1_of_the_content(lrs: Caller, documents: Resource):
    _query, etag = stored(lrs, documents)

    assert re.fullmatch(r'"[0-9a-f]{40}"', etag)
    assert etag == f'"{sha1(BODY, usedforsecurity=False).hexdigest()}"'


@pytest.mark.parametrize("method", WRITING)
def test_the_right_etag_is_let_through(lrs: Caller, documents: Resource, method: str):
    query, etag = stored(lrs, documents)

    assert ask(lrs, method, documents, query, If_Match=etag) == 204

    answer = lrs("GET", documents.path, query=query)
    assert answer.status_code == (404 if method == "DELETE" else 200)
    assert method == "DELETE" or answer.json() == {"name": "two"}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("method", WRITING)
def test_a_wrong_etag_fails_and_changes_nothing(lrs: Caller, documents: Resource, method: str, wrong: str):
    query, etag = stored(lrs, documents)

    assert ask(lrs, method, documents, query, If_Match=wrong) == 412

    answer = lrs("GET", documents.path, query=query)
    assert (answer.content, answer["ETag"]) == (BODY, etag)


def test_the_etag_of_an_earlier_content_fails(lrs: Caller, documents: Resource):
    query, etag = stored(lrs, documents)
    ask(lrs, "PUT", documents, query, If_Match=etag)

    assert ask(lrs, "PUT", documents, query, If_Match=etag) == 412


@pytest.mark.parametrize("value", ["*", WRONG[0]])
@pytest.mark.parametrize("method", WRITING)
def test_if_match_fails_where_nothing_is(lrs: Caller, documents: Resource, method: str, value: str):
    assert ask(lrs, method, documents, documents.query(), If_Match=value) == 412


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_if_none_match_lets_a_new_document_through(lrs: Caller, documents: Resource, method: str):
    query = documents.query()

    assert ask(lrs, method, documents, query, If_None_Match="*") == 204
    assert ask(lrs, method, documents, query, If_None_Match="*") == 412


def test_if_none_match_changes_nothing_that_is_there(lrs: Caller, documents: Resource):
    query, _etag = stored(lrs, documents)

    assert ask(lrs, "PUT", documents, query, If_None_Match="*") == 412

    assert lrs("GET", documents.path, query=query).content == BODY


def test_a_profile_is_not_overwritten_blindly(lrs: Caller, profiles: Resource):
    query, _etag = stored(lrs, profiles)

    answer = lrs("PUT", profiles.path, OTHER, query=query)

    assert answer.status_code == 409
    assert len(answer.content) > 0
    assert lrs("GET", profiles.path, query=query).content == BODY


def test_a_new_profile_needs_a_precondition_in_1(lrs_1: Caller, profiles: Resource):
    assert ask(lrs_1, "PUT", profiles, profiles.query()) == 400


def test_a_new_profile_needs_no_precondition_in_2(lrs_2: Caller, profiles: Resource):
    assert ask(lrs_2, "PUT", profiles, profiles.query()) == 204


def test_a_state_is_overwritten_without_a_precondition_in_1(lrs_1: Caller):
    query, _etag = stored(lrs_1, STATE)

    assert ask(lrs_1, "PUT", STATE, query) == 204

    assert lrs_1("GET", STATE.path, query=query).content == OTHER


def test_a_state_is_not_overwritten_blindly_in_2(lrs_2: Caller):
    query, _etag = stored(lrs_2, STATE)

    assert ask(lrs_2, "PUT", STATE, query) == 409

    assert lrs_2("GET", STATE.path, query=query).content == BODY


def test_a_new_state_needs_no_precondition(lrs: Caller):
    assert ask(lrs, "PUT", STATE, STATE.query()) == 204
