"""/agents (xAPI 1.0.3 Part 3, 2.4; IEEE 9274.1.1, 4.1.6.3)."""

import json

import pytest

from tests.conformance.caller import Caller
from tests.conformance.cases.actors import IFIS
from tests.conformance.said import said


def person(lrs: Caller, agent: object) -> dict:
    answer = lrs("GET", "agents", query={"agent": agent})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/json")
    return answer.json()


@pytest.mark.parametrize(("name", "value"), IFIS.items(), ids=list(IFIS))
def test_a_person_tells_names_and_identifiers_as_arrays(lrs: Caller, name: str, value: object):
    lrs.store(said(actor={"objectType": "Agent", "name": "Xenia", name: value}))

    assert person(lrs, {name: value}) == {"objectType": "Person", "name": ["Xenia"], name: [value]}


@pytest.mark.parametrize(("name", "value"), IFIS.items(), ids=list(IFIS))
def test_an_agent_nobody_told_of_is_still_a_person(lrs: Caller, name: str, value: object):
    found = person(lrs, {"objectType": "Agent", name: value})

    assert (found["objectType"], found[name]) == ("Person", [value])
    assert set(found) <= {"objectType", "name", name}


def test_every_name_is_an_array_of_texts(lrs: Caller):
    mbox = IFIS["mbox"]
    lrs.store(said(actor={"mbox": mbox, "name": "Xenia"}), said(actor={"mbox": mbox, "name": "Xenia Y."}))

    found = person(lrs, {"mbox": mbox})

    assert found["name"]
    assert all(isinstance(each, str) for each in found["name"])


@pytest.mark.parametrize(
    "bad", [None, "", "x", "true", "1", "[]", "{}", {"name": "x"}, {"mbox": "x"}, {"mbox": ["mailto:x@example.org"]}]
)
def test_an_agent_must_be_given(lrs: Caller, bad: object):
    query = {} if bad is None else {"agent": bad}

    assert lrs("GET", "agents", query=query).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_agents_are_read_alone(lrs: Caller, method: str):
    assert lrs(method, "agents", {}, query={"agent": json.dumps({"mbox": IFIS["mbox"]})}).status_code == 405
