"""/agents: what is known of one agent."""

import pytest

from tests.tracking.lrs.calls import VERSIONS, Call, calling
from tracking.lrs.models import Agent

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
ANNA = {"mbox": "mailto:anna@example.org"}
AGENTS = [
    {"mbox": "mailto:anna@example.org"},
    {"mbox_sha1sum": "a" * 40},
    {"openid": "https://example.org/anna"},
    {"account": {"homePage": "https://example.org", "name": "anna"}},
]


@pytest.fixture(params=VERSIONS)
def call(request: pytest.FixtureRequest) -> Call:
    return calling("all", version=request.param)


def told_of_by_statement(agent: dict) -> None:
    said = {"actor": agent, "verb": {"id": "https://example.org/read"}, "object": {"id": "https://example.org/book"}}
    assert calling("all")("POST", "statements", said).status_code == 200


@pytest.mark.parametrize("agent", AGENTS)
def test_an_unknown_agent_is_a_person_with_what_was_asked(call, agent):
    before = Agent.objects.count()

    answer = call("GET", "agents", agent=agent)

    [(name, value)] = agent.items()
    assert (answer.status_code, answer.json()) == (200, {"objectType": "Person", name: [value]})
    assert Agent.objects.count() == before


def test_names_are_those_asked_with_and_those_of_statements(call):
    told_of_by_statement({**ANNA, "name": "Anna"})

    answer = call("GET", "agents", agent={**ANNA, "name": "Anna Berg"})

    assert answer.json() == {"objectType": "Person", "name": ["Anna Berg", "Anna"], "mbox": [ANNA["mbox"]]}


@pytest.mark.parametrize(
    ("scope", "sees"),
    [("statements/read/mine", False), ("state", False), ("profile", False), ("statements/read", True)],
)
def test_names_of_statements_are_for_keys_that_read_all_statements(scope, sees):
    told_of_by_statement({**ANNA, "name": "Anna"})

    answer = calling(scope)("GET", "agents", agent=ANNA)

    assert answer.json().get("name") == (["Anna"] if sees else None)


@pytest.mark.parametrize(
    "agent",
    ["", "true", "not JSON", "{}", '{"name": "Anna"}', '{"objectType": "Group", "mbox": "mailto:a@example.org"}'],
)
def test_what_is_no_agent_is_refused(call, agent):
    answer = call("GET", "agents", agent=agent)

    assert (answer.status_code, answer.json()["path"].split(".")[0]) == (400, "agent")


def test_the_agent_must_be_given_and_nothing_else(call):
    assert call("GET", "agents").json()["path"] == "agent"
    assert call("GET", "agents", agent=ANNA, since="2020-01-01T00:00:00Z").json()["path"] == "since"


@pytest.mark.parametrize("scope", ["statements/write", "define"])
def test_keys_that_read_nothing_learn_nothing(scope):
    assert calling(scope)("GET", "agents", agent=ANNA).status_code == 403
