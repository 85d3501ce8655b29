"""The report as the screen, CSV and XLSX show it: one set of cells for all of them.

A cell is made from a `Figure`, which holds a `PublishedValue`; there is no other way into a table.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from learning.core.disclosure import Interval, PublishedValue, interval_of
from tracking.reports.frames import OWN, REST
from tracking.reports.measures import MEASURES, Measure
from tracking.reports.queries.participation import COURSE, SUM, Line
from tracking.reports.queries.publications import Figure
from tracking.reports.wording import Words, percentage, words


@dataclass(frozen=True, kw_only=True)
class Cell:
    measure: Measure
    words: Words | None
    """None: no course was there to be counted, or no cell."""
    as_of: date | None
    is_held: bool
    """It stands from an earlier quarter, with its own day and its own headcount."""
    figure: Figure | None

    @property
    def spread(self) -> "Spread | None":
        """Only the page draws it. A figure told in words has none: it would show what the words hide."""
        if self.figure is None or self.words is None or self.words.is_coded:
            return None
        return spread(interval_of(self.figure.value), at=self.figure.value.rate)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The 95 % interval for "Spannweite": words and the lengths of its drawing, 0 to 100."""

    text: str
    low: str
    width: str
    at: str


@dataclass(frozen=True, kw_only=True)
class TableRow:
    line: Line
    cells: tuple[Cell, ...]


def table(lines: Iterable[Line], *, as_of: date) -> list[TableRow]:
    return [row_from(line, as_of=as_of) for line in lines]


def row_from(line: Line, *, as_of: date) -> TableRow:
    figures = zip(MEASURES, line.figures, strict=True)
    return TableRow(line=line, cells=tuple(cell_from(measure, figure, as_of=as_of) for measure, figure in figures))


def cell_from(measure: Measure, figure: Figure | None, *, as_of: date) -> Cell:
    if figure is None:
        return Cell(measure=measure, words=None, as_of=None, is_held=False, figure=None)
    if not isinstance(figure.value, PublishedValue):
        raise TypeError("A table shows published values and nothing else.")
    return Cell(
        measure=measure,
        words=words(figure.value),
        as_of=figure.as_of,
        is_held=figure.as_of != as_of,
        figure=figure,
    )


def spread(interval: Interval, *, at: float) -> Spread:
    low, high = round(100 * interval.low), round(100 * interval.high)
    return Spread(
        text=_("%(low)s bis %(high)s") % {"low": low, "high": percentage(high)},
        low=f"{100 * interval.low:.1f}",
        width=f"{100 * (interval.high - interval.low):.1f}",
        at=f"{100 * at:.1f}",
    )


class ExportRow(NamedTuple):
    """One cell of the report as a line of a file; None where no number is published."""

    unit: str
    code: str
    level: str
    course: str
    measure: str
    n: int | None
    of: int | None
    percent: int | None
    said: str
    as_of: date | None
    period: str

    @property
    def is_coded(self) -> bool:
        return self.of is not None and self.n is None


def head() -> ExportRow:
    """The names of the columns."""
    names = (
        *(_("Einheit"), _("Kennung"), _("Ebene"), _("Kurs"), _("Messgröße")),
        *(_("Anzahl"), _("von"), _("Prozent"), _("Angabe"), _("Stand"), _("Zeitraum")),
    )
    return ExportRow(*names)  # type: ignore[arg-type]  # -- texts in every column


def export_rows(
    lines: Iterable[Line], *, unit_name: str, language: str, as_of: date, period: str
) -> Iterator[ExportRow]:
    """Numbers where a number is published, words everywhere."""
    levels = level_names()
    for line in lines:
        name = unit_name if line.kind in {SUM, COURSE} else line.label
        for cell in row_from(line, as_of=as_of).cells:
            said = cell.words
            yield ExportRow(
                unit=neutral(name),
                code=neutral(line.code),
                level=levels.get(line.kind, _("Einheit")),
                course=neutral(line.course.title(language)),
                measure=str(cell.measure.label),
                n=said.n if said else None,
                of=said.of if said else None,
                percent=said.percent if said else None,
                said=str(said) if said else _("keine Zahl"),
                as_of=cell.as_of,
                period=period,
            )


def level_names() -> dict[str, str]:
    return {
        SUM: _("gesamt"),
        COURSE: _("gesamt"),
        REST: _("zusammengefasst"),
        OWN: _("unmittelbar zugeordnet"),
    }


def neutral(text: str) -> str:
    """A text that a spreadsheet would take for a formula, made harmless."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
