"""/activities (xAPI 1.0.3 Part 3, 2.5; IEEE 9274.1.1, 4.1.6.4)."""

import pytest

from tests.conformance.caller import Caller
from tests.conformance.said import BOOK, changed, said

pytestmark = pytest.mark.postgresql


def activity(lrs: Caller, iri: str) -> dict:
    answer = lrs("GET", "activities", query={"activityId": iri})
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_an_activity_comes_whole(lrs: Caller):
    lrs.store(said())

    assert activity(lrs, BOOK["id"]) == BOOK


def test_an_activity_nobody_told_of_is_still_one(lrs: Caller):
    assert activity(lrs, "https://example.org/unknown") == {
        "objectType": "Activity",
        "id": "https://example.org/unknown",
    }


def test_definitions_of_several_statements_come_together(lrs: Caller):
    iri = {"object": {"id": BOOK["id"], "definition": {}}}
    lrs.store(changed(said(), {**iri, "object.definition.name": {"de": "Buch"}}))
    lrs.store(
        changed(said(), {**iri, "object.definition.name": {"en": "Book"}, "object.definition.type": "urn:x:book"})
    )

    found = activity(lrs, BOOK["id"])["definition"]

    assert found == {"name": {"de": "Buch", "en": "Book"}, "type": "urn:x:book"}


@pytest.mark.parametrize(
    "change", [{"context.contextActivities.parent": [BOOK]}, {"context.contextActivities.other": [BOOK]}]
)
def test_definitions_of_context_activities_count_too(lrs: Caller, change: dict):
    lrs.store(changed(said(object={"id": "https://example.org/cd"}), change))

    assert activity(lrs, BOOK["id"])["definition"] == BOOK["definition"]


def test_iris_are_compared_as_texts(lrs: Caller):
    lrs.store(changed(said(), {"object.id": "https://example.org/a/../b"}))

    assert activity(lrs, "https://example.org/a/../b")["id"] == "https://example.org/a/../b"
    assert "definition" not in activity(lrs, "https://example.org/b")


@pytest.mark.parametrize(
    "query", [{}, {"activityId": ""}, {"activityId": "x"}, {"activityId": "example.org/x"}], ids=str
)
def test_an_activity_must_be_given(lrs: Caller, query: dict):
    assert lrs("GET", "activities", query=query).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_activities_are_read_alone(lrs: Caller, method: str):
    assert lrs(method, "activities", {}, query={"activityId": BOOK["id"]}).status_code == 405
