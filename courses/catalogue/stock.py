"""All open courses as each process keeps them in memory: texts, the vocabulary, and for each value of a facet who has
it. Read anew when the table of offers has changed; a request asks for that with one small query."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum, Value

from courses.catalogue.facets import FACETS, Choice, Facet
from courses.catalogue.matching import Index, Term, Vocabulary, index_of
from courses.catalogue.places import Text
from courses.catalogue.texts import labels, texts_of_course, texts_of_lesson
from courses.catalogue.words import fold
from courses.content.models import EditionUnit, Offer
from learning.core.compiled import compiled

LONGEST_KEPT = 600.0
"""Seconds after which it is read anew in any case, should two writers have overtaken each other unseen."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """An open offer. `about` per language: `{"title", "slug", "summary", "goals"}`; `mark` changes with anything."""

    key: UUID
    mark: tuple[Any, ...]
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

    @cached_property
    def index(self) -> Index:
        return index_of(self.texts)

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
        return Vocabulary((number, course.index) for number, course in enumerate(self.courses))

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
        return best_fitting(self.vocabulary, terms)


def best_fitting(vocabulary: Vocabulary, terms: tuple[Term, ...]) -> tuple[dict[int, int], int]:
    """Courses that fit most of the words, each with how well; and how many of the words they fit."""
    scores: dict[int, int] = {}
    fitted: dict[int, int] = {}
    for term in terms:
        for number, score in vocabulary.owners_of(term).items():
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
    """One query; a second one when something was published, changed or withdrawn since this process last looked, and
    a third one for the lessons of what is new."""
    global _kept
    stamp = _stamp()
    kept = _kept
    if kept and kept.stamp == stamp and time.monotonic() - kept.read_at < LONGEST_KEPT:
        return kept.stock
    with _reading:
        kept = _kept
        if not (kept and kept.stamp == stamp and time.monotonic() - kept.read_at < LONGEST_KEPT):
            kept = _kept = _Kept(stamp, time.monotonic(), Stock(_open_courses(kept.stock.courses if kept else ())))
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
    "edition_id",
    "edition__about",
    "edition__competences",
    "edition__digest",
    "edition__main_language",
)


def _open_courses(known: Iterable[Course]) -> tuple[Course, ...]:
    """An edition never changes: courses that are `known` are kept as they are, with their index."""
    kept = {course.mark: course for course in known}
    offers = list(Offer.objects.filter(is_open=True).order_by("pk").values(*_VALUES))
    lessons = _lessons([each["edition_id"] for each in offers if _mark(each) not in kept])
    return tuple(kept.get(_mark(each)) or _course(each, lessons[each["edition_id"]]) for each in offers)


def _mark(offer: Mapping[str, Any]) -> tuple[Any, ...]:
    """What is frozen with the edition is in its digest."""
    return tuple(value for name, value in offer.items() if name not in {"edition__about", "edition__competences"})


def _lessons(edition_ids: list[int]) -> dict[int, list[Text]]:
    found: dict[int, list[Text]] = defaultdict(list)
    units = EditionUnit.objects.filter(edition_id__in=edition_ids).order_by("edition_id", "language", "position")
    if edition_ids:
        for edition_id, *lesson in units.values_list("edition_id", *_LESSON).iterator(chunk_size=500):
            found[edition_id].extend(texts_of_lesson(*lesson))
    return found


_LESSON = ("language", "position", "title", "content")


def _course(offer: Mapping[str, Any], lessons: Iterable[Text]) -> Course:
    about, facts = offer["edition__about"], (offer["topic"], offer["level"], offer["format"])
    competences = offer["edition__competences"]
    return Course(
        key=offer["course_key"],
        mark=_mark(offer),
        minutes=offer["minutes"],
        topic=offer["topic"],
        level=offer["level"],
        format=offer["format"],
        main_language=offer["edition__main_language"],
        about=about,
        texts=(*texts_of_course(about, offer["words"]), *labels(*facts, competences), *lessons),
    )
