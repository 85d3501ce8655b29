import pytest

from courses.catalogue.matching import Vocabulary, index_of
from courses.catalogue.places import Place, Text


def finds(query: str, *texts: str) -> list[str]:
    vocabulary = Vocabulary([(0, index_of(Text(Place.TITLE, "de", text) for text in texts))])
    return [form for term in vocabulary.terms(query) for form in term.forms]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Schutz", "Datenschutz"),
        ("Schutz", "Datenschutzgrundlagen"),
        ("Grundlage", "Datenschutzgrundlagen"),
        ("Förderung", "Vereinsförderung"),
        ("Konferenz", "Webkonferenzen Web"),
        ("Aufgabe", "Projektaufgaben"),
        ("Häuser", "Hausmeister Meister"),
        ("Story", "Storytelling"),
        ("Passwortregeln", "Passwörter"),
        ("Sitzungsprotokoll", "Protokolle"),
    ],
)
def test_a_word_is_found_at_a_seam(query, text):
    assert finds(query, text) == [text.split()[0].lower().replace("ö", "o")]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Förderung", "Anforderung"),
        ("Leitung", "Begleitung"),
        ("Gabe", "Projektaufgabe Aufgabe"),
        ("Führung", "Einführung Durchführung"),
        ("teilen", "beurteilen"),
        ("Kunde", "Urkunde Sekunde und"),
        ("Akte", "Charakter"),
        ("Nation", "Kombination"),
        ("Wand", "Wandel"),
        ("Karte", "Karton Kartoffel"),
        ("Prozess", "Prozessor"),
        ("beschreiben", "schreiben"),
        ("Aufgabe", "Gabe"),
        ("Schreibtisch", "Schreiben"),
    ],
)
def test_but_not_where_no_word_ends_or_begins(query, text):
    assert finds(query, text) == []
