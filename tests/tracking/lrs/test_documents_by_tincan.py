"""States and profiles as a client library writes and reads them. It never sends If-None-Match, so by the rules of 1.0.3
it can change profiles but not make them; and it hides the ETag of what it read."""

from typing import Any

import pytest
from tincan import Activity, Agent, RemoteLRS, StateDocument

from tests.tracking.lrs.calls import calling
from tracking.lrs.commands.keys import create_key

BOOK = Activity(id="https://example.org/book")
ANNA = Agent(mbox="mailto:anna@example.org")


@pytest.fixture
def lrs(live_server: Any) -> RemoteLRS:
    key = create_key(name="test", scopes=["all"])
    return RemoteLRS(version="1.0.3", endpoint=f"{live_server.url}/xapi/", username=key.key, password=key.secret)


def test_states(lrs):
    state = StateDocument(activity=BOOK, agent=ANNA, id="bookmark", content="page 1", content_type="text/plain")
    assert lrs.save_state(state).success

    found = lrs.retrieve_state(BOOK, ANNA, "bookmark").content
    assert bytes(found.content) == b"page 1"
    assert lrs.retrieve_state_ids(BOOK, ANNA).content == ["bookmark"]

    found.content = "page 2"
    assert lrs.save_state(found).success
    found.etag = '"1234"'
    assert lrs.save_state(found).response.status == 412

    assert lrs.delete_state(state).success
    assert lrs.clear_state(BOOK, ANNA).success
    assert lrs.retrieve_state_ids(BOOK, ANNA).content == []


def test_profiles(lrs):
    calling("all")("POST", "agents/profile", {"page": 1}, agent={"mbox": ANNA.mbox}, profileId="p")
    calling("all")("POST", "activities/profile", {"page": 1}, activityId=BOOK.id, profileId="p")

    for answer, save in (
        (lrs.retrieve_agent_profile(ANNA, "p"), lrs.save_agent_profile),
        (lrs.retrieve_activity_profile(BOOK, "p"), lrs.save_activity_profile),
    ):
        profile = answer.content
        profile.content = '{"page": 2}'
        assert save(profile).response.status == 409
        profile.etag = answer.response.getheader("ETag")
        assert save(profile).success
        assert save(profile).response.status == 412

    assert bytes(lrs.retrieve_agent_profile(ANNA, "p").content.content) == b'{"page": 2}'
    assert lrs.retrieve_activity_profile_ids(BOOK).content == ["p"]
    assert lrs.delete_agent_profile(lrs.retrieve_agent_profile(ANNA, "p").content).success
    assert lrs.retrieve_agent_profile_ids(ANNA).content == []
