"""Reports with figures in English; pages that need none are walked in tests/architecture/test_translations.py."""

import csv
import re
from io import StringIO

import pytest
from django.test import Client

from tests.architecture.catalogue import german_in, german_on
from tests.factories.tracking import Course

PAGES = ("/berichte/", "/berichte/teilnahme/", "/berichte/teilnahme/?zeitraum=2026-2", "/berichte/methode/")


@pytest.fixture
def client(reads, petra):
    petra.language = "en"
    petra.save()
    return reads(petra)


@pytest.mark.parametrize("address", PAGES)
def test_a_report_is_english(closed, client, address):
    page = client.get(address).content.decode()

    assert '<html lang="en"' in page
    assert german_on(page) == set()


@pytest.mark.parametrize("address", ["/berichte/", "/berichte/teilnahme/", "/berichte/vereinbarung/"])
def test_the_agreed_purposes_are_marked_as_german(closed, client, petra, address):
    marked = r'<(?:option|dd|li|dt|span)\b[^>]*lang="de"[^>]*>Quartalsbericht<'
    client.get(address)
    page = client.get(address).content.decode()

    assert re.search(marked, page)
    assert page.count(">Quartalsbericht<") == len(re.findall(marked, page))
    petra.language = "de"
    petra.save()
    assert 'lang="de">Quartalsbericht' not in client.get(address).content.decode()


def test_the_question_for_a_purpose_marks_them_too(closed, petra):
    petra.language = "en"
    petra.save()
    client = Client()
    client.force_login(petra)

    assert '<label for="zweck-0" lang="de">Quartalsbericht<' in client.get("/berichte/").content.decode()


def test_a_report_on_one_course_says_days_and_shares_as_english_does(closed, client, story: Course):
    page = client.get("/berichte/teilnahme/", {"kurs": story.offer.slug}).content.decode()

    assert "57 staff on the reference date" in page
    assert "As of 30 Sep 2026" in page
    assert re.search(r'class="p">\d+%<', page)
    assert "\N{NO-BREAK SPACE}%" not in page
    assert german_on(page) == set()


def test_a_file_is_english(closed, client):
    said = ""
    for file in ("teilnahme.csv", "teilnahme-angaben.csv"):
        text = b"".join(client.get(f"/berichte/{file}").streaming_content).decode("utf-8-sig")
        said += " ".join(cell for row in csv.reader(StringIO(text), delimiter=";") for cell in row)

    assert "Participation and completion" in said
    assert "30 Sep 2026" in said
    assert german_in(said) == set()
