"""What somebody probably meant who typed a word that nobody here writes."""

import re
from collections.abc import Iterable, Iterator

from courses.catalogue.everyday import is_everyday
from courses.catalogue.matching import Closeness, Term, Vocabulary
from courses.catalogue.typos import distance
from courses.catalogue.words import forms_of, lemma

SHORTEST_WITH_TWO_TYPOS = 8
MOST_TYPOS = 2


def suggested(vocabulary: Vocabulary, terms: Iterable[Term], query: str) -> str | None:
    """The query with what was probably meant in place of typos and of words nobody knows here."""
    meant = query
    for term in terms:
        near = None
        if term.best is Closeness.TYPO:
            near = _nearest(vocabulary, term)
        elif term.best is None:
            near = _near(vocabulary, term.written)
        if near:
            word = re.compile(rf"\b{re.escape(term.written)}\b", re.IGNORECASE)
            meant = word.sub(near, meant, count=1)
    return meant if meant != query else None


def _nearest(vocabulary: Vocabulary, term: Term) -> str:
    """Of the words one typo away the nearest; among equals the one that most courses have."""
    typed = forms_of(term.written)
    best = min(term.forms, key=lambda form: (min(distance(each, form) for each in typed), -_courses(vocabulary, form)))
    return vocabulary.written[best]


def _near(vocabulary: Vocabulary, written: str) -> str | None:
    """A long word two typos away, its ending aside; of a short one that would be any word."""
    if any(map(is_everyday, forms_of(written))):
        return None
    near = [
        (_edits(typed, form), -_courses(vocabulary, form), form)
        for typed in forms_of(written)
        if len(typed) >= SHORTEST_WITH_TWO_TYPOS
        for form in _alike(vocabulary, typed)
    ]
    edits, _courses_with_it, form = min(near, default=(MOST_TYPOS + 1, 0, ""))
    return vocabulary.written[form] if edits <= MOST_TYPOS else None


def _alike(vocabulary: Vocabulary, typed: str) -> Iterator[str]:
    """Words of about that length and of about those letters, with three of them unspoilt at the start or at the end:
    measuring all would take long."""
    letters, end = set(typed), typed[-3:]
    for form in vocabulary.beginning_with(typed[0]):
        if (
            (form.startswith(typed[:3]) or form.endswith(end))
            and abs(len(form) - len(typed)) <= MOST_TYPOS + 1
            and len(letters.symmetric_difference(form)) <= 2 * MOST_TYPOS
        ):
            yield form


def _edits(typed: str, form: str) -> int:
    return min(distance(typed, each) for each in {form, lemma(form)})


def _courses(vocabulary: Vocabulary, form: str) -> int:
    return len(vocabulary.owners[form])
