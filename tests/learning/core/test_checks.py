import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from learning.core import checks


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PROFILE", "production", []),
        ("PROFILE", "demo", []),
        ("PROFILE", "Production", ["lernhafen.E001"]),
        ("DISCLOSURE_FLOOR", 9, ["lernhafen.E002"]),
        ("DISCLOSURE_FLOOR", 10, []),
        ("DISCLOSURE_FLOOR", 50, []),
        ("DISCLOSURE_FLOOR", 51, ["lernhafen.E002"]),
        ("SDC_KEY", "k" * 31, ["lernhafen.E003"]),
        ("SDC_KEY", "k" * 32, []),
        ("SDC_KEY", "ü" * 16, []),
        ("OUTBOX_MAX_ATTEMPTS", 0, ["lernhafen.E004"]),
        ("OUTBOX_MAX_ATTEMPTS", 1, []),
    ],
)
def test_the_platform_refuses_to_start_with(settings: Settings, name: str, value: object, expected: list[str]) -> None:
    setattr(settings, name, value)

    found = [each for each in run_checks() if str(each.id).startswith("lernhafen.")]

    assert [each.id for each in found] == expected
    assert all(each.is_serious() for each in found)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [("production", []), ("demo", ["lernhafen.E010"]), ("test", ["lernhafen.E010"])],
)
def test_only_the_production_profile_may_be_deployed(settings: Settings, profile: str, expected: list[str]) -> None:
    settings.PROFILE = profile

    assert [each.id for each in checks.check_profile_for_people()] == expected


@pytest.mark.parametrize(
    ("profile", "address", "expected"),
    [
        ("production", "http://localhost:8000", ["lernhafen.E011"]),
        ("production", "lernen.example.org", ["lernhafen.E011"]),
        ("production", "https://lernen.example.org", []),
        ("demo", "http://localhost:8000", []),
    ],
)
def test_people_are_served_by_https_alone(settings: Settings, profile: str, address: str, expected: list[str]) -> None:
    settings.PROFILE, settings.BASE_URL = profile, address

    found = checks.check_address_for_people()

    assert [each.id for each in found] == expected
    assert all("BASE_URL" in str(each.hint) for each in found)
