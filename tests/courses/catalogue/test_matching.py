import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.catalogue.matching import MOST_TERMS, Closeness, Vocabulary, index_of, worth
from courses.catalogue.places import Place, Text
from courses.catalogue.suggesting import suggested
from tests.courses.catalogue.evaluation_courses import COURSES


def vocabulary_of(*titles: str, place: Place = Place.TITLE, language: str = "de") -> Vocabulary:
    return Vocabulary((owner, index_of([Text(place, language, title)])) for owner, title in enumerate(titles))


def forms_meant_by(query: str, *titles: str) -> dict[str, Closeness]:
    (term,) = vocabulary_of(*titles).terms(query)
    return dict(term.forms)


@given(query=st.text(max_size=80))
def test_any_text_may_be_asked_for(vocabulary, query):
    terms = vocabulary.terms(query)

    assert len(terms) <= MOST_TERMS
    for term in terms:
        assert vocabulary.owners_of(term).keys() <= set(range(len(COURSES)))
    suggested(vocabulary, terms, query)


def test_nearer_words_count_more_than_better_places():
    places = {
        "Schutz": Place.SUMMARY,
        "Schutzes": Place.TITLE,
        "Schutzziel": Place.TITLE,
        "Datenschutz": Place.TITLE,
    }
    vocabulary = Vocabulary(
        (owner, index_of([Text(place, "de", word)])) for owner, (word, place) in enumerate(places.items())
    )
    (term,) = vocabulary.terms("schutz")
    found = vocabulary.owners_of(term)

    assert sorted(found, key=lambda owner: -found[owner]) == [0, 1, 2, 3]
    assert list(map(term.forms.get, ("schutz", "schutzes", "schutzziel", "datenschutz"))) == [
        Closeness.EXACT,
        Closeness.STEM,
        Closeness.PREFIX,
        Closeness.INNER,
    ]


def test_what_only_touches_on_a_word_comes_after_all_that_have_it():
    least_of_its_own = worth(Closeness.COMPOUND, Place.SUMMARY)
    aside = [worth(Closeness.EXACT, place) for place in (Place.FORMAT, Place.LEVEL, Place.TOPIC, Place.LESSON)]

    assert aside == sorted(aside)
    assert 0 < aside[0] < aside[-1] < least_of_its_own


def test_the_name_of_a_choice_is_found_whole_and_not_by_a_part_of_a_word():
    vocabulary = vocabulary_of("Nutzerzentrierung", place=Place.TOPIC)

    assert [vocabulary.owners_of(term) for term in vocabulary.terms("nutzerzentrierung")] == [{0: Place.TOPIC}]
    assert [vocabulary.owners_of(term) for term in vocabulary.terms("zentrierung")] == [{}]


def test_little_words_are_neither_found_nor_suggested():
    vocabulary = vocabulary_of("Hier und dort", "Und nun die Kunden")

    assert sorted(vocabulary.owners) == ["kunden", "nun"]
    assert [term.forms for term in vocabulary.terms("und")] == [{}]
    assert suggested(vocabulary, vocabulary.terms("umd"), "umd") is None


def test_an_abbreviation_is_no_little_word():
    vocabulary = vocabulary_of("Sichere IT", "Do it yourself")

    for query in ("IT", "it", "sichere it", "SICHERE IT"):
        assert {owner for term in vocabulary.terms(query) for owner in vocabulary.owners_of(term)} == {0}


def test_words_of_asking_count_only_alone():
    vocabulary = vocabulary_of("Lernen lernen", "Scrum")

    assert [term.written for term in vocabulary.terms("Kurse, um Scrum zu lernen")] == ["Scrum"]
    assert [term.written for term in vocabulary.terms("lernen")] == ["lernen"]


def test_typos_are_thought_of_only_where_nothing_fits():
    assert forms_meant_by("kanban", "Kanban", "Kanben") == {"kanban": Closeness.EXACT}


def test_a_typo_is_judged_on_the_word_and_not_on_its_stem():
    assert forms_meant_by("sitzung", "Satz", "Satzes") == {}
    assert forms_meant_by("metohde", "Methoden") == {"methoden": Closeness.TYPO}


@pytest.mark.parametrize(
    ("typed", "known"), [("leistung", "Leitung"), ("sport", "Spot"), ("kosten", "Kasten"), ("anlage", "Ablage")]
)
def test_a_word_that_everybody_knows_is_no_typo(typed, known):
    vocabulary = vocabulary_of(known)

    assert forms_meant_by(typed, known) == {}
    assert suggested(vocabulary, vocabulary.terms(typed), typed) is None


def test_english_words_are_not_taken_apart():
    (term,) = vocabulary_of("Collaboration", language="en").terms("labor")

    assert term.forms == {}


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("datenschuz", "Datenschutz"),
        ("scrumm", "Scrum"),
        ("gute metohden", "gute Methoden"),
        ("intreveiw", "Interview"),
        ("scrum", None),
        ("xylophon", None),
        ("kund", None),
        ("satz leiten", None),
    ],
)
def test_suggestion_takes_the_place_of_typos(vocabulary, query, meant):
    assert suggested(vocabulary, vocabulary.terms(query), query) == meant


def test_a_vocabulary_of_a_thousand_courses_answers_within_five_milliseconds():
    """Processor time of half of 60 queries of all kinds, and of the worst; that margin is for busy machines."""
    chance = random.Random(1)
    syllables = ["be", "da", "fen", "ger", "hal", "ken", "mit", "rek", "sal", "ten", "ung", "zu", "schutz", "amt"]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 5))).capitalize() for _ in range(6000)]
    vocabulary = vocabulary_of(*(" ".join(chance.choices(words, k=250)) for _ in range(1000)))
    queries = [chance.choice(words) for _ in range(60)]
    queries = [query if place % 2 else query[:2] + query[3:] for place, query in enumerate(queries)]

    spent = []
    for query in queries:
        begun = time.process_time()
        terms = vocabulary.terms(query)
        for term in terms:
            vocabulary.owners_of(term)
        suggested(vocabulary, terms, query)
        spent.append(time.process_time() - begun)

    assert sorted(spent)[len(spent) // 2] < 0.005
    assert max(spent) < 0.050
