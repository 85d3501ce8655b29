"""All open courses as each process keeps them in memory: texts, the vocabulary, and for each value of a facet who has
it. Read anew when the table of offers has changed; a request asks for that with one small query."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum, Value

from courses.catalogue.facets import FACETS, Choice, Facet
from courses.catalogue.matching import Term, Vocabulary
from courses.catalogue.words import fold
from courses.content.models import Offer
from learning.core.compiled import compiled

LONGEST_KEPT = 600.0
"""Seconds after which it is read anew in any case, should two writers have overtaken each other unseen."""


class Place(IntEnum):
    """Where a word of a course stands; the higher, the more a match there counts."""

    SUMMARY = 1
    GOAL = 2
    SYNONYM = 3
    TITLE = 4


@dataclass(frozen=True, slots=True)
class Text:
    place: Place
    language: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Course:
    """An open offer. `about` per language: `{"title", "slug", "summary", "goals"}`."""

    key: UUID
    minutes: int
    topic: str
    level: str
    format: str
    main_language: str
    about: Mapping[str, Mapping[str, Any]]
    texts: tuple[Text, ...]

    @property
    def languages(self) -> list[str]:
        return list(self.about)

    def language_for(self, language: str) -> str:
        """The one asked for, else German, else what there is."""
        return next(each for each in (language, "de", self.main_language) if each in self.about)

    def title_in(self, language: str) -> str:
        title: str = self.about[self.language_for(language)]["title"]
        return title


class Stock:
    """Courses are known by their place in `courses`; a set of them is an int with one bit for each."""

    def __init__(self, courses: tuple[Course, ...]) -> None:
        self.courses = courses
        self.everything = (1 << len(courses)) - 1
        self.having: dict[tuple[str, str], int] = {}
        for number, course in enumerate(courses):
            for facet in FACETS:
                for value in facet.values_of(course):
                    self.having[facet.name, value] = self.having.get((facet.name, value), 0) | 1 << number
        self._in_order: dict[str, list[int]] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            (number, text.place, text.text) for number, course in enumerate(self.courses) for text in course.texts
        )

    def in_order(self, language: str) -> list[int]:
        """By title, as somebody reads it in this language."""
        if language not in self._in_order:
            titles = [fold(course.title_in(language)) for course in self.courses]
            self._in_order[language] = sorted(range(len(titles)), key=lambda number: titles[number])
        return self._in_order[language]

    def chosen(self, facet: Facet, choice: Choice) -> int:
        """Who has one of the chosen values; everybody when none is chosen."""
        values = choice.values.get(facet.name, ())
        found = 0
        for value in values:
            found |= self.having.get((facet.name, value), 0)
        return found if values else self.everything

    def fitting(self, terms: tuple[Term, ...]) -> tuple[dict[int, int], int]:
        """Courses that fit most of the words, each with how well; and how many of the words they fit."""
        scores: dict[int, int] = {}
        fitted: dict[int, int] = {}
        for term in terms:
            for number, score in self.vocabulary.owners_of(term).items():
                scores[number] = scores.get(number, 0) + score
                fitted[number] = fitted.get(number, 0) + 1
        most = max(fitted.values(), default=0)
        return {number: score for number, score in scores.items() if fitted[number] == most}, most


@dataclass(frozen=True)
class _Kept:
    stamp: tuple[Any, ...]
    read_at: float
    stock: Stock


_kept: _Kept | None = None
_reading = threading.Lock()


def current_stock() -> Stock:
    """One query; a second one when something was published, changed or withdrawn since this process last looked."""
    global _kept
    stamp = _stamp()
    kept = _kept
    if kept and kept.stamp == stamp and time.monotonic() - kept.read_at < LONGEST_KEPT:
        return kept.stock
    with _reading:
        kept = _kept
        if not (kept and kept.stamp == stamp and time.monotonic() - kept.read_at < LONGEST_KEPT):
            kept = _kept = _Kept(stamp, time.monotonic(), Stock(_open_courses()))
        return kept.stock


def _stamp() -> tuple[Any, ...]:
    """Moves with each new edition, change of an offer, withdrawal and deletion."""
    (now,) = _state_of_offers()
    return now


@compiled
def _state_of_offers() -> QuerySet[Offer, tuple[Any, ...]]:
    """One row."""
    everything = Offer.objects.annotate(all=Value(1)).values("all")
    return everything.annotate(
        count=Count("pk"), opened=Count("pk", filter=Q(is_open=True)), editions=Sum("edition_id"), at=Max("updated_at")
    ).values_list("count", "opened", "editions", "at")


_VALUES = (
    "course_key",
    "minutes",
    "topic",
    "level",
    "format",
    "words",
    "edition__about",
    "edition__main_language",
)


def _open_courses() -> tuple[Course, ...]:
    return tuple(map(_course, Offer.objects.filter(is_open=True).order_by("pk").values(*_VALUES)))


def _course(values: Mapping[str, Any]) -> Course:
    about = values["edition__about"]
    return Course(
        key=values["course_key"],
        minutes=values["minutes"],
        topic=values["topic"],
        level=values["level"],
        format=values["format"],
        main_language=values["edition__main_language"],
        about=about,
        texts=(*_texts(about), *_synonyms(values["words"], about)),
    )


def _texts(about: Mapping[str, Mapping[str, Any]]) -> list[Text]:
    return [
        Text(place, language, text)
        for language, each in about.items()
        for place, texts in (
            (Place.TITLE, [each["title"]]),
            (Place.SUMMARY, [each["summary"]]),
            (Place.GOAL, each["goals"]),
        )
        for text in texts
        if text
    ]


def _synonyms(words: str, about: Mapping[str, Mapping[str, Any]]) -> list[Text]:
    """What an offer's words hold besides titles and goals. They follow the title and goals of their language."""
    known = {text: language for language, each in about.items() for text in (each["title"], *each["goals"])}
    language, found = next(iter(about)), []
    for line in words.splitlines():
        if line in known:
            language = known[line]
        elif line.strip():
            found.append(Text(Place.SYNONYM, language, line))
    return found
