"""How good the search is, in figures. They stand in docs/develop/search.md, and this test reads them there: whoever
makes the search better or the questions harder writes down what `pytest -s` prints."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from courses.catalogue.matching import Vocabulary
from courses.catalogue.stock import best_fitting
from courses.catalogue.suggesting import suggested
from courses.catalogue.typos import NEAR
from courses.catalogue.words import fold, words_in
from tests.courses.catalogue.evaluation import CASES, NOTHING, Case
from tests.courses.catalogue.evaluation_courses import COURSES
from tests.courses.catalogue.evaluation_offices import NOTHING_OFFICE, OFFICE_CASES

SLUGS = list(COURSES)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FIRST = 5
"""Hits that somebody sees without scrolling."""
ALL_CASES = [*CASES, *OFFICE_CASES]
ALL_NOTHING = [*NOTHING, *NOTHING_OFFICE]
Answers = list[tuple[Case, list[str]]]


def found(vocabulary: Vocabulary, query: str) -> list[str]:
    scores, _fitted = best_fitting(vocabulary, vocabulary.terms(query))
    return [SLUGS[owner] for owner in sorted(scores, key=lambda owner: -scores[owner])]


@pytest.fixture(scope="module")
def answers(vocabulary) -> Answers:
    return [(case, found(vocabulary, case.query)) for case in ALL_CASES]


def test_figures_are_those_of_the_documentation(answers, vocabulary):
    measured = list(rows(answers, vocabulary))
    print("\n".join(measured))  # noqa: T201 -- to be copied into the documentation

    assert [line for line in Path("docs/develop/search.md").read_text().splitlines() if line in measured] == measured


def rows(answers: Answers, vocabulary: Vocabulary) -> Iterator[str]:
    """The table of the documentation, line by line."""
    for kind in dict.fromkeys(case.kind for case, _hits in answers):
        yield row(kind, [each for each in answers if each[0].kind == kind])
    yield row("**all**", answers)
    finding = [query for query in ALL_NOTHING if found(vocabulary, query)]
    yield f"| must find nothing | {len(ALL_NOTHING)} | {len(finding)} find something: {', '.join(finding)} | |"


def row(name: str, answers: Answers) -> str:
    return f"| {name} | {len(answers)} | {percent(precision_at_1(answers))} | {percent(recall_at_5(answers))} |"


def precision_at_1(answers: Answers) -> float:
    """Of the queries those whose first hit is right."""
    return share(bool(hits) and hits[0] in case.right for case, hits in answers)


def recall_at_5(answers: Answers) -> float:
    """Of the courses that are right (of more than five: of five) those among the first five hits, query by query."""
    shares = [
        min(FIRST, sum(slug in hits[:FIRST] for slug in case.right)) / min(FIRST, len(case.right))
        for case, hits in answers
    ]
    return sum(shares) / len(shares)


def percent(of: float) -> str:
    return f"{of:.0%}"


def test_there_is_enough_to_judge_by():
    queries = [case.query for case in ALL_CASES] + ALL_NOTHING

    assert len(queries) >= 300
    assert len(queries) == len(set(queries))


def test_first_hits_and_recall_are_good_enough(answers):
    assert precision_at_1(answers) >= 0.96
    assert recall_at_5(answers) >= 0.95


def test_the_course_that_is_wanted_most_comes_first(answers):
    assert share(hits[:1] == [case.right[0]] for case, hits in answers) >= 0.93


def test_precision_all_that_is_found_is_right(answers, vocabulary):
    right = [slug in case.right for case, hits in answers for slug in hits]
    wrong = [False for query in ALL_NOTHING for _hit in found(vocabulary, query)]

    assert share([*right, *wrong]) >= 0.90


@pytest.mark.parametrize("query", ALL_NOTHING)
def test_nothing_is_suggested_for_what_no_course_has(vocabulary, query):
    assert suggested(vocabulary, vocabulary.terms(query), query) is None


def test_nearly_nothing_is_found_for_what_no_course_has(vocabulary):
    assert [query for query in ALL_NOTHING if found(vocabulary, query)] == ["Formel 1 Rennen", "Pausenbrot"]


def missing(word: str) -> Iterator[str]:
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def doubled(word: str) -> Iterator[str]:
    yield from (word[:place] + word[place] + word[place:] for place in range(len(word)))


def additional(word: str) -> Iterator[str]:
    """The finger hits the next key as well."""
    for place, letter in enumerate(word):
        yield word[:place] + beside_of(letter, word) + word[place:]


def beside(word: str) -> Iterator[str]:
    """The finger hits the next key instead, or the ear takes the letter for another."""
    for place, letter in enumerate(word):
        yield word[:place] + beside_of(letter, word) + word[place + 1 :]


def beside_of(letter: str, word: str) -> str:
    return random.Random(letter + word).choice(sorted(NEAR[letter]))


def any_other(word: str) -> Iterator[str]:
    chance = random.Random(word)
    for place, letter in enumerate(word):
        yield word[:place] + chance.choice(LETTERS.replace(letter, "")) + word[place + 1 :]


def swapped(word: str) -> Iterator[str]:
    for place in range(len(word) - 1):
        if word[place] != word[place + 1]:
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


WORDS = sorted(
    {
        fold(word.written)
        for title, _goals, synonyms, _summary, _english in COURSES.values()
        for text in (title, *synonyms)
        for word in words_in(text)
        if word.forms and word.written.isalpha() and len(word.written) >= 4
    }
)
TYPOS = [
    # the slip; the least shares of words of four and five letters and of longer ones that are found all the same, and
    # of what is found the share that has the word
    (missing, 0.41, 0.97, 0.93),
    (doubled, 0.95, 0.99, 0.95),
    (additional, 0.85, 0.99, 0.95),
    (beside, 0.70, 0.99, 0.95),
    (any_other, 0.15, 0.91, 0.94),
    (swapped, 0.95, 0.99, 0.95),
]


@pytest.mark.parametrize(("spoil", "of_short", "of_long", "precision"), TYPOS, ids=[each[0].__name__ for each in TYPOS])
def test_every_word_of_titles_and_synonyms_with_one_typo(vocabulary, spoil, of_short, of_long, precision):
    recall, is_right = {True: [], False: []}, []
    for word in WORDS:
        for typed in spoil(word):
            terms = vocabulary.terms(typed)
            recall[len(word) < 6].append(any(word in term.forms for term in terms))
            hits, _fitted = best_fitting(vocabulary, terms)
            is_right += [owner in vocabulary.owners[word] for owner in hits]

    assert share(recall[True]) >= of_short
    assert share(recall[False]) >= of_long
    assert share(is_right) >= precision


def share(of: Iterable[bool]) -> float:
    """Of the answers those that are yes."""
    answers = list(of)
    return sum(answers) / len(answers)
