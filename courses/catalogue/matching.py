"""Which texts mean what somebody typed: by the word itself, its stem, its start, a part of a compound, or one typo.

Pure: texts come with a number (whose they are), words go in, numbers come out. The same on every database, which no
search engine of a database is.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from sys import intern

from courses.catalogue import compounds, typos
from courses.catalogue.everyday import is_everyday
from courses.catalogue.families import are_one_family
from courses.catalogue.places import ASIDE, NAMES, Text
from courses.catalogue.words import WORD, Word, forms_of, lemma, names_nothing, only_asks, parts_of, stem, telling_forms

MOST_TERMS = 8
"""Words of a query that are looked up."""
SHORTEST_PREFIX = 3
SHORTEST_PART = 4
SHORTEST_START_WITH_TYPO = 8
"""Datenschuz → Datenschutzgrundlagen; shorter starts with a typo would mean too much."""
GERMAN = 16
"""Beside the place of a word: it stands in a German text."""
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


def worth(closeness: int, place: int) -> int:
    """The nearest word counts first, then its place; what only touches on the word comes last. 0: nothing."""
    if place <= NAMES and closeness in {Closeness.COMPOUND, Closeness.INNER}:
        return 0
    return closeness * 10 + place if place > ASIDE else place


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


@dataclass(frozen=True, slots=True)
class Index:
    """The words of one owner, kept while its texts stay the same. Three of equal length: forms, the best place of
    each (with GERMAN where a German text has it), and how each is written. Plain tuples: a process holds thousands."""

    forms: tuple[str, ...]
    places: bytes
    written: tuple[str, ...]


def index_of(texts: Iterable[Text]) -> Index:
    places: dict[str, int] = {}
    written: dict[str, str] = {}
    for text in texts:
        language = GERMAN if text.language == "de" else 0
        for word in WORD.findall(text.text):
            for form in telling_forms(word):
                known = places.get(form, 0)
                places[form] = max(known & ~GERMAN, text.place) | known & GERMAN | language
                if form not in written:
                    written[form] = word
    return Index(tuple(map(intern, places)), bytes(places.values()), tuple(map(intern, written.values())))


class Vocabulary:
    """All words of all texts. Built once, asked often, never changed."""

    def __init__(self, indexes: Iterable[tuple[int, Index]]) -> None:
        """`indexes`: each with the number of its owner."""
        self.owners: dict[str, dict[int, int]] = {}
        """Form → owner → the best place there."""
        self.written: dict[str, str] = {}
        self.german: set[str] = set()
        """Only these are taken apart: English writes its compounds in two words."""
        for owner, index in indexes:
            for form, place, written in zip(index.forms, index.places, index.written, strict=True):
                if form not in self.owners:
                    self.owners[form] = {}
                    self.written[form] = written
                self.owners[form][owner] = place & ~GERMAN
                if place & GERMAN:
                    self.german.add(form)
        self.forms = sorted(self.owners)
        self.stems: dict[str, list[str]] = defaultdict(list)
        self.lemmas: dict[str, list[str]] = defaultdict(list)
        for form in self.forms:
            self.stems[stem(form)].append(form)
            self.lemmas[lemma(form)].append(form)
        self.alphabet = sorted(set("".join(self.forms)))
        self.lines = "\n" + "\n".join(filter(self._may_be_taken_apart, self.forms)) + "\n"

    def _may_be_taken_apart(self, form: str) -> bool:
        return form in self.german and not is_everyday(form) and max(self.owners[form].values()) > NAMES

    def terms(self, query: str) -> tuple[Term, ...]:
        """The words of a query that say something, each with what it means here."""
        written = [found[0] for found in islice(WORD.finditer(query), MOST_TERMS * 4)]
        if query.isupper():
            written = [word.lower() for word in written]
        naming = [word for word in written if not names_nothing(word)]
        telling = [word for word in naming if not only_asks(word)] or naming
        if not telling:
            return tuple(self._abbreviations(written))[:MOST_TERMS]
        return tuple(term for word in telling[:MOST_TERMS] for term in self._term(word))[:MOST_TERMS]

    def _abbreviations(self, written: Iterable[str]) -> Iterator[Term]:
        """Somebody who asks for "it" alone means IT."""
        for word in written:
            known = {form: Closeness.EXACT for form in forms_of(word) if form in self.owners}
            yield Term(written=word, forms=known)

    def _term(self, word: str) -> Iterator[Term]:
        """A word with hyphens that nobody here writes in one is looked up by its parts."""
        parts = parts_of(word)
        term = Term(written=word, forms=self._meant_by(forms_of("".join(parts))))
        if len(parts) > 1 and (term.best or 0) <= Closeness.TYPO:
            telling = [part for part in parts if len(part) > 1 and not names_nothing(part)]
            yield from (Term(written=part, forms=self._meant_by(forms_of(part))) for part in telling)
        else:
            yield term

    def _meant_by(self, typed: tuple[str, ...]) -> dict[str, Closeness]:
        """Typos are thought of only where nothing fits as it was typed, compounds only where no typo does; neither of
        a word that everybody knows."""
        found: dict[str, Closeness] = {}
        for closeness, forms in self._fitting(typed):
            for form in forms:
                found.setdefault(form, closeness)
        if any(map(is_everyday, typed)):
            return found
        for closeness, forms in (
            (Closeness.TYPO, self._one_typo_away(typed)),
            (Closeness.TYPO, self._starts_with_typo(typed)),
            (Closeness.COMPOUND, self._parts_of(typed)),
        ):
            if not found:
                found = dict.fromkeys(forms, closeness)
        return found

    def _fitting(self, typed: tuple[str, ...]) -> Iterator[tuple[Closeness, Iterable[str]]]:
        yield Closeness.EXACT, (form for form in typed if form in self.owners)
        yield Closeness.STEM, (form for each in typed for form in self._family(each))
        yield Closeness.PREFIX, (form for each in typed for form in self._longer_than(each))
        yield Closeness.INNER, (form for each in typed for form in self._holding(each))

    def _is_word(self, part: str) -> bool:
        return part in self.owners or lemma(part) in self.lemmas or is_everyday(part)

    def _longer_than(self, typed: str) -> Iterator[str]:
        """Words that go on behind it with another word; three letters are too few to guess what follows."""
        if len(typed) >= SHORTEST_PREFIX:
            goes_on = compounds.may_come_after if len(typed) >= SHORTEST_PART else compounds.surely_comes_after
            for form in self.beginning_with(typed):
                if goes_on(form[len(typed) :], self._is_word) and not is_everyday(form):
                    yield form
        short = lemma(typed)
        if SHORTEST_PART <= len(short) < len(typed):
            for form in self.beginning_with(short):
                if compounds.surely_comes_after(form[len(short) :], self._is_word) and not is_everyday(form):
                    yield form

    def beginning_with(self, start: str) -> list[str]:
        return self.forms[bisect_left(self.forms, start) : bisect_left(self.forms, start + LAST_LETTER)]

    def _holding(self, typed: str) -> Iterator[str]:
        """Compounds with the word inside or at the end, also without its own ending."""
        for part in dict.fromkeys((typed, lemma(typed))):
            if len(part) >= SHORTEST_PART:
                yield from self._compounds_with(part)

    def _compounds_with(self, part: str) -> Iterator[str]:
        """One text of all words is searched faster than each word."""
        at = self.lines.find(part)
        while at >= 0:
            begin, end = self.lines.rindex("\n", 0, at) + 1, self.lines.index("\n", at)
            before, after = self.lines[begin:at], self.lines[at + len(part) : end]
            is_ended = compounds.is_ending(after) or compounds.may_come_after(after, self._is_word)
            if is_ended and compounds.may_begin_behind(before, self.lines[at:end], self._is_word):
                yield self.lines[begin:end]
                at = self.lines.find(part, end)
            else:
                at = self.lines.find(part, at + 1)

    def _one_typo_away(self, typed: tuple[str, ...]) -> Iterator[str]:
        """The word that was meant, also with another ending; never a word that shares only its stem with it."""
        for meant in (meant for each in typed for meant in typos.meant_by(each, self.alphabet)):
            if meant in self.owners:
                yield meant
            short = lemma(meant)
            if len(short) >= typos.SHORTEST:
                yield from self.lemmas.get(short, ())

    def _starts_with_typo(self, typed: tuple[str, ...]) -> Iterator[str]:
        for each in typed:
            if len(each) >= SHORTEST_START_WITH_TYPO:
                for meant in typos.meant_by(each, self.alphabet):
                    for form in self.beginning_with(meant) if meant[0] == each[0] else ():
                        if compounds.may_come_after(form[len(meant) :], self._is_word):
                            yield form

    def _parts_of(self, typed: tuple[str, ...]) -> Iterator[str]:
        """The longest word that what was typed begins with, and the longest that it ends with."""
        for each in typed:
            places = range(SHORTEST_PART, len(each) - SHORTEST_PART + 1)
            begins = (self._part(each[:place]) for place in reversed(places))
            yield from next((family for family in begins if family), ())
            heads = (
                each[place:]
                for place in places
                if compounds.may_begin_behind(each[:place], each[place:], self._is_word)
            )
            ends = map(self._part, heads)
            yield from next((family for family in ends if family), ())

    def _part(self, part: str) -> list[str]:
        """German words of its family that some course has in a text of its own; if their stem is but a syllable, only
        the word itself."""
        family = self._family(part) if len(stem(part)) >= SHORTEST_PART else (part,)
        return [form for form in family if form in self.german and max(self.owners[form].values()) > NAMES]

    def _family(self, word: str) -> Iterator[str]:
        return (form for form in self.stems.get(stem(word), ()) if are_one_family(word, form))

    def owners_of(self, term: Term) -> dict[int, int]:
        """Owner → how well the term fits there, see `worth`."""
        found: dict[int, int] = {}
        for form, closeness in term.forms.items():
            for owner, place in self.owners[form].items():
                if value := worth(closeness, place):
                    found[owner] = max(found.get(owner, 0), value)
        return found
