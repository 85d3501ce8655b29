"""Clients that others wrote, against the running store: tincan for Python, @xapi/xapi and tincanjs for Node."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import tincan

from tests.learning.core.probe.processes import ROOT
from tests.migrated import one_at_a_time
from tests.record_store import RecordStore, record_store

pytestmark = pytest.mark.services
HERE = Path(__file__).parent
MODULES = ROOT / "var" / "node"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    with record_store(tmp_path_factory.mktemp("clients")) as started:
        yield started


@pytest.fixture(scope="module")
def modules() -> Path:
    """Where Node finds the clients, installed once for each state of package.json."""
    wanted = (HERE / "package.json").read_text()
    note = MODULES / "package.json"
    with one_at_a_time(MODULES):
        if not ((MODULES / "installed").exists() and note.read_text() == wanted):
            shutil.rmtree(MODULES / "node_modules", ignore_errors=True)
            note.write_text(wanted)
            install = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
            subprocess.run(install, cwd=MODULES, check=True)  # noqa: S603 -- what package.json names
            (MODULES / "installed").touch()
    return MODULES


@pytest.mark.parametrize("walk", ["walk_xapi.cjs", "walk_tincan.cjs"])
def test_a_client_for_node_walks_through(walk: str, store: RecordStore, modules: Path) -> None:
    command = ["node", str(HERE / walk), store.url, store.key, store.secret, str(modules)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 -- our own program

    assert (done.returncode, done.stdout.strip()) == (0, "walked"), done.stderr


@pytest.fixture
def remote(store: RecordStore) -> tincan.RemoteLRS:
    return tincan.RemoteLRS(endpoint=f"{store.url}/", username=store.key, password=store.secret, version="1.0.3")


@pytest.fixture
def agent() -> tincan.Agent:
    return tincan.Agent(mbox=f"mailto:{uuid4()}@example.org")


@pytest.fixture
def activity() -> tincan.Activity:
    return tincan.Activity(id=f"https://example.org/{uuid4()}")


def said(agent: tincan.Agent, activity: tincan.Activity) -> tincan.Statement:
    return tincan.Statement(actor=agent, verb=tincan.Verb(id="https://example.org/read"), object=activity)


def test_tincan_saves_and_finds_statements(remote, agent, activity):
    one = remote.save_statement(said(agent, activity))
    many = remote.save_statements([said(agent, activity) for _each in range(4)])
    assert one.success
    assert many.success

    page = remote.query_statements({"agent": agent, "limit": 2})
    found = [str(each.id) for each in page.content.statements]
    while page.content.more:
        page = remote.more_statements(page.content)
        found += [str(each.id) for each in page.content.statements]

    ids = [one.content.id, *(each.id for each in many.content)]
    assert sorted(found) == sorted(map(str, ids))
    assert str(remote.retrieve_statement(str(one.content.id)).content.id) == str(one.content.id)


def test_tincan_keeps_states_and_profiles(remote, agent, activity):
    state = tincan.StateDocument(
        agent=agent, activity=activity, id="bookmark", content=json.dumps({"page": 3}), content_type="application/json"
    )
    assert remote.save_state(state).success
    assert json.loads(remote.retrieve_state(activity, agent, "bookmark").content.content) == {"page": 3}
    assert remote.retrieve_state_ids(activity, agent).content == ["bookmark"]
    assert remote.delete_state(remote.retrieve_state(activity, agent, "bookmark").content).success
    assert remote.retrieve_state_ids(activity, agent).content == []


def test_tincan_changes_a_profile_that_is_there(remote, store, agent):
    """It makes none anew: it never sends the header that 1.0.3 asks for (If-None-Match)."""
    profile = tincan.AgentProfileDocument(agent=agent, id="taste", content="blau", content_type="text/plain")
    assert remote.save_agent_profile(profile).response.status == 400
    store.call("POST", "/agents/profile", {"colour": "red"}, agent=agent.to_json("1.0.3"), profileId="taste")

    profile.etag = remote.retrieve_agent_profile(agent, "taste").response.getheader("ETag")
    assert remote.save_agent_profile(profile).success
    assert remote.retrieve_agent_profile(agent, "taste").content.content.decode() == "blau"


def test_tincan_reads_about(remote):
    assert remote.about().content.version == ["1.0.0", "1.0.1", "1.0.2", "1.0.3"]
