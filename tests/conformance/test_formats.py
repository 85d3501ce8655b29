"""The parameter format of /statements (xAPI 1.0.3 Part 3, 2.1.3; IEEE 9274.1.1, 4.1.6.1)."""

import pytest

from tests.conformance.caller import Caller
from tests.conformance.said import BEN, BOOK, CREW, READ, TEAM, changed, said

pytestmark = pytest.mark.postgresql
RICH = changed(
    said(actor={"objectType": "Agent", "name": "Anna", "mbox": "mailto:anna@example.org"}),
    {
        "context.contextActivities.category": [BOOK],
        "context.team": TEAM,
        "context.instructor": {**BEN, "name": "Ben"},
    },
)


@pytest.mark.parametrize("query", [{}, {"format": "exact"}])
def test_exact_is_what_was_sent(lrs: Caller, query: dict):
    [stored] = lrs.store(RICH)

    found = lrs("GET", "statements", query={"statementId": stored, **query}, headers={"Accept-Language": "en"}).json()

    assert {name: found[name] for name in RICH} == RICH


def test_ids_leaves_identifiers_alone(lrs: Caller):
    [stored] = lrs.store(RICH)

    found = lrs.statement(stored, format="ids")

    assert found["actor"] == {"objectType": "Agent", "mbox": "mailto:anna@example.org"}
    assert found["verb"] == {"id": READ["id"]}
    assert found["object"] == {"objectType": "Activity", "id": BOOK["id"]}
    assert found["context"]["contextActivities"]["category"] == [found["object"]]
    assert found["context"]["instructor"] == BEN
    assert found["context"]["team"] == {"objectType": "Group", "mbox": TEAM["mbox"]}


def test_ids_keeps_the_members_of_groups_without_identifier(lrs: Caller):
    [stored] = lrs.store(said(actor={**CREW, "name": "Crew"}))

    assert lrs.statement(stored, format="ids")["actor"] == CREW


@pytest.mark.parametrize(
    ("accepted", "tag"), [("en", "en"), ("de", "de"), ("fr, en;q=0.5, de;q=0.8", "de"), ("en-GB", "en")]
)
def test_canonical_tells_one_language_as_asked(lrs: Caller, accepted: str, tag: str):
    [stored] = lrs.store(RICH)
    query = {"statementId": stored, "format": "canonical"}

    found = lrs("GET", "statements", query=query, headers={"Accept-Language": accepted}).json()

    assert found["verb"]["display"] == {tag: READ["display"][tag]}
    for activity in (found["object"], *found["context"]["contextActivities"]["category"]):
        assert activity["definition"]["name"] == {tag: BOOK["definition"]["name"][tag]}
        assert activity["definition"]["description"] == {tag: BOOK["definition"]["description"][tag]}


def test_canonical_tells_one_language_even_when_none_is_asked_for(lrs: Caller):
    [stored] = lrs.store(RICH)

    found = lrs.statement(stored, format="canonical")

    assert len(found["verb"]["display"]) == len(found["object"]["definition"]["name"]) == 1


def test_canonical_fills_in_what_other_statements_told(lrs: Caller):
    lrs.store(RICH)
    [bare] = lrs.store(said(object={"id": BOOK["id"]}))

    found = lrs.statement(bare, format="canonical")

    assert found["object"]["definition"]["type"] == BOOK["definition"]["type"]


@pytest.mark.parametrize("format_", ["exact", "ids", "canonical"])
def test_lists_come_in_every_format(lrs: Caller, format_: str):
    stored = lrs.store(RICH, said())

    assert lrs.found(format=format_) == stored[::-1]
