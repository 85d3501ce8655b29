import pytest

from courses.catalogue.families import are_one_family
from courses.catalogue.words import fold, forms_of, stem, words_in


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Häuser", "hauser"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Café", "cafe"),
        ("Tabellen­blatt", "tabellenblatt"),
    ],
)
def test_fold_forgets_case_accents_and_soft_hyphens(word, folded):
    assert fold(word) == folded


def test_forms_of_take_written_out_umlauts_back_and_split_at_hyphens():
    assert forms_of("Haeuser") == ("haeuser", "hauser")
    assert forms_of("Steuer") == ("steuer", "steur")
    assert forms_of("E-Mail") == ("email", "e", "mail")


@pytest.mark.parametrize(
    "family",
    [
        ("methode", "methoden", "methodisch", "methodische"),
        ("agil", "agile", "agilen", "agiles"),
        ("haus", "hauser", "hauses"),
        ("befragen", "befragt", "befragung", "befragungen"),
        ("prozess", "prozesse", "prozessen", "prozesses"),
        ("planen", "plant", "planung", "planungen"),
        ("nutzer", "nutzerin", "nutzerinnen", "nutzern"),
        ("kurs", "kurse", "kursen", "kurses"),
        ("frage", "fragen", "fragt"),
        ("requirement", "requirements"),
        ("story", "stories"),
        ("training", "trainings"),
        ("write", "writing", "writes"),
        ("fortgeschritten", "fortgeschrittene", "fortgeschrittenen"),
        ("kriterium", "kriterien"),
        ("thema", "themen"),
        ("moderation", "moderieren"),
        ("barrierefrei", "barrierefreiheit"),
    ],
)
def test_stem_joins_a_family(family):
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    "strangers", [("prozess", "prozent"), ("kurs", "kur"), ("daten", "datei"), ("akte", "aktiv"), ("haus", "haut")]
)
def test_stem_keeps_strangers_apart(strangers):
    assert len({stem(word) for word in strangers}) == len(strangers)


@pytest.mark.parametrize(
    "family", [("planen", "planung"), ("befragt", "befragung"), ("leiten", "leitung", "leitungen")]
)
def test_words_of_one_family(family):
    assert all(are_one_family(word, other) for word in family for other in family)


@pytest.mark.parametrize(
    "strangers", [("satz", "satzung"), ("bild", "bildung"), ("zeit", "zeitung"), ("marke", "markt")]
)
def test_words_that_only_share_a_stem(strangers):
    assert len({stem(word) for word in strangers}) == 1
    assert not are_one_family(*strangers)


def test_words_in_know_where_they_stand():
    text = "Die E-Akte: „ordnen“"

    assert [(word.written, text[word.start : word.end], word.forms) for word in words_in(text)] == [
        ("Die", "Die", ()),
        ("E-Akte", "E-Akte", ("eakte", "e", "akte")),
        ("ordnen", "ordnen", ("ordnen",)),
    ]
