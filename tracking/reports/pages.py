"""The report pages as their templates read them: titles, tables, choices with their addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from learning.core.disclosure import Direction
from learning.core.memory import Memory
from learning.organisation.enums import Role
from tracking.reports.frames import REST, FrozenCourse, FrozenUnit
from tracking.reports.measures import COMPLETED, MEASURES, Measure
from tracking.reports.queries.agreements import Approvals
from tracking.reports.queries.overview import CourseAnswer, Overview, overview
from tracking.reports.queries.participation import COURSE, Participation
from tracking.reports.queries.snapshots import OpenedPeriod
from tracking.reports.requests import Reading, Stamp, stamp
from tracking.reports.tables import TableRow, table
from tracking.reports.wording import Words, cell_label, finding, words


@dataclass(frozen=True, kw_only=True)
class Choice:
    value: str
    label: str
    is_chosen: bool
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Merged:
    label: str
    url: str
    """Empty where the row is not in the reader's part."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What both pages have around their figures."""

    reading: Reading
    unit: FrozenUnit
    stamp: Stamp
    approvals: Approvals
    headcount: int | None
    periods: Sequence[Choice]
    purposes: Sequence[Choice]
    heads: Sequence[Choice]
    readers: Sequence[str]
    merged: Merged | None
    """Where the unit has no figures of its own: the row that it is part of. None: it has some, or is too small."""


@dataclass(frozen=True, kw_only=True)
class ReportPage(Frame):
    report: Participation
    title: str
    rows: Sequence[TableRow]
    total: TableRow | None
    course_options: SafeString
    way: Sequence[Choice]
    address: str
    """The chosen period, unit, course and purpose, for the addresses of the files."""
    measures: Sequence[Measure] = MEASURES

    @property
    def course_title(self) -> str:
        return self.report.course.title(self.reading.language) if self.report.course else ""

    @property
    def all_rows(self) -> list[TableRow]:
        return [*self.rows, self.total] if self.total else list(self.rows)

    @property
    def has_units_below(self) -> bool:
        return bool(self.report.period.tree.children.get(self.unit.code))

    @property
    def spread_measure(self) -> Measure:
        return COMPLETED


@dataclass(frozen=True, kw_only=True)
class Sentence:
    course: str
    url: str
    begun: Words
    completed: Words
    strip: tuple[int, int, int] | None
    """(headcount, begun, completed) for the drawing; none where a figure is told in words: a bar would show it."""
    verdict: str
    before: Words | None
    as_of: object
    is_held: bool


@dataclass(frozen=True, kw_only=True)
class StartPage(Frame):
    answers: Sequence[Sentence]
    others: int
    url: str


def page_of(reading: Reading, report: Participation) -> ReportPage:
    as_of = report.period.as_of
    course = report.course.slug if report.course else "alle"
    total = table([report.total], as_of=as_of)[0] if report.total else None
    rows = [
        row for row in table(report.lines, as_of=as_of) if row.line.kind != COURSE or any(c.words for c in row.cells)
    ]
    way = [
        Choice(
            value=unit.code,
            label=unit.name,
            is_chosen=unit == report.unit,
            url=address("participation", reading, unit.code, course),
        )
        for unit in report.way
    ]
    return ReportPage(
        **frame_of(reading, report.unit, headcount=report.cell.members if report.cell else None, course=course),
        report=report,
        title=title_of(report),
        rows=rows,
        total=total,
        course_options=course_options(report.period, report.course, reading.language),
        way=way,
        address=query(reading, report.unit.code, course),
    )


_options: Memory[str] = Memory(limit=16)
"""All courses of a snapshot in a language: a thousand of them cost more than the rest of the page."""


def course_options(period: OpenedPeriod, chosen: FrozenCourse | None, language: str) -> SafeString:
    """Of a select; slugs need no escaping."""

    def made() -> str:
        every = [("alle", _("Alle Kurse")), *((each.slug, each.title(language)) for each in period.courses)]
        return str(format_html_join("", '<option value="{}">{}</option>', every))

    options = _options.get((period.snapshot_id, language), made)
    value = f'value="{chosen.slug if chosen else "alle"}"'
    return mark_safe(options.replace(value, f"{value} selected", 1))  # noqa: S308 -- escaped above


def start_of(reading: Reading, unit: FrozenUnit) -> StartPage:
    found = overview(period=reading.period, unit=unit)
    return StartPage(
        **frame_of(reading, unit, headcount=found.cell.members if found.cell else None, course=None),
        answers=[sentence(reading, found, answer) for answer in found.answers],
        others=found.others,
        url=address("participation", reading, unit.code, None),
    )


def frame_of(reading: Reading, unit: FrozenUnit, *, headcount: int | None, course: str | None) -> dict[str, Any]:
    view = "participation" if course else "index"
    return {
        "reading": reading,
        "unit": unit,
        "stamp": stamp(reading, unit),
        "approvals": reading.approvals[unit.code],
        "headcount": headcount,
        "periods": [
            Choice(value=each.name, label=each.label, is_chosen=each.name == reading.period.name)
            for each in reading.period.others
        ],
        "purposes": [
            Choice(value=str(number), label=purpose, is_chosen=number == reading.purpose_number)
            for number, purpose in enumerate(reading.policy.purposes)
        ],
        "heads": [
            Choice(
                value=head.code,
                label=head.name,
                is_chosen=head == reading.head_of(unit),
                url=address(view, reading, head.code, course),
            )
            for head in reading.heads
        ],
        "merged": merged_into(reading, unit, course),
        "readers": [str(Role(role).label) for role in reading.policy.roles],
    }


def merged_into(reading: Reading, unit: FrozenUnit, course: str | None) -> Merged | None:
    tree = reading.period.tree
    cell = None if tree.unit_cell(unit.code) else tree.cell_holding(unit.code)
    if cell is None:
        return None
    page = tree.by_code[cell.level if cell.kind == REST and cell.level else cell.units[0]]
    is_readable = reading.head_of(page) is not None
    return Merged(
        label=cell_label(cell, tree),
        url=address("participation", reading, page.code, course) if is_readable else "",
    )


def title_of(report: Participation) -> str:
    if report.begun and report.completed:
        return finding(begun=report.begun.value, completed=report.completed.value)
    if report.course is None and report.cell:
        return _("So steht es um die Kurse")
    if report.period.tree.cell_holding(report.unit.code) is None:
        return _("Diese Einheit ist zu klein für eine eigene Zahl")
    return _("Diese Einheit hat keine eigenen Zahlen")


def sentence(reading: Reading, found: Overview, answer: CourseAnswer) -> Sentence:
    begun, completed = words(answer.begun.value), words(answer.completed.value)
    is_drawn = (
        not (begun.is_coded or completed.is_coded) and answer.begun.value.members == answer.completed.value.members
    )
    return Sentence(
        course=answer.course.title(reading.language),
        url=address("participation", reading, found.unit.code, answer.course.slug),
        begun=begun,
        completed=completed,
        strip=(answer.begun.value.members, answer.begun.value.shown, answer.completed.value.shown)
        if is_drawn
        else None,
        verdict=verdict(answer),
        before=words(answer.before.value) if answer.before and answer.change else None,
        as_of=answer.completed.as_of,
        is_held=answer.is_held,
    )


def verdict(answer: CourseAnswer) -> str:
    if answer.change is None:
        return ""
    return {
        Direction.HIGHER: _("Klar mehr Abschlüsse."),
        Direction.LOWER: _("Klar weniger Abschlüsse."),
        Direction.UNCLEAR: _("Keine klare Veränderung."),
    }[answer.change.direction]


def query(reading: Reading, unit: str, course: str | None) -> str:
    asked = {"zeitraum": reading.period.name, "einheit": unit}
    if course:
        asked["kurs"] = course
    asked["zweck"] = str(reading.purpose_number)
    return urlencode(asked)


def address(view: str, reading: Reading, unit: str, course: str | None) -> str:
    return f"{reverse(f'reports:{view}')}?{query(reading, unit, course)}"
