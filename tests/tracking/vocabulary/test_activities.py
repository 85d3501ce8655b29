from uuid import UUID

import pytest

from tracking.lrs import platform
from tracking.vocabulary import accounts, activities, extensions
from tracking.vocabulary.verbs import Verb

KEY = UUID("5b0f3c52-6f0e-4a7d-9a53-0d7a6a6f1c01")


@pytest.fixture(autouse=True)
def named(monkeypatch):
    monkeypatch.setattr(platform, "_known", ["https://lernhafen.example"])


@pytest.mark.parametrize(
    ("write", "read", "iri"),
    [
        (activities.course_iri, activities.course_key, f"https://lernhafen.example/xapi/courses/{KEY}"),
        (activities.lesson_iri, activities.lesson_key, f"https://lernhafen.example/xapi/lessons/{KEY}"),
        (activities.question_iri, activities.question_key, f"https://lernhafen.example/xapi/questions/{KEY}"),
    ],
)
def test_iri_leads_back_to_the_key(write, read, iri):
    assert write(KEY) == iri
    assert read(iri) == KEY


@pytest.mark.parametrize(
    "iri",
    [
        "",
        f"https://example.org/xapi/courses/{KEY}",
        f"https://lernhafen.example/xapi/lessons/{KEY}",
        "https://lernhafen.example/xapi/courses/one",
        activities.ActivityType.COURSE,
    ],
)
def test_course_key_knows_only_our_courses(iri):
    assert activities.course_key(iri) is None


def test_edition_is_no_course():
    assert activities.course_key(activities.edition_iri(KEY, 3)) is None


def test_verbs_are_those_of_adl_in_both_languages():
    assert [verb.iri for verb in Verb] == [
        "http://adlnet.gov/expapi/verbs/registered",
        "http://adlnet.gov/expapi/verbs/initialized",
        "http://adlnet.gov/expapi/verbs/answered",
        "http://adlnet.gov/expapi/verbs/completed",
    ]
    assert {frozenset(verb.display) for verb in Verb} == {frozenset({"de", "en"})}


def test_registration_is_one_per_learner_and_course():
    other = UUID(int=1)

    assert accounts.registration("a", KEY) == accounts.registration("a", KEY)
    assert len({accounts.registration(*each) for each in (("a", KEY), ("b", KEY), ("a", other))}) == 3


def test_platform_is_no_learner():
    assert accounts.platform_authority() != accounts.learner_account("a" * 32)
    assert accounts.learner_ifi("a") == "account:https://lernhafen.example|a"


def test_extension_stands_below_the_platform():
    assert extensions.try_number_iri() == "https://lernhafen.example/xapi/extensions/try"
