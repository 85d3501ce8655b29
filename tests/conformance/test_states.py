"""/activities/state alone (xAPI 1.0.3 Part 3, 2.3; IEEE 9274.1.1, 4.1.6.2)."""

from uuid import uuid4

import pytest

from tests.conformance.caller import Caller
from tests.conformance.resources import RESOURCES

pytestmark = pytest.mark.postgresql
STATE = RESOURCES["state"]
METHODS = ["GET", "PUT", "POST", "DELETE"]


def keep(lrs: Caller, name: str, **other: str) -> None:
    assert lrs("POST", STATE.path, {"name": name}, query=STATE.query(name, **other)).status_code == 204


def listed(lrs: Caller, **query: str) -> list[str]:
    return sorted(lrs("GET", STATE.path, query={**STATE.owner, **query}).json())


@pytest.mark.parametrize(("method", "status"), [("PUT", 204), ("POST", 204), ("GET", 200), ("DELETE", 204)])
def test_a_registration_may_be_given(lrs: Caller, method: str, status: int):
    registration = str(uuid4())
    keep(lrs, "a", registration=registration)
    query = STATE.query("a", registration=registration)

    body = {"b": 1} if method in {"PUT", "POST"} else None
    assert lrs(method, STATE.path, body, query=query, headers={"If-Match": "*"}).status_code == status


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("bad", ["true", "", "x", "7f2c1b0e3a4d4c5e8f6a1b2c3d4e5f60"])
def test_a_registration_is_a_uuid(lrs: Caller, method: str, bad: str):
    assert lrs(method, STATE.path, {}, query=STATE.query(registration=bad)).status_code == 400


def test_states_with_and_without_registration_are_two(lrs: Caller):
    registration = str(uuid4())
    keep(lrs, "a")
    keep(lrs, "a", registration=registration)
    lrs("POST", STATE.path, {"more": 1}, query=STATE.query("a", registration=registration))

    assert lrs("GET", STATE.path, query=STATE.query("a")).json() == {"name": "a"}
    assert lrs("GET", STATE.path, query=STATE.query("a", registration=registration)).json() == {"name": "a", "more": 1}


def test_a_registration_narrows_the_list(lrs: Caller):
    first, second = str(uuid4()), str(uuid4())
    keep(lrs, "a", registration=first)
    keep(lrs, "b", registration=second)

    assert listed(lrs, registration=first) == ["a"]
    assert listed(lrs, registration=str(uuid4())) == []


def test_delete_without_an_id_clears_all_that_fit(lrs: Caller):
    keep(lrs, "a")
    keep(lrs, "b")
    lrs("POST", STATE.path, {}, query=STATE.query("c", activityId="https://example.org/courses/2"))

    assert lrs("DELETE", STATE.path, query=STATE.owner).status_code == 204

    assert listed(lrs) == []
    assert listed(lrs, activityId="https://example.org/courses/2") == ["c"]


def test_delete_without_an_id_keeps_other_registrations(lrs: Caller):
    first, second = str(uuid4()), str(uuid4())
    keep(lrs, "a", registration=first)
    keep(lrs, "b", registration=second)

    assert lrs("DELETE", STATE.path, query={**STATE.owner, "registration": first}).status_code == 204

    assert (listed(lrs, registration=first), listed(lrs, registration=second)) == ([], ["b"])


@pytest.mark.parametrize("since", ["not a timestamp", "2026-01-01T00:00:00Z"])
def test_delete_knows_no_since(lrs: Caller, since: str):
    keep(lrs, "a")

    assert lrs("DELETE", STATE.path, query={**STATE.owner, "since": since}).status_code == 400

    assert listed(lrs) == ["a"]
