"""The records keep the name of the platform, whatever its address becomes."""

import pytest
from django.core.checks import run_checks

from tests.factories.tracking import RIGHT, course, enrolled, learner
from tracking.attempts.commands import answer_question
from tracking.lrs import platform
from tracking.lrs.models import Agent, KeptIri, key_of
from tracking.lrs.platform import iris_of_records, keep_platform_iri, platform_iri
from tracking.progress.differences import differences

pytestmark = pytest.mark.django_db
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


def test_records_older_than_the_table_name_the_platform(settings):
    KeptIri.objects.all().delete()
    Agent.objects.create(
        key=key_of("account:https://older.example|platform"), ifi="account:https://older.example|platform"
    )

    start_anew()

    assert platform_iri() == "https://older.example"


@pytest.mark.parametrize(("setting", "found"), [("", []), (FIRST, []), (LATER, ["lernhafen.E005"])])
def test_a_setting_that_contradicts_the_records_refuses_to_start(settings, setting, found):
    settings.PLATFORM_IRI = setting

    said = run_checks(databases=["default"])

    assert [each.id for each in said if each.id == "lernhafen.E005"] == found
