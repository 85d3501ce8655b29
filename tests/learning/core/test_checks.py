import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from learning.core import checks
from tests.learning.core.probe.processes import ROOT
from tests.migrated import sqlite_file


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
    "command",
    [
        ["python", "-c", "import learning.wsgi"],
        ["celery", "-A", "learning", "worker", "--pool", "solo"],
        ["celery", "-A", "learning", "beat"],
    ],
    ids=["web server", "worker", "beat"],
)
def test_no_process_starts_with_a_floor_that_is_too_low(tmp_path: Path, command: list[str]) -> None:
    database = shutil.copy(sqlite_file(), tmp_path)
    own = {"DISCLOSURE_FLOOR": "3", "STATE_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{database}"}
    own["DJANGO_SETTINGS_MODULE"] = "learning.settings"

    done = subprocess.run(  # noqa: S603 -- our own
        [str(Path(sys.executable).with_name(command[0])), *command[1:]],
        cwd=ROOT,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode != 0
    assert "DISCLOSURE_FLOOR=3 is out of range" in done.stderr


@pytest.mark.parametrize(
    ("profile", "is_set", "expected"),
    [("production", False, ["lernhafen.E012"]), ("production", True, []), ("demo", False, [])],
)
def test_the_key_of_figures_is_set_where_people_read_them(
    settings: Settings, profile: str, is_set: bool, expected: list[str]
) -> None:
    settings.PROFILE, settings.SDC_KEY_IS_SET = profile, is_set

    assert [each.id for each in checks.check_disclosure_key_is_set()] == expected


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
