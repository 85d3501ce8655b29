"""The past of the demo: real statements, closed quarters, and Lena still new."""

import csv
import re
from datetime import UTC, datetime
from io import StringIO
from uuid import UUID

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from learning.accounts.models import User
from learning.organisation.demo.loading import load_people_of_the_demo
from tests.factories.tracking import course
from tracking.enrolment.models import Enrolment
from tracking.lrs.models import Statement
from tracking.progress.models import CourseProgress
from tracking.reports.models import Snapshot
from tracking.reports.queries.agreements import agreement_on
from tracking.reports.queries.units import units_today

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

KEY = UUID("7e0b4f4c-6c1d-4c39-9a53-2f6f4f0c8b11")
"""Who learned, and how much, hangs on it."""
TOLD = re.compile(r"(hat|haben) begonnen")
"""The title of a report with figures: a third has, three have."""


@pytest.fixture
def demo():
    load_people_of_the_demo()
    course(key=KEY, lessons=[1, 0, 2])
    call_command("load_demo_history", verbosity=0)


def test_progress_is_what_the_statements_say(demo, capsys):
    call_command("rebuild_progress", check=True)

    assert CourseProgress.objects.exclude(completed_at=None).exists()


def test_statements_of_all_courses_are_stored_in_the_order_of_their_days():
    load_people_of_the_demo()
    for slug in ("erster", "zweiter"):
        course(lessons=[1], slug=slug)
    call_command("load_demo_history", verbosity=0)

    moments = list(Statement.objects.order_by("pk").values_list("stored", flat=True))

    assert len(moments) > 2
    assert moments == sorted(moments)


def test_lena_stays_new(demo):
    lena = User.objects.get(email="lena@lernhafen.example")

    assert not Enrolment.objects.filter(learner_key=lena.learner_key).exists()


def test_both_quarters_are_closed_and_the_report_is_agreed(demo):
    assert Snapshot.objects.count() == 2
    assert set(agreement_on("participation").approvals_in(units_today())) == {unit.code for unit in units_today()}


def test_again_adds_nothing(demo):
    before = Statement.objects.count(), Enrolment.objects.count(), Snapshot.objects.count()

    call_command("load_demo_history", verbosity=0)

    assert (Statement.objects.count(), Enrolment.objects.count(), Snapshot.objects.count()) == before


def test_petra_reads_figures_and_a_colleague_sees_their_course(demo):
    client = Client()
    client.force_login(User.objects.get(email="petra@lernhafen.example"))
    assert TOLD.search(client.get("/berichte/teilnahme/", {"zweck": "0"}).content.decode())

    done = CourseProgress.objects.exclude(completed_at=None).first()
    client.force_login(User.objects.get(learner_key=done.learner_key))
    assert "Abgeschlossen" in client.get("/").content.decode()


@pytest.mark.parametrize(("name", "sees_other_ministry"), [("paul", True), ("petra", False), ("karl", False)])
def test_the_agreement_of_the_demo_covers_the_land_and_each_reader_their_part(demo, client, name, sees_other_ministry):
    client.force_login(User.objects.get(email=f"{name}@lernhafen.example"))

    page = client.get("/berichte/teilnahme/", {"zweck": "0"}).content.decode()

    assert TOLD.search(page)
    assert ("Ministerium für Wirtschaft" in page) is sees_other_ministry


@pytest.mark.parametrize("day", [(2026, 1, 7), (2026, 6, 25), (2026, 8, 14)])
def test_petra_sees_every_protection_at_work(client, day):
    """On whatever day the demo is started."""
    with time_machine.travel(datetime(*day, 10, tzinfo=UTC), tick=False):
        load_people_of_the_demo()
        course(key=KEY, lessons=[1, 0, 2])
        call_command("load_demo_history", verbosity=0)
        client.force_login(User.objects.get(email="petra@lernhafen.example"))
        rows = files_of(client, "teilnahme.csv")
        reasons = {row["Bedeutung"] for row in files_of(client, "teilnahme-angaben.csv")}

    said = {row["Angabe"].partition(" von ")[0] for row in rows}
    assert "höchstens 2" in said
    assert any(words.startswith("mindestens ") for words in said)
    assert any("zusammengefasst" in row["Einheit"] for row in rows)
    assert "zusammengefasst, damit keine kleine Gruppe übrig bleibt" in reasons
    assert len({row["Stand"] for row in rows}) == 2, "some figures stand from the quarter before, others are new"


def files_of(client, name):
    content = b"".join(client.get(f"/berichte/{name}", {"zweck": "0", "umfang": "bereich"}).streaming_content)
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
