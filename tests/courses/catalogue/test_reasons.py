"""Why a course is found, in words on the page."""

import pytest

from tests.courses.catalogue.pages import titles_in

pytestmark = pytest.mark.postgresql


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


def test_a_reason_in_another_language_carries_it(signed_in, add_course):
    add_course("Anforderung", english="Requirement")

    assert 'Passt zu „<span lang="en"><mark>Requirement</mark></span>“.' in (
        signed_in.get("/katalog/?q=requirements").content.decode()
    )


def test_a_course_is_found_by_the_names_of_its_facets(signed_in, add_course):
    add_course("Gut entscheiden", topic="agile", level="advanced", format="workshop")
    add_course("Anders entscheiden", topic="users")

    for words, reason in (
        ("agil", "Passt zum Thema „<mark>Agile</mark> Zusammenarbeit“."),
        ("vertiefung", "Passt zur Stufe „<mark>Vertiefung</mark>“."),
        ("werkstatt", "Passt zum Format „mit <mark>Werkstatt</mark>“."),
    ):
        page = signed_in.get(f"/katalog/?q={words}")
        assert titles_in(page) == ["Gut entscheiden"]
        assert reason in page.content.decode()


def test_a_lesson_is_found_behind_what_courses_say_of_themselves(signed_in, add_course):
    terms = [("Probe", "Woran beide Seiten erkennen, dass es klappt.", "„Frau Petersen schickt drei Zahlen“")]
    add_course("Zuhören", lessons={"Anfangen": [], "Karte, Gespräch und Abnahme": terms})
    add_course("Bauabnahmen")

    assert titles_in(signed_in.get("/katalog/?q=abnahme")) == ["Bauabnahmen", "Zuhören"]
    for words, reason in (
        ("gespräche", "Gefunden in Lektion 2: „Karte, <mark>Gespräch</mark> und Abnahme“"),
        ("proben", "Gefunden in Lektion 2: „<mark>Probe</mark>: Woran beide Seiten erkennen, dass es klappt.“"),
        ("petersen", "Gefunden in Lektion 2: „Frau <mark>Petersen</mark> schickt drei Zahlen“"),
    ):
        assert reason in signed_in.get(f"/katalog/?q={words}").content.decode()


def test_a_long_text_is_shortened_around_the_word_that_fits(signed_in, add_course):
    long = "viele Dinge lange und gründlich bedenken, " * 4
    add_course("Zuhören", goals=(f"{long}Einwände nennen, {long}",))

    assert (
        "Passt zum Ziel „… Dinge lange und gründlich bedenken, <mark>Einwände</mark> nennen, viele Dinge lange und "
        "gründlich bedenken, viele Dinge lange und …“."
    ) in signed_in.get("/katalog/?q=einwand").content.decode()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (
            "datenschutz",
            "DigComp 4.2 Personenbezogene Daten und Privatsphäre schützen (<mark>Datenschutz</mark>, DSGVO)",
        ),
        ("4.2", "DigComp <mark>4.2</mark> Personenbezogene Daten und Privatsphäre schützen (Datenschutz, DSGVO)"),
        ("nutzerzentrierung", "V1 <mark>Nutzerzentrierung</mark> (Nutzerorientierung)"),
        ("v1", "<mark>V1</mark> Nutzerzentrierung (Nutzerorientierung)"),
    ],
)
def test_a_course_is_found_by_what_it_trains(signed_in, add_course, words, reason):
    add_course("Wem gehört die Liste?", competences=("4.2", "V1"))
    add_course("Gut entscheiden")
    page = signed_in.get(f"/katalog/?q={words}")

    assert titles_in(page) == ["Wem gehört die Liste?"]
    assert f"Kompetenz: {reason}" in page.content.decode()


def test_a_part_of_a_word_of_a_competence_means_nothing(signed_in, add_course):
    add_course("Wem gehört die Liste?", competences=("4.2",))

    assert titles_in(signed_in.get("/katalog/?q=sphäre")) == []


def test_a_suggestion_is_made_only_for_what_some_course_has_with_the_other_words(signed_in, add_course):
    add_course("Klare Worte")
    add_course("Daten ordnen")

    assert signed_in.get("/katalog/?q=klauen+daten").context["catalogue"].suggestion is None
    assert signed_in.get("/katalog/?q=klqre+worte").context["catalogue"].suggestion.words == "Klare worte"
