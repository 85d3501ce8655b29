"""Why a course is among the hits: the words that fit are marked, what cannot be seen there is said in a sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from courses.catalogue.matching import Closeness, Term, worth
from courses.catalogue.places import Place, Text
from courses.catalogue.stock import Course
from courses.catalogue.words import known_words_in

MOST_REASONS = 2
MOST_BEFORE, MOST_AFTER = 40, 90
"""Letters of a long text that are shown before the word that fits, and from it on."""
INNER_QUOTES = {"de": str.maketrans("„“", "‚‘"), "en": str.maketrans("“”", "‘’")}
"""A reason stands in quotation marks: those inside become single ones."""


@dataclass(frozen=True)
class Passage:
    """A piece of a text, marked or not."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, kw_only=True)
class Reason:
    """`kind`: the name of a place, in small letters. `language` is that of the passages, `lesson` the number of the
    lesson they stand in."""

    kind: str
    language: str
    lesson: int
    passages: tuple[Passage, ...]


def marked(text: str, terms: Sequence[Term]) -> tuple[Passage, ...]:
    """The text in pieces, the words that fit one of the terms marked."""
    pieces, done = [], 0
    for word in known_words_in(text) if terms else ():
        if any(term.closeness_of(word) for term in terms):
            pieces += [Passage(text[done : word.start]), Passage(word.written, is_marked=True)]
            done = word.end
    return tuple(piece for piece in (*pieces, Passage(text[done:])) if piece.text)


def reasons_for(course: Course, terms: Sequence[Term], *, language: str) -> tuple[Reason, ...]:
    """One sentence for each term that neither the title nor the summary on the page shows."""
    on_page = [
        text
        for text in course.texts
        if text.language == course.language_for(language) and text.place in {Place.TITLE, Place.SUMMARY}
    ]
    unseen = [term for term in terms if not any(_fit(text, term) for text in on_page)]
    found = (_reason(course, term, language) for term in unseen)
    return tuple(dict.fromkeys(islice((reason for reason in found if reason), MOST_REASONS)))


def _reason(course: Course, term: Term, language: str) -> Reason | None:
    """The text where the term counts most; among equals the one in the language of the page."""
    fitting = ((_fit(text, term), text.language == language, text) for text in course.texts)
    best = max((each for each in fitting if each[0]), key=lambda each: each[:2], default=None)
    if best is None:
        return None
    text = best[2]
    shown = text.text.translate(INNER_QUOTES.get(text.language, {}))
    passages = marked(shown, [term])
    if text.place is not Place.COMPETENCE:  # nobody knows one by its end
        passages = _shortened(passages)
    return Reason(kind=text.place.name.lower(), language=text.language, lesson=text.lesson, passages=passages)


def _fit(text: Text, term: Term) -> int:
    nearest = max((term.closeness_of(word) or 0 for word in known_words_in(text.text)), default=0)
    value = worth(nearest, text.place) if nearest else 0
    return value * 10 + nearest if value else 0


def _shortened(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """What stands around the first marked word, cut between words."""
    first = next((place for place, each in enumerate(passages) if each.is_marked), 0)
    before = "".join(each.text for each in passages[:first])
    pieces = [Passage(_end_of(before))] if before else []
    room = MOST_AFTER
    for each in passages[first:]:
        if len(each.text) > room:
            return (*pieces, Passage(each.text[:room].rpartition(" ")[0] + " …"))
        pieces.append(each)
        room -= len(each.text)
    return tuple(pieces)


def _end_of(text: str) -> str:
    return text if len(text) <= MOST_BEFORE else "… " + text[-MOST_BEFORE:].partition(" ")[2]


def also_meant(terms: Iterable[Term], *, written: Mapping[str, str], most: int = 3) -> tuple[str, ...]:
    """Compounds and parts of them that were looked for as well; not what differs by an ending or a typo only."""
    near = sorted(
        (-closeness, len(form), form)
        for term in terms
        for form, closeness in term.forms.items()
        if closeness in {Closeness.PREFIX, Closeness.INNER, Closeness.COMPOUND}
    )
    return tuple(dict.fromkeys(written[form] for *_how_near, form in near))[:most]
