"""Why a course is among the hits: the words that fit are marked, what cannot be seen there is said in a sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from courses.catalogue.matching import Closeness, Term
from courses.catalogue.stock import Course, Place, Text
from courses.catalogue.words import words_in

MOST_REASONS = 2


@dataclass(frozen=True)
class Passage:
    """A piece of a text, marked or not."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, kw_only=True)
class Reason:
    """`kind`: synonym, goal, title or summary. `language` is that of the passages."""

    kind: str
    language: str
    passages: tuple[Passage, ...]


def marked(text: str, terms: Sequence[Term]) -> tuple[Passage, ...]:
    """The text in pieces, the words that fit one of the terms marked."""
    pieces, done = [], 0
    for word in words_in(text) if terms else ():
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
    """The text where the term fits best; among equals the one in the language of the page."""
    fitting = ((_fit(text, term), text.language == language, text.place, text) for text in course.texts)
    best = max((each for each in fitting if each[0]), key=lambda each: each[:3], default=None)
    if best is None:
        return None
    text = best[3]
    return Reason(kind=text.place.name.lower(), language=text.language, passages=marked(text.text, [term]))


def _fit(text: Text, term: Term) -> int:
    return max((term.closeness_of(word) or 0 for word in words_in(text.text)), default=0)


def also_meant(terms: Iterable[Term], *, written: Mapping[str, str], most: int = 3) -> tuple[str, ...]:
    """Compounds and parts of them that were looked for as well; not what differs by an ending or a typo only."""
    near = sorted(
        (-closeness, len(form), form)
        for term in terms
        for form, closeness in term.forms.items()
        if closeness in {Closeness.PREFIX, Closeness.INNER, Closeness.COMPOUND}
    )
    return tuple(dict.fromkeys(written[form] for *_how_near, form in near))[:most]
