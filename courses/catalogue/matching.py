"""Which texts mean what somebody typed: by the word itself, its stem, its start, a part of a compound, or one typo.

Pure: texts come with a number (whose they are) and a rank (how much a match there counts), words go in, numbers
come out. The same on every database, which no search engine of a database is.
"""

import difflib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice

from courses.catalogue.words import STOP_WORDS, Word, forms_of, parts_of, stem, words_in

MOST_TERMS = 8
"""Words of a query that are looked up."""
SHORTEST_PREFIX = 3
SHORTEST_PART = 4
SHORTEST_WITH_TYPO = 4
SHORTEST_START_WITH_TYPO = 6
"""Datenschuz → Datenschutzgrundlagen; shorter starts with a typo would mean too much."""
LAST_LETTER = "\U0010ffff"
"""Sorts behind all letters: words that begin with "ab" stand between "ab" and "ab" + this."""


class Closeness(IntEnum):
    """How near a word is to the one that was typed; the higher, the nearer."""

    COMPOUND = 1
    """What was typed begins or ends with it: Sitzungsprotokoll → Protokoll."""
    TYPO = 2
    INNER = 3
    PREFIX = 4
    STEM = 5
    EXACT = 6


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word of the query and the forms of the vocabulary that it means."""

    written: str
    forms: Mapping[str, Closeness]

    @property
    def best(self) -> Closeness | None:
        return max(self.forms.values(), default=None)

    def closeness_of(self, word: Word) -> Closeness | None:
        return max((self.forms[form] for form in word.forms if form in self.forms), default=None)


class Vocabulary:
    """All words of all texts. Built once, asked often, never changed."""

    def __init__(self, texts: Iterable[tuple[int, int, str]]) -> None:
        """`texts`: (number of the owner, rank of the text, the text)."""
        self.owners: dict[str, dict[int, int]] = {}
        self.written: dict[str, str] = {}
        for owner, rank, text in texts:
            for word in words_in(text):
                for form in word.forms:
                    ranks = self.owners.setdefault(form, {})
                    ranks[owner] = max(rank, ranks.get(owner, 0))
                    self.written.setdefault(form, word.written)
        self.forms = sorted(self.owners)
        self.stems: dict[str, list[str]] = defaultdict(list)
        for form in self.forms:
            self.stems[stem(form)].append(form)
        self.alphabet = sorted(set("".join(self.forms)))
        self.lines = "\n" + "\n".join(self.forms) + "\n"

    def terms(self, query: str) -> tuple[Term, ...]:
        """The words of a query that say something, each with what it means here."""
        words = [word.written for word in islice(words_in(query), MOST_TERMS * 4)]
        telling = [word for word in words if STOP_WORDS.isdisjoint(forms_of(word))] or words
        return tuple(term for word in telling[:MOST_TERMS] for term in self._term(word))[:MOST_TERMS]

    def _term(self, word: str) -> Iterator[Term]:
        """A word with hyphens that nobody here writes in one is looked up by its parts."""
        parts = parts_of(word)
        term = Term(written=word, forms=self._meant_by(forms_of("".join(parts))))
        if len(parts) > 1 and (term.best or 0) <= Closeness.TYPO:
            yield from (Term(written=part, forms=self._meant_by(forms_of(part))) for part in parts if len(part) > 1)
        else:
            yield term

    def _meant_by(self, typed: tuple[str, ...]) -> dict[str, Closeness]:
        """Typos are thought of only where nothing fits as it was typed, compounds only where no typo does."""
        found: dict[str, Closeness] = {}
        for closeness, forms in self._fitting(typed):
            for form in forms:
                found.setdefault(form, closeness)
        for closeness, forms in (
            (Closeness.TYPO, self._one_typo_away(typed)),
            (Closeness.COMPOUND, self._ends_of(typed)),
        ):
            if not found:
                found = dict.fromkeys(forms, closeness)
        return found

    def _fitting(self, typed: tuple[str, ...]) -> Iterator[tuple[Closeness, Iterable[str]]]:
        starts = dict.fromkeys((*typed, *map(stem, typed)))
        yield Closeness.EXACT, (form for form in typed if form in self.owners)
        yield Closeness.STEM, (form for each in typed for form in self.stems.get(stem(each), ()))
        yield Closeness.PREFIX, (form for each in starts for form in self._beginning_with(each))
        yield Closeness.INNER, (form for each in starts for form in self._holding(each))

    def _beginning_with(self, start: str) -> list[str]:
        if len(start) < SHORTEST_PREFIX:
            return []
        return self.forms[bisect_left(self.forms, start) : bisect_left(self.forms, start + LAST_LETTER)]

    def _holding(self, part: str) -> Iterator[str]:
        """One text of all words is searched faster than each word."""
        if len(part) < SHORTEST_PART:
            return
        at = self.lines.find(part)
        while at >= 0:
            end = self.lines.index("\n", at)
            yield self.lines[self.lines.rindex("\n", 0, at) + 1 : end]
            at = self.lines.find(part, end)

    def _one_typo_away(self, typed: tuple[str, ...]) -> Iterator[str]:
        """One letter too many, missing, wrong, or two swapped; in the word or in its stem."""
        for each in dict.fromkeys((*typed, *map(stem, typed))):
            if len(each) < SHORTEST_WITH_TYPO:
                continue
            for candidate in one_edit_from(each, self.alphabet):
                if len(candidate) >= SHORTEST_WITH_TYPO:
                    if candidate in self.owners:
                        yield candidate
                    yield from self.stems.get(candidate, ())
                if len(candidate) >= SHORTEST_START_WITH_TYPO:
                    yield from self._beginning_with(candidate)

    def _ends_of(self, typed: tuple[str, ...]) -> Iterator[str]:
        """The longest word that what was typed begins with, and the longest that it ends with."""
        for each in typed:
            lengths = range(len(each) - 1, SHORTEST_PART - 1, -1)
            for ends in ([each[:length] for length in lengths], [each[-length:] for length in lengths]):
                known = (self.stems[stem(end)] for end in ends if stem(end) in self.stems)
                yield from next(known, ())

    def owners_of(self, term: Term) -> dict[int, int]:
        """Owner → how well the term fits there: the nearest word counts first, then the rank of the text."""
        found: dict[int, int] = {}
        for form, closeness in term.forms.items():
            for owner, rank in self.owners[form].items():
                found[owner] = max(found.get(owner, 0), closeness * 10 + rank)
        return found

    def suggestion(self, terms: Iterable[Term], query: str) -> str | None:
        """The query with what was probably meant in place of typos and of words nobody knows here."""
        meant = query
        for term in terms:
            if term.best in {None, Closeness.TYPO}:
                near = self._nearest(term) or self._near(term.written)
                if near:
                    meant = re.sub(rf"\b{re.escape(term.written)}\b", near, meant, count=1)
        return meant if meant != query else None

    def _nearest(self, term: Term) -> str | None:
        typed = forms_of(term.written)[0]
        likeness = difflib.SequenceMatcher(b=typed)

        def nearness(form: str) -> tuple[float, int]:
            likeness.set_seq1(form)
            return likeness.ratio(), len(self.owners[form])

        nearest = max(term.forms, key=nearness, default=None)
        return self.written[nearest] if nearest else None

    def _near(self, written: str) -> str | None:
        """Something two or three letters away. Only words with the same first letter: all would take long."""
        form = forms_of(written)[0]
        letter = slice(bisect_left(self.forms, form[:1]), bisect_left(self.forms, form[:1] + LAST_LETTER))
        alike = [each for each in self.forms[letter] if abs(len(each) - len(form)) <= 3]
        near = difflib.get_close_matches(form, alike, n=1, cutoff=0.7) if len(form) >= SHORTEST_WITH_TYPO else []
        return self.written[near[0]] if near else None


def one_edit_from(word: str, alphabet: Iterable[str]) -> Iterator[str]:
    """Every string one deletion, swap of neighbours, replacement or insertion away."""
    letters = tuple(alphabet)
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in letters)
