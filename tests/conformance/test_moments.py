"""What headers tell of moments (xAPI 1.0.3 Part 3, 2.1.3; IEEE 9274.1.1, 4.1.6.1)."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from uuid import uuid4

import pytest

from tests.conformance.caller import Caller
from tests.conformance.said import said

pytestmark = pytest.mark.postgresql


@pytest.mark.django_db(transaction=True)  # a write that is not committed is told of as open
def test_consistent_through_is_told_with_every_answer(lrs: Caller):
    [stored] = lrs.store(said())
    moment = lrs.statement(stored)["stored"]

    for query, status in (({}, 200), ({"statementId": stored}, 200), ({"verb": "urn:x:never"}, 200)):
        answer = lrs("GET", "statements", query=query)
        assert answer.status_code == status
        through = datetime.fromisoformat(answer["X-Experience-API-Consistent-Through"])
        assert through.utcoffset() is not None
        assert through >= datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("query", "status"), [({"statementId": str(uuid4())}, 404), ({"limit": "x"}, 400), ({"foo": "1"}, 400)]
)
def test_consistent_through_is_told_with_errors_too(lrs: Caller, query: dict, status: int):
    answer = lrs("GET", "statements", query=query)

    assert answer.status_code == status
    assert datetime.fromisoformat(answer["X-Experience-API-Consistent-Through"])


@pytest.mark.parametrize(("body", "status"), [(said(), 200), (said(verb={"id": "no iri"}), 400)])
def test_consistent_through_is_told_when_writing(lrs: Caller, body: dict, status: int):
    answer = lrs("POST", "statements", body)

    assert answer.status_code == status
    assert datetime.fromisoformat(answer["X-Experience-API-Consistent-Through"])


def test_last_modified_of_a_list_is_that_of_its_newest(lrs: Caller):
    lrs.store(said(), said())

    for ascending in ("true", "false"):
        answer = lrs("GET", "statements", query={"ascending": ascending})
        newest = max(datetime.fromisoformat(each["stored"]) for each in answer.json()["statements"])
        assert parsedate_to_datetime(answer["Last-Modified"]) == newest.replace(microsecond=0)
