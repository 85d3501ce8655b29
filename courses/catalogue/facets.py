"""What a list of courses can be narrowed down by. The names are those in the address: `?thema=agile&dauer=10`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from courses.content.enums import Format, Level, Topic
from learning.core.templatetags.components import minutes

Label = str | Promise
Facts = Any
"""What a course is judged by: `minutes`, `topic`, `level`, `format`, `languages`."""


@dataclass(frozen=True, kw_only=True)
class Facet:
    """`values_of` gives every value that fits a course: one of 8 minutes is also one of at most 30."""

    name: str
    label: Label
    values: Mapping[str, Label]
    values_of: Callable[[Facts], Iterable[str]]


LANGUAGES: Mapping[str, Label] = {"de": _("Deutsch"), "en": _("Englisch")}


def durations_of(course: Facts) -> list[str]:
    if course.minutes > 30:
        return ["mehr"]
    return ["10", "30"] if course.minutes <= 10 else ["30"]


def up_to(count: int) -> Label:
    return format_lazy(_("bis {minutes}"), minutes=lazy(minutes, str)(count))


def choices(of: type[Topic] | type[Level] | type[Format]) -> dict[str, Label]:
    return {each.value: each.label for each in of}


FACETS = (
    Facet(
        name="dauer",
        label=_("Dauer"),
        values={"10": up_to(10), "30": up_to(30), "mehr": _("länger")},
        values_of=durations_of,
    ),
    Facet(name="thema", label=_("Thema"), values=choices(Topic), values_of=lambda course: [course.topic]),
    Facet(name="stufe", label=_("Stufe"), values=choices(Level), values_of=lambda course: [course.level]),
    Facet(name="format", label=_("Format"), values=choices(Format), values_of=lambda course: [course.format]),
    Facet(
        name="sprache",
        label=_("Sprache"),
        values=LANGUAGES,
        values_of=lambda course: course.languages,
    ),
)


@cache
def facets_in(language: str) -> Mapping[str, Facet]:
    """By name, with labels that are looked up already."""
    with override(language):
        return {
            facet.name: replace(
                facet, label=str(facet.label), values={value: str(label) for value, label in facet.values.items()}
            )
            for facet in FACETS
        }


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What somebody is looking for: words, and chosen values by the name of their facet."""

    words: str = ""
    values: Mapping[str, tuple[str, ...]]
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        return any(self.values.values())

    def address(self, *, page: int = 1) -> str:
        """The query string of this choice; the first page needs no number."""
        parts: list[tuple[str, str | int]] = [("q", self.words)] if self.words else []
        parts += [(name, value) for name, values in self.values.items() for value in values]
        return "?" + urlencode(parts + ([("seite", page)] if page > 1 else []))

    def without(self, name: str, value: str) -> "Choice":
        left = {each: tuple(v for v in values if (each, v) != (name, value)) for each, values in self.values.items()}
        return Choice(words=self.words, values=left)

    def only_words(self, words: str | None = None) -> "Choice":
        return Choice(words=self.words if words is None else words, values={})
