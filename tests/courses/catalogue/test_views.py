from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from courses.content.commands import withdraw_course
from tracking.enrolment.commands import start_course

pytestmark = pytest.mark.postgresql


def text_of(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def titles_in(response) -> list[str]:
    return ["".join(piece.text for piece in hit.title) for hit in response.context["catalogue"].hits]


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


def test_search_says_why_a_course_fits(signed_in, add_course):
    add_course("Eine gute User Story", goals=("den Zweck finden",), synonyms=("Anforderung",), summary="Ein Satz.")

    assert "Passt, weil der Kurs auch unter „<mark>Anforderung</mark>“ zu finden ist." in (
        signed_in.get("/katalog/?q=anforderungen").content.decode()
    )
    assert "Passt zum Ziel „den <mark>Zweck</mark> finden“." in signed_in.get("/katalog/?q=zweck").content.decode()


def test_search_marks_what_can_be_seen_and_needs_no_reason_for_it(signed_in, add_course):
    add_course("Datenschutz im Amt", summary="Was ein Gesetz verlangt.")
    page = signed_in.get("/katalog/?q=schutz+gesetz").content.decode()

    assert "<mark>Datenschutz</mark> im Amt" in page
    assert "Was ein <mark>Gesetz</mark> verlangt." in page
    assert "Passt" not in page


def test_marks_do_not_let_markup_through(signed_in, add_course):
    add_course("<b>Fett</b> & Mark", summary="<script>alert(1)</script>")
    page = signed_in.get("/katalog/?q=fett%22%3E%3Cscript%3E").content.decode()

    assert "&lt;b&gt;<mark>Fett</mark>&lt;/b&gt; &amp; Mark" in page
    assert "<script>alert" not in page
    assert '"><script>' not in page


def test_a_typo_finds_and_asks_what_was_meant(signed_in, add_course):
    add_course("Datenschutz im Amt")
    page = signed_in.get("/katalog/?q=datenschuz")

    assert titles_in(page) == ["Datenschutz im Amt"]
    assert 'Meinten Sie <a href="?q=Datenschutz">Datenschutz</a>?' in page.content.decode()


def test_nothing_found_offers_ways_on(signed_in, add_course):
    add_course("Interviews führen", minutes=8)
    page = signed_in.get("/katalog/?q=intreveiw&dauer=30")

    assert page.status_code == 200
    assert "Nichts gefunden zu „intreveiw“" in text_of(page)
    assert "Meinten Sie Interviews? Dazu gibt es einen Kurs." in text_of(page)
    assert 'href="/katalog/?dauer=10"' in page.content.decode()
    assert 'href="/seite/rueckmeldung/"' in page.content.decode()


def test_too_many_filters_offer_to_leave_them(signed_in, add_course):
    add_course("Agile Methoden", minutes=45)
    page = signed_in.get("/katalog/?q=agil&dauer=10")

    assert "Zu diesen Filtern passt zurzeit kein Kurs." in text_of(page)
    assert "Ohne Filter: 1 Kurs" in text_of(page)
    assert 'href="?q=agil"' in page.content.decode()


def test_an_empty_catalogue_says_so(signed_in):
    assert "Hier stehen Kurse, sobald der erste veröffentlicht ist." in text_of(signed_in.get("/katalog/"))


def test_some_words_only_is_told(signed_in, add_course):
    add_course("Scrum kennenlernen")

    assert "Diese passen zu den meisten." in text_of(signed_in.get("/katalog/?q=scrum+finanzamt"))


def test_each_facet_counts_as_if_nothing_of_it_were_chosen(signed_in, add_course):
    for title, minutes, topic in (
        ("Agil A", 8, "agile"),
        ("Agil B", 25, "agile"),
        ("Agil C", 50, "users"),
        ("Agil D", 9, "users"),
        ("Sonst", 9, "users"),
    ):
        add_course(title, minutes=minutes, topic=topic)
    page = signed_in.get("/katalog/?q=agil&dauer=30&thema=users")
    counts = {
        facet.name: {each.value: each.count for each in facet.values} for facet in page.context["catalogue"].facets
    }

    assert titles_in(page) == ["Agil D"]
    assert counts["dauer"] == {"10": 1, "30": 1, "mehr": 1}
    assert counts["thema"] == {"agile": 2, "users": 1}
    assert counts["stufe"] == {"basic": 1}


def test_values_of_one_facet_widen_those_of_two_narrow(signed_in, add_course):
    add_course("A", topic="agile", level="basic")
    add_course("B", topic="users", level="basic")
    add_course("C", topic="users", level="advanced")

    assert titles_in(signed_in.get("/katalog/?thema=agile&thema=users")) == ["A", "B", "C"]
    assert titles_in(signed_in.get("/katalog/?thema=agile&thema=users&stufe=basic")) == ["A", "B"]


def test_chips_lead_to_the_list_without_them(signed_in, add_course):
    add_course("Agil", minutes=8)
    chips = signed_in.get("/katalog/?q=agil&dauer=10&thema=agile&seite=2").context["catalogue"].chips

    assert [(str(chip.label), chip.address) for chip in chips] == [
        ("bis 10\N{NO-BREAK SPACE}Min.", "?q=agil&thema=agile"),
        ("Agile Zusammenarbeit", "?q=agil&dauer=10"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "?thema=unbekannt&dauer=9999&stufe=",
        "?seite=0",
        "?seite=-3",
        "?seite=abc",
        "?seite=99999999999999999999",
        "?seite=²",
        "?q=%00%00",
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
    begun = add_course("Begonnen hier")
    add_course("Neu hier")
    start_course(learner=lena, offer=begun, language="de")

    assert [text_of(signed_in.get(f"/katalog/?q={q}")).count("Begonnen") for q in ("neu", "hier")] == [0, 2]


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


def test_a_reason_in_another_language_carries_it(signed_in, add_course):
    add_course("Anforderung", english="Requirement")

    assert 'Passt zu „<span lang="en"><mark>Requirement</mark></span>“.' in (
        signed_in.get("/katalog/?q=requirements").content.decode()
    )


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
    assert when_read_anew == with_hundred + 2, "offers and editions that this process has not seen yet"
    assert when_read_anew <= 8
