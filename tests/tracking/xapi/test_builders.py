from pathlib import Path

import orjson
import pytest
from tincan import Statement

from learning.core.events import Event, subscriptions_to
from tests.golden.events import EVENTS, PLATFORM_IRI
from tracking.lrs import platform
from tracking.lrs.validators import check_statement
from tracking.xapi.builders import builders, statement_about

GOLDEN = Path(__file__).parents[2] / "golden"
PROFILE = Path(__file__).parents[3] / "docs" / "xapi-profile.md"


@pytest.fixture(autouse=True)
def named(monkeypatch):
    monkeypatch.setattr(platform, "_known", [PLATFORM_IRI])


def as_file(event: Event) -> bytes:
    return orjson.dumps(statement_about(event), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


@pytest.mark.parametrize("name", EVENTS)
def test_statement_is_the_golden_file_byte_for_byte(name):
    assert as_file(EVENTS[name]) == (GOLDEN / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", EVENTS)
def test_statement_may_enter_the_store(name):
    check_statement(statement_about(EVENTS[name]))


@pytest.mark.parametrize("name", EVENTS)
def test_tincan_reads_and_writes_the_same_statement(name):
    values = statement_about(EVENTS[name])

    assert Statement.from_json(orjson.dumps(values).decode()).as_version() == values


@pytest.mark.parametrize("name", EVENTS)
def test_statement_names_nobody(name):
    actor = statement_about(EVENTS[name])["actor"]

    assert actor == {"objectType": "Agent", "account": {"name": EVENTS[name].learner_key, "homePage": PLATFORM_IRI}}


def test_every_event_with_a_builder_has_a_golden_file():
    assert {type(event) for event in EVENTS.values()} == set(builders)
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(EVENTS)


def test_every_event_with_a_builder_is_recorded_at_once():
    recorded = {
        event
        for event in builders
        for each in subscriptions_to(event, "now")
        if each.key == "tracking.xapi.receivers.record"
    }

    assert recorded == set(builders)


def test_profile_shows_exactly_the_golden_files():
    shown = {}
    for part in PROFILE.read_text().split("\n### ")[1:]:
        name, _newline, rest = part.partition("\n")
        shown[name.strip("` ")] = rest.split("```json\n")[1].split("```")[0]

    assert shown == {path.stem: path.read_text() for path in GOLDEN.glob("*.json")}


def test_definition_of_a_question_does_not_tell_its_answer():
    definition = statement_about(EVENTS["attempts.question_answered"])["object"]["definition"]

    assert set(definition) == {"type", "description", "interactionType", "choices"}
    assert [choice["id"] for choice in definition["choices"]] == sorted(
        choice["id"] for choice in definition["choices"]
    )


def test_the_same_event_gives_the_same_statement():
    event = EVENTS["attempts.question_answered"]

    again = type(event).from_payload(orjson.loads(orjson.dumps(event.payload())))

    assert statement_about(again) == statement_about(event)
