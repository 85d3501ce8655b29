from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from courses.catalogue.explaining import Passage, Reason, also_meant, marked, reasons_for
from courses.catalogue.facets import Choice, Facet, Label, facets_in
from courses.catalogue.matching import Term
from courses.catalogue.stock import Course, Stock, current_stock
from courses.catalogue.suggesting import suggested

PAGE_SIZE = 25


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A course in the list. `language` is that of title and summary, `foreign_language` the same when it is not the
    reader's, else empty; `languages` are all it has."""

    course_key: UUID
    slug: str
    title: tuple[Passage, ...]
    summary: tuple[Passage, ...]
    minutes: int
    level: Label
    language: str
    foreign_language: str
    languages: tuple[Label, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class FacetValue:
    """`count`: how many courses there would be with it, if nothing else of its facet were chosen."""

    value: str
    label: Label
    count: int
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class FacetCounts:
    name: str
    label: Label
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A chosen value, and the address of the list without it."""

    label: Label
    address: str


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """Words that were probably meant, the address to look for them, and how many courses that finds."""

    words: str
    address: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """One page of the list. `count` counts all pages, `count_unnarrowed` what the words find without facets;
    `fits_some_words_only`: no course fits all the words, these fit most of them."""

    choice: Choice
    hits: tuple[Hit, ...]
    count: int
    count_unnarrowed: int
    page: int
    pages: int
    facets: tuple[FacetCounts, ...]
    chips: tuple[Chip, ...]
    suggestion: Suggestion | None
    also_meant: tuple[str, ...]
    fits_some_words_only: bool
    short_courses: int

    @property
    def first(self) -> int:
        """The number of the first hit on this page."""
        return (self.page - 1) * PAGE_SIZE + 1

    @property
    def previous_address(self) -> str:
        return self.choice.address(page=self.page - 1) if self.page > 1 else ""

    @property
    def next_address(self) -> str:
        return self.choice.address(page=self.page + 1) if self.page < self.pages else ""

    @property
    def can_be_narrowed(self) -> bool:
        return any(facet.values for facet in self.facets)

    @property
    def has_nothing(self) -> bool:
        """The words find no course at all, whatever is chosen."""
        return bool(self.choice.words) and not self.count_unnarrowed


def search_catalogue(*, choice: Choice, language: str) -> Catalogue:
    """Open courses that fit the words and the chosen values. One query while nothing has changed, else two."""
    stock = current_stock()
    terms = stock.vocabulary.terms(choice.words) if choice.words else ()
    found, fitted = _ranked(stock, choice, terms, language)
    all_found = sum(1 << number for number in found)
    facets = facets_in(language)
    chosen = {name: stock.chosen(facet, choice) for name, facet in facets.items()}
    shown = all_found
    for having in chosen.values():
        shown &= having
    numbers = [number for number in found if shown >> number & 1]
    pages = max(1, -(-len(numbers) // PAGE_SIZE))
    page = min(max(choice.page, 1), pages)
    on_page = numbers[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Catalogue(
        choice=choice,
        hits=tuple(_hit(stock.courses[number], terms, language) for number in on_page),
        count=len(numbers),
        count_unnarrowed=len(found),
        page=page,
        pages=pages,
        facets=tuple(_counts(stock, facet, choice, _all_but(facet, chosen, all_found)) for facet in facets.values()),
        chips=_chips(choice, facets),
        suggestion=_suggestion(stock, choice, terms),
        also_meant=also_meant(terms, written=stock.vocabulary.written) if numbers and choice.words else (),
        fits_some_words_only=0 < fitted < len(terms),
        short_courses=stock.having.get(("dauer", "10"), 0).bit_count(),
    )


def _ranked(stock: Stock, choice: Choice, terms: tuple[Term, ...], language: str) -> tuple[list[int], int]:
    in_order = stock.in_order(language)
    if not choice.words:
        return in_order, 0
    scores, fitted = stock.fitting(terms)
    return sorted((number for number in in_order if number in scores), key=lambda number: -scores[number]), fitted


def _all_but(facet: Facet, chosen: dict[str, int], found: int) -> int:
    """The hits as if nothing of this facet were chosen."""
    for name, having in chosen.items():
        if name != facet.name:
            found &= having
    return found


def _counts(stock: Stock, facet: Facet, choice: Choice, found: int) -> FacetCounts:
    """Values that no hit has are left out, unless they are chosen; and all of them where none would narrow the hits."""
    values = [
        FacetValue(
            value=value,
            label=label,
            count=(found & stock.having.get((facet.name, value), 0)).bit_count(),
            is_chosen=value in choice.values.get(facet.name, ()),
        )
        for value, label in facet.values.items()
    ]
    shown = tuple(each for each in values if each.count or each.is_chosen)
    narrows = any(each.is_chosen or each.count < found.bit_count() for each in shown)
    return FacetCounts(name=facet.name, label=facet.label, values=shown if narrows else ())


def _chips(choice: Choice, facets: Mapping[str, Facet]) -> tuple[Chip, ...]:
    return tuple(
        Chip(label=facet.values[value], address=choice.without(facet.name, value).address())
        for facet in facets.values()
        for value in choice.values.get(facet.name, ())
    )


def _suggestion(stock: Stock, choice: Choice, terms: tuple[Term, ...]) -> Suggestion | None:
    """Only what finds something, and among several words only what some course has together with the others."""
    words = suggested(stock.vocabulary, terms, choice.words) if terms else None
    if words is None:
        return None
    meant = stock.vocabulary.terms(words)
    found, fitted = stock.fitting(meant)
    if fitted < max(1, len(meant)):
        return None
    return Suggestion(words=words, address=choice.only_words(words).address(), count=len(found))


def _hit(course: Course, terms: tuple[Term, ...], language: str) -> Hit:
    shown, facets = course.language_for(language), facets_in(language)
    about = course.about[shown]
    return Hit(
        course_key=course.key,
        slug=about["slug"],
        title=marked(about["title"], terms),
        summary=marked(about["summary"], terms),
        minutes=course.minutes,
        level=facets["stufe"].values[course.level],
        language=shown,
        foreign_language="" if shown == language else shown,
        languages=tuple(facets["sprache"].values[each] for each in course.languages),
        reasons=reasons_for(course, terms, language=language) if terms else (),
    )
