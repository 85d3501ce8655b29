"""No figure before the reader has said what for; what they said is what is written down."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from learning.core.models import AccessEntry
from tests.tracking.reports.conftest import AFTER_Q3
from tracking.reports.models import AgreementPolicy

pytestmark = pytest.mark.django_db
INDEX, PAGE, CSV, XLSX = "/berichte/", "/berichte/teilnahme/", "/berichte/teilnahme.csv", "/berichte/teilnahme.xlsx"
FIGURES, QUESTION = "/teilnahme.xlsx", "Wofür brauchen Sie die Zahlen?</h1>"


@pytest.fixture
def client(closed, petra):
    client = Client()
    client.force_login(petra)
    return client


def recorded():
    return list(AccessEntry.objects.order_by("pk").values_list("purpose", flat=True))


@pytest.mark.parametrize("path", [INDEX, PAGE])
def test_the_reader_is_asked_and_sees_no_figure_before(client, path):
    page = client.get(path, {"einheit": "A", "zeitraum": "2026-Q3"}).content.decode()

    assert QUESTION in page
    assert "Ministerium A" not in page
    assert '<input type="hidden" name="einheit" value="A">' in page
    assert " checked" not in page
    assert recorded() == []


@pytest.mark.parametrize("path", [CSV, XLSX])
def test_the_address_of_a_file_asks_and_then_gives_the_file(client, path):
    page = client.get(path, {"einheit": "A-1"})

    assert QUESTION in page.content.decode()
    assert '<input type="hidden" name="einheit" value="A-1">' in page.content.decode()
    assert recorded() == []
    file = client.get(path, {"einheit": "A-1", "zweck": "0"})
    assert file["Content-Disposition"] == f'attachment; filename="teilnahme-a-1-2026-q3.{path[-4:].strip(".")}"'
    assert recorded() == ["Quartalsbericht"]


def test_the_choice_holds_for_the_day(client, petra):
    with time_machine.travel(AFTER_Q3 + timedelta(hours=13), tick=False):
        client.force_login(petra)
        client.get(PAGE, {"zweck": "1"})
        assert FIGURES in client.get(PAGE).content.decode()
    with time_machine.travel(AFTER_Q3 + timedelta(hours=15), tick=False):
        assert QUESTION in client.get(PAGE).content.decode()

    assert recorded() == ["=1+1", "=1+1"]


def test_the_choice_can_be_changed(client):
    for number in "101":
        client.get(PAGE, {"zweck": number})
    client.get(INDEX)

    assert recorded() == ["=1+1", "Quartalsbericht", "=1+1", "=1+1"]


def test_a_choice_among_other_purposes_does_not_hold(client):
    client.get(PAGE, {"zweck": "1"})
    AgreementPolicy.objects.update(purposes=["Quartalsbericht", "Planung"])

    assert QUESTION in client.get(PAGE).content.decode()


def test_where_one_purpose_is_agreed_there_is_nothing_to_choose(client):
    AgreementPolicy.objects.update(purposes=["Planung"])

    assert FIGURES in client.get(PAGE).content.decode()
    assert recorded() == ["Planung"]
