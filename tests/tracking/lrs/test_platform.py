"""The records keep the name of the platform, whatever its address becomes."""

import pytest
from django.core.checks import run_checks

from tests.factories.tracking import RIGHT, course, enrolled, learner
from tracking.attempts.commands import answer_question
from tracking.lrs import platform
from tracking.lrs.commands import store_statements
from tracking.lrs.commands.keys import create_key
from tracking.lrs.models import Agent, KeptIri, Key
from tracking.lrs.platform import iris_of_records, keep_platform_iri, platform_iri
from tracking.progress.differences import differences

pytestmark = pytest.mark.django_db
ANNA = {"mbox": "mailto:anna@example.org"}
FIRST, LATER = "https://lernen.example", "https://akademie.example"


@pytest.fixture(autouse=True)
def _first_start(monkeypatch, settings):
    monkeypatch.setattr(platform, "_known", [])
    KeptIri.objects.all().delete()
    settings.PLATFORM_IRI, settings.BASE_URL = "", FIRST
    keep_platform_iri()


def start_anew() -> None:
    """As a new process does: it migrates first and remembers nothing."""
    platform._known.clear()
    keep_platform_iri()


def test_platform_is_named_by_the_address_of_the_first_start():
    assert platform_iri() == FIRST


def test_another_address_changes_no_name(settings):
    settings.BASE_URL = LATER

    start_anew()

    assert platform_iri() == FIRST


def test_what_was_learned_counts_at_another_address(settings):
    taken = course(lessons=[1])
    enrolment = enrolled(taken, learner=learner())
    answer_question(enrolment=enrolment, unit=taken.units[0], question=taken.question(0), number=1, response=RIGHT)

    settings.BASE_URL = LATER
    start_anew()

    assert list(differences()) == []
    assert iris_of_records() == [FIRST]


def test_a_setting_stands_above_the_address(settings):
    KeptIri.objects.all().delete()
    settings.PLATFORM_IRI = LATER

    start_anew()

    assert platform_iri() == LATER


def recorded_by(platform: str) -> None:
    said = {"actor": ANNA, "verb": {"id": "https://example.org/read"}, "object": {"id": "https://example.org/book"}}
    account = {"homePage": platform, "name": "platform"}
    store_statements(statements=[said], authority={"objectType": "Agent", "account": account})


def test_who_is_only_called_so_is_no_platform():
    said = {"verb": {"id": "https://example.org/read"}, "object": {"id": "https://example.org/book"}}
    actor = {"account": {"homePage": "https://evil.example", "name": "platform"}}
    store_statements(statements=[{**said, "actor": actor}], authority=ANNA)
    recorded_by("https://tool.example")
    create_key(name="tool", scopes=["statements/write"])
    Key.objects.update(authority=Agent.objects.get(ifi="account:https://tool.example|platform"))

    assert iris_of_records() == []


def test_records_older_than_the_table_name_the_platform(settings):
    KeptIri.objects.all().delete()
    recorded_by("https://older.example")

    start_anew()

    assert platform_iri() == "https://older.example"


@pytest.mark.parametrize(("setting", "found"), [("", []), (FIRST, []), (LATER, ["lernhafen.E005"])])
def test_a_setting_that_contradicts_the_records_refuses_to_start(settings, setting, found):
    settings.PLATFORM_IRI = setting

    said = run_checks(databases=["default"])

    assert [each.id for each in said if each.id == "lernhafen.E005"] == found
