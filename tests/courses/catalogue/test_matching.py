import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.catalogue.matching import MOST_TERMS, Closeness, Vocabulary, one_edit_from
from courses.catalogue.words import forms_of, words_in
from tests.courses.catalogue.evaluation import CASES, COURSES, NOTHING

SLUGS = list(COURSES)
TITLE_WORDS = sorted(
    {word.written for texts in COURSES.values() for word in words_in(texts[0]) if len(word.written) >= 6}
)


def ranked(vocabulary: Vocabulary, query: str) -> list[str]:
    scores: dict[int, int] = {}
    fitted: dict[int, int] = {}
    for term in vocabulary.terms(query):
        for owner, score in vocabulary.owners_of(term).items():
            scores[owner] = scores.get(owner, 0) + score
            fitted[owner] = fitted.get(owner, 0) + 1
    order = sorted(scores, key=lambda owner: (-fitted[owner], -scores[owner]))
    return [SLUGS[owner] for owner in order]


@pytest.mark.parametrize(("tried", "query", "wanted"), CASES, ids=[f"{case[0]}: {case[1]}" for case in CASES])
def test_evaluation_finds_the_wanted_course_first(vocabulary, tried, query, wanted):
    assert ranked(vocabulary, query)[:1] == [wanted]


@pytest.mark.parametrize("query", NOTHING)
def test_what_is_not_there_is_not_found(vocabulary, query):
    assert ranked(vocabulary, query) == []


def share_found(vocabulary: Vocabulary, spoil) -> float:
    found = [
        any(forms_of(word)[0] in term.forms for term in vocabulary.terms(query))
        for word in TITLE_WORDS
        for query in spoil(word)
    ]
    return sum(found) / len(found)


def test_every_missing_letter_of_a_title_word_is_forgiven(vocabulary):
    assert share_found(vocabulary, lambda w: [w[:i] + w[i + 1 :] for i in range(len(w))]) >= 0.95


def test_every_swap_of_neighbours_in_a_title_word_is_forgiven(vocabulary):
    swaps = lambda w: [w[:i] + w[i + 1] + w[i] + w[i + 2 :] for i in range(len(w) - 1)]  # noqa: E731 -- reads as a rule

    assert share_found(vocabulary, swaps) >= 0.95


def test_every_doubled_letter_in_a_title_word_is_forgiven(vocabulary):
    assert share_found(vocabulary, lambda w: [w[:i] + w[i] + w[i:] for i in range(len(w))]) >= 0.95


@given(word=st.text("abcdef", min_size=1, max_size=6))
def test_one_edit_is_seen_from_both_sides(word):
    assert all(word in set(one_edit_from(other, "abcdef")) for other in set(one_edit_from(word, "abcdef")) - {""})


@given(query=st.text(max_size=80))
def test_any_text_may_be_asked_for(vocabulary, query):
    terms = vocabulary.terms(query)

    assert len(terms) <= MOST_TERMS
    for term in terms:
        assert vocabulary.owners_of(term).keys() <= set(range(len(COURSES)))
    vocabulary.suggestion(terms, query)


def test_nearer_words_count_more_than_better_places():
    vocabulary = Vocabulary([(0, 4, "Datenschutz"), (1, 1, "Schutz"), (2, 4, "Schutzes"), (3, 4, "Schutzziel")])
    (term,) = vocabulary.terms("schutz")
    found = vocabulary.owners_of(term)

    assert sorted(found, key=lambda owner: -found[owner]) == [1, 2, 3, 0]
    assert [term.forms[form] for form in ("schutz", "schutzes", "schutzziel", "datenschutz")] == [
        Closeness.EXACT,
        Closeness.STEM,
        Closeness.PREFIX,
        Closeness.INNER,
    ]


def test_typos_are_thought_of_only_where_nothing_fits():
    vocabulary = Vocabulary([(0, 4, "Haus"), (1, 4, "Maus")])

    assert [dict(term.forms) for term in vocabulary.terms("haus")] == [{"haus": Closeness.EXACT}]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("datenschuz", "Datenschutzgrundlagen"),
        ("scrumm", "Scrum"),
        ("gute metohden", "gute Methoden"),
        ("intreveiw", "Interview"),
        ("scrum", None),
        ("xylophon", None),
    ],
)
def test_suggestion_takes_the_place_of_typos(vocabulary, query, meant):
    assert vocabulary.suggestion(vocabulary.terms(query), query) == meant


def test_a_vocabulary_of_a_thousand_courses_answers_within_ten_milliseconds():
    """Processor time, worst of 60 queries of all kinds; the margin is for machines half as fast."""
    chance = random.Random(1)
    syllables = ["be", "da", "fen", "ger", "hal", "ken", "mit", "rek", "sal", "ten", "ung", "zu", "schutz", "amt"]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(6000)]
    vocabulary = Vocabulary((number, 4, " ".join(chance.choices(words, k=40))) for number in range(1000))
    queries = [chance.choice(words) for _ in range(60)]
    queries = [query if place % 2 else query[:2] + query[3:] for place, query in enumerate(queries)]

    spent = []
    for query in queries:
        begun = time.process_time()
        for term in vocabulary.terms(query):
            vocabulary.owners_of(term)
        spent.append(time.process_time() - begun)

    assert sorted(spent)[len(spent) // 2] < 0.010
    assert max(spent) < 0.050
