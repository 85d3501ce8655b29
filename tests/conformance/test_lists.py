"""/statements: lists, filters, order, pages (xAPI 1.0.3 Part 2, 2.5, Part 3, 2.1.3; IEEE 9274.1.1, 4.1.6.1)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.conformance.caller import Caller
from tests.conformance.said import ANNA, BEN, BOOK, CREW, READ, TEAM, changed, nested, reference, said

pytestmark = pytest.mark.postgresql
CARL = {"objectType": "Agent", "openid": "https://example.org/id/carl"}
DORA = {"objectType": "Agent", "mbox_sha1sum": "cd9b00a5611f94eaa7b1661edab976068e364975"}
SQUAD = {"objectType": "Group", "mbox": "mailto:squad@example.org"}
COURSE = {"objectType": "Activity", "id": "https://example.org/course"}
UNLIKE = {
    "actor": CARL,
    "verb": {"id": "https://example.org/verbs/lent"},
    "object": {"objectType": "Activity", "id": "https://example.org/cd"},
}


def test_a_list_is_a_statement_result(lrs: Caller):
    [stored] = lrs.store(said())

    answer = lrs("GET", "statements")

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/json")
    assert [each["id"] for each in answer.json()["statements"]] == [stored]
    assert answer.json().get("more", "") == ""


def test_an_empty_list_is_no_error(lrs: Caller):
    lrs.store(said())

    answer = lrs("GET", "statements", query={"verb": "https://example.org/never"})

    assert answer.status_code == 200
    assert answer.json()["statements"] == []


def test_newest_come_first_unless_ascending(lrs: Caller):
    first, second, third = (lrs.store(said())[0] for _ in range(3))

    assert lrs.found() == lrs.found(ascending="false") == [third, second, first]
    assert lrs.found(ascending="true") == [first, second, third]


@pytest.mark.parametrize("agent", [ANNA, BEN, CARL, DORA, SQUAD], ids=["mbox", "account", "openid", "sha1", "group"])
def test_agent_finds_actors_and_objects(lrs: Caller, agent: dict):
    other = UNLIKE if agent is not CARL else {**UNLIKE, "actor": BEN}
    mine, theirs = lrs.store({**other, "actor": agent}, {**other, "object": agent})
    lrs.store(other)

    assert set(lrs.found(agent=agent)) == {mine, theirs}


def test_agent_finds_members_of_groups(lrs: Caller):
    wanted = lrs.store({**UNLIKE, "actor": CREW}, {**UNLIKE, "actor": TEAM})
    lrs.store(UNLIKE)

    assert set(lrs.found(agent=ANNA)) == set(wanted)


@pytest.mark.parametrize(
    "change",
    [
        *(
            {"context.instructor": DORA},
            {"context.team": {**CREW, "member": [DORA]}},
            {"context.team": TEAM | {"member": [DORA]}},
        ),
        *(
            {"object": {**nested(said())["object"], "actor": DORA}},
            {"object": {**nested(said())["object"], "object": DORA}},
        ),
        {"object": {**nested(said())["object"], "context": {"instructor": DORA}}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_related_agents_finds_them_in_every_place(lrs: Caller, change: dict):
    [wanted] = lrs.store(changed(UNLIKE, change))
    lrs.store(UNLIKE)

    assert lrs.found(agent=DORA) == []
    assert lrs.found(agent=DORA, related_agents="false") == []
    assert lrs.found(agent=DORA, related_agents="true") == [wanted]


def test_related_agents_finds_the_authority(lrs: Caller):
    [stored] = lrs.store(said())
    authority = lrs.statement(stored)["authority"]

    assert lrs.found(agent=authority) == []
    assert lrs.found(agent=authority, related_agents="true") == [stored]


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize(
    "context",
    [
        {"contextAgents": [{"objectType": "contextAgent", "agent": DORA}]},
        {"contextGroups": [{"objectType": "contextGroup", "group": {**CREW, "member": [DORA]}}]},
    ],
    ids=lambda context: next(iter(context)),
)
def test_related_agents_finds_agents_and_groups_of_the_context(lrs_2: Caller, context: dict, within: bool):
    statement = {**UNLIKE, "context": context}
    [wanted] = lrs_2.store(nested(statement) if within else statement)

    assert lrs_2.found(agent=DORA) == []
    assert lrs_2.found(agent=DORA, related_agents="true") == [wanted]


def test_verb_finds_by_its_id(lrs: Caller):
    wanted, _other = lrs.store(said(), UNLIKE)

    assert lrs.found(verb=READ["id"]) == [wanted]


def test_activity_finds_objects(lrs: Caller):
    wanted, _other = lrs.store(said(), changed(UNLIKE, {"context.contextActivities.parent": [BOOK]}))

    assert lrs.found(activity=BOOK["id"]) == lrs.found(activity=BOOK["id"], related_activities="false") == [wanted]


@pytest.mark.parametrize(
    "change",
    [
        *({f"context.contextActivities.{key}": [COURSE]} for key in ("parent", "grouping", "category", "other")),
        {"object": {**nested(said())["object"], "object": COURSE}},
        {"object": {**nested(said())["object"], "context": {"contextActivities": {"category": [COURSE]}}}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_related_activities_finds_them_in_every_place(lrs: Caller, change: dict):
    [wanted] = lrs.store(changed(UNLIKE, change))
    lrs.store(UNLIKE)

    assert lrs.found(activity=COURSE["id"]) == []
    assert lrs.found(activity=COURSE["id"], related_activities="true") == [wanted]


def test_registration_finds_its_statements(lrs: Caller):
    registration = str(uuid4())
    wanted, _other, _none = lrs.store(
        changed(said(), {"context.registration": registration}),
        changed(said(), {"context.registration": str(uuid4())}),
        said(),
    )

    assert lrs.found(registration=registration) == lrs.found(registration=registration.upper()) == [wanted]


def test_since_is_after_and_until_at_or_before(lrs: Caller):
    first, second, third = (lrs.store(said())[0] for _ in range(3))
    moment = lrs.statement(second)["stored"]

    assert lrs.found(since=moment) == [third]
    assert lrs.found(until=moment) == [second, first]
    assert lrs.found(since=moment, until=moment) == []


def test_moments_are_understood_in_every_offset(lrs: Caller):
    [stored] = lrs.store(said())
    moment = datetime.fromisoformat(lrs.statement(stored)["stored"]) - timedelta(seconds=1)
    elsewhere = (moment + timedelta(hours=5)).replace(tzinfo=None).isoformat() + "+05:00"

    assert lrs.found(since=elsewhere) == [stored]
    assert lrs.found(until=elsewhere) == []


def test_filters_work_together(lrs: Caller):
    wanted, _other = lrs.store(said(), said(actor=BEN))

    assert lrs.found(agent=ANNA, verb=READ["id"], activity=BOOK["id"], since="2020-01-01T00:00:00Z") == [wanted]


def test_filters_follow_references(lrs: Caller):
    [target] = lrs.store(said())
    [about] = lrs.store({**UNLIKE, "object": reference(target)})
    [about_that] = lrs.store({**UNLIKE, "object": reference(about)})
    lrs.store(UNLIKE)

    assert lrs.found(verb=READ["id"]) == [about_that, about, target]
    assert lrs.found(agent=ANNA) == [about_that, about, target]


def test_limit_bounds_the_page(lrs: Caller):
    stored = [lrs.store(said())[0] for _ in range(3)]

    assert lrs.found(limit="2") == [stored[2], stored[1]]
    assert lrs.found(limit="0") == stored[::-1]


def pages(lrs: Caller, **query: Any) -> list[list[str]]:
    answer = lrs("GET", "statements", query=query)
    found = [answer.json()]
    while more := found[-1].get("more"):
        answer = lrs("GET", more.removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("application/json")
        assert answer["X-Experience-API-Consistent-Through"]
        found.append(answer.json())
    assert all(set(each) <= {"statements", "more"} for each in found)
    return [[statement["id"] for statement in each["statements"]] for each in found]


@pytest.mark.parametrize("ascending", ["true", "false"])
def test_more_leads_through_all_pages(lrs: Caller, ascending: str):
    stored = [lrs.store(said())[0] for _ in range(5)]
    lrs.store(UNLIKE)
    wanted = stored if ascending == "true" else stored[::-1]

    found = pages(lrs, limit="2", verb=READ["id"], ascending=ascending)

    assert found == [wanted[:2], wanted[2:4], wanted[4:]]


def test_more_is_empty_when_all_is_told(lrs: Caller):
    lrs.store(said(), said())

    assert pages(lrs, limit="2") == [lrs.found()]


def test_more_keeps_the_format(lrs: Caller):
    lrs.store(said(), said())
    first = lrs("GET", "statements", query={"limit": "1", "format": "ids"}).json()

    second = lrs("GET", first["more"].removeprefix("http://testserver")).json()

    assert "definition" not in second["statements"][0]["object"]


def test_a_more_that_was_never_given_is_refused(lrs: Caller):
    assert lrs("GET", "statements/more/abc").status_code in {400, 404}


@pytest.mark.parametrize(
    "query",
    [
        *(
            {"agent": bad}
            for bad in ("x", "{}", "true", "[]", '{"mbox":"x"}', '{"name":"x"}', '{"objectType":"Group","member":[]}')
        ),
        *({name: bad} for name in ("verb", "activity") for bad in ("", "x", "example.org/x")),
        *(
            {name: bad}
            for name in ("since", "until")
            for bad in ("", "yesterday", "2026-13-01T00:00:00Z", "2026-01-01T00:00:00-00:00")
        ),
        *(
            {name: bad}
            for name in ("ascending", "related_agents", "related_activities", "attachments")
            for bad in ("", "yes", "1", "null")
        ),
        *({"limit": bad} for bad in ("", "-1", "x", "1.5", "1e3")),
        *({"format": bad} for bad in ("", "x", "EXACT")),
    ],
    ids=str,
)
def test_a_filter_that_breaks_the_rules_is_refused(lrs: Caller, query: dict):
    assert lrs("GET", "statements", query=query).status_code == 400
