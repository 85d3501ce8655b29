"""How good the search is, in figures. They stand in docs/develop/search.md too; whoever makes it better raises both."""

import random
from collections.abc import Iterable, Iterator

import pytest

from courses.catalogue.matching import Vocabulary
from courses.catalogue.stock import best_fitting
from courses.catalogue.suggesting import suggested
from courses.catalogue.typos import NEAR
from courses.catalogue.words import fold, words_in
from tests.courses.catalogue.evaluation import CASES, NOTHING
from tests.courses.catalogue.evaluation_courses import COURSES

SLUGS = list(COURSES)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def found(vocabulary: Vocabulary, query: str) -> list[str]:
    scores, _fitted = best_fitting(vocabulary, vocabulary.terms(query))
    return [SLUGS[owner] for owner in sorted(scores, key=lambda owner: -scores[owner])]


@pytest.fixture(scope="module")
def answers(vocabulary):
    return [(case, found(vocabulary, case.query)) for case in CASES]


def test_the_course_that_is_wanted_most_comes_first(answers):
    assert share(hits[:1] == [case.right[0]] for case, hits in answers) >= 0.93


def test_recall_all_that_is_right_is_found(answers):
    assert share(slug in hits for case, hits in answers for slug in case.right) >= 0.94


def test_precision_all_that_is_found_is_right(answers, vocabulary):
    right = [slug in case.right for case, hits in answers for slug in hits]
    wrong = [False for query in NOTHING for _hit in found(vocabulary, query)]

    assert share([*right, *wrong]) >= 0.90


@pytest.mark.parametrize("query", NOTHING)
def test_nothing_is_suggested_for_what_no_course_has(vocabulary, query):
    assert suggested(vocabulary, vocabulary.terms(query), query) is None


def test_nearly_nothing_is_found_for_what_no_course_has(vocabulary):
    assert [query for query in NOTHING if found(vocabulary, query)] == ["Formel 1 Rennen", "Pausenbrot"]


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
    (missing, 0.41, 0.97, 0.94),
    (doubled, 0.95, 0.99, 0.95),
    (additional, 0.85, 0.99, 0.95),
    (beside, 0.70, 0.99, 0.95),
    (any_other, 0.15, 0.91, 0.95),
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
