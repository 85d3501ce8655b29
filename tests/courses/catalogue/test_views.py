from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.content.commands import withdraw_course
from tests.courses.catalogue.pages import text_of, titles_in
from tracking.enrolment.commands import start_course

pytestmark = pytest.mark.postgresql


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_strangers_are_sent_to_the_sign_in(client, db):
    response = client.get("/katalog/?q=agil")

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_posting_is_refused(signed_in):
    assert signed_in.post("/katalog/").status_code == 405


def test_list_is_in_the_order_of_titles_and_leaves_closed_courses_out(signed_in, add_course):
    for title in ("Zeit planen", "Ämter finden", "Bescheide"):
        add_course(title)
    add_course("Alt", is_open=False)

    assert titles_in(signed_in.get("/katalog/")) == ["Ämter finden", "Bescheide", "Zeit planen"]


def test_nothing_found_offers_ways_on(signed_in, add_course):
    add_course("Interviews führen", minutes=8)
    page = signed_in.get("/katalog/?q=intreveiw&dauer=30")

    assert page.status_code == 200
    assert "Nichts gefunden zu „intreveiw“" in text_of(page)
    assert "Meinten Sie Interviews? Dazu gibt es einen Kurs." in text_of(page)
    assert 'href="/katalog/?dauer=10"' in page.content.decode()
    assert 'href="/seite/rueckmeldung/?zu=thema"' in page.content.decode()


def test_an_empty_catalogue_says_so(signed_in):
    assert "Hier stehen Kurse, sobald der erste veröffentlicht ist." in text_of(signed_in.get("/katalog/"))


def test_some_words_only_is_told(signed_in, add_course):
    add_course("Scrum kennenlernen")

    assert "Diese passen zu den meisten." in text_of(signed_in.get("/katalog/?q=scrum+finanzamt"))


@pytest.mark.parametrize(
    "address",
    [
        "?thema=unbekannt&dauer=9999&stufe=",
        "?seite=0",
        "?seite=-3",
        "?seite=abc",
        "?seite=99999999999999999999",
        "?seite=²",
        "?q=%FF%FE",
        "?q=%ED%A0%80",
        "?q=" + "a" * 5000,
        "?q=" + "wort+" * 500,
        "?q=%22%27%3C%3E%25%5C(",
        "?unbekannt=1&q=&thema=agile&thema=agile",
        "?q=\U0001f600",
    ],
)
def test_addresses_that_mean_nothing_still_answer(signed_in, add_course, address):
    add_course("Agil")

    assert signed_in.get("/katalog/" + address).status_code == 200


def test_pages_keep_the_query(signed_in, add_course):
    for number in range(27):
        add_course(f"Agil {number:02}")
    first, second = signed_in.get("/katalog/?q=agil&thema=agile"), signed_in.get("/katalog/?q=agil&thema=agile&seite=2")

    assert len(titles_in(first)) == 25
    assert titles_in(second) == ["Agil 25", "Agil 26"]
    assert 'href="?q=agil&amp;thema=agile&amp;seite=2"' in first.content.decode()
    assert 'href="?q=agil&amp;thema=agile"' in second.content.decode()
    assert '<ol class="hits" start="26">' in second.content.decode()
    assert titles_in(signed_in.get("/katalog/?q=agil&thema=agile&seite=9")) == titles_in(second)


def test_own_state_stands_at_each_course(signed_in, lena, add_course):
    begun = add_course("Begonnenes Werkzeug")
    add_course("Neues Werkzeug")
    start_course(learner=lena, offer=begun, language="de")

    assert [text_of(signed_in.get(f"/katalog/?q={q}")).count("Begonnen") for q in ("neu", "werkzeug")] == [0, 2]


def test_a_course_in_another_language_says_so(signed_in, lena, add_course):
    add_course("Nur deutsch")
    add_course("Zwei", english="Two")
    add_course("", english="English only")
    german = signed_in.get("/katalog/").content.decode()
    lena.language = "en"
    lena.save()
    english = signed_in.get("/katalog/").content.decode()

    assert '<h3 lang="en"><a href="/kurse/' in german
    assert "Zurzeit nur auf Englisch" in german
    assert '<h3 lang="de">' in english
    assert '">Two</a>' in english


def test_what_is_published_changed_or_withdrawn_shows_at_once(signed_in, add_course):
    first = add_course("Agil eins")
    assert titles_in(signed_in.get("/katalog/?q=agil")) == ["Agil eins"]

    add_course("Agil zwei")
    assert titles_in(signed_in.get("/katalog/?q=agil")) == ["Agil eins", "Agil zwei"]

    withdraw_course(course_key=first.course_key)
    assert titles_in(signed_in.get("/katalog/?q=agil")) == ["Agil zwei"]

    first.words, first.is_open, first.updated_at = f"Agil eins\n{uuid4().hex}\nSprint", True, timezone.now()
    first.save()
    assert titles_in(signed_in.get("/katalog/?q=sprint")) == ["Agil eins"]


def test_lessons_of_a_new_edition_are_found_at_once(signed_in, add_course):
    add_course("Zuhören", lessons={"Anfangen": []})
    assert titles_in(signed_in.get("/katalog/?q=anfangen")) == ["Zuhören"]

    add_course("Zuhören bis zuletzt", lessons={"Aufhören": []})
    assert titles_in(signed_in.get("/katalog/?q=aufhören")) == ["Zuhören bis zuletzt"]
    assert titles_in(signed_in.get("/katalog/?q=anfangen")) == ["Zuhören"]


def test_queries_do_not_grow_with_the_courses(signed_in, lena, add_course):
    def add(number: int) -> None:
        for place in range(number):
            offer = add_course(f"Agil {place}", minutes=1 + place % 60)
            if place % 4 == 0:
                start_course(learner=lena, offer=offer, language="de")

    address = "/katalog/?q=agil&dauer=30&thema=agile"
    add(3)
    queries_of(signed_in, address)
    with_three = queries_of(signed_in, address)
    add(97)
    when_read_anew = queries_of(signed_in, address)
    with_hundred = queries_of(signed_in, address)

    assert with_three == with_hundred
    assert when_read_anew == with_hundred + 3, "offers, and editions and lessons that this process has not seen yet"
    assert when_read_anew <= 8
