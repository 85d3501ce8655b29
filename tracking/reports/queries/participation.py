"""The report "Teilnahme und Abschluss": one unit of one closed quarter, by the units below it or by course."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracking.reports.frames import UNIT, FrozenCell, FrozenCourse, FrozenTree, FrozenUnit
from tracking.reports.measures import BEGUN, COMPLETED, MEASURES
from tracking.reports.queries.publications import Figure, Figures, all_figures, figures
from tracking.reports.queries.snapshots import OpenedPeriod
from tracking.reports.wording import cell_label, cell_meta

SUM, COURSE = "sum", "course"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of the table: a cell for one course. `figures` in the order of MEASURES; None where there is none."""

    kind: str
    code: str
    label: str
    meta: str
    unit: str | None
    """Code of the unit whose page shows what is below."""
    course: FrozenCourse
    headcount: int
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, kw_only=True)
class Participation:
    """`course` None: one line for each course of the period; else one for each cell below the unit, and the total."""

    period: OpenedPeriod
    unit: FrozenUnit
    way: tuple[FrozenUnit, ...]
    """From the head of the reader's part down to the unit."""
    course: FrozenCourse | None
    cell: FrozenCell | None
    lines: tuple[Line, ...]
    total: Line | None

    @property
    def begun(self) -> Figure | None:
        return self._of_total(BEGUN.slug)

    @property
    def completed(self) -> Figure | None:
        return self._of_total(COMPLETED.slug)

    def _of_total(self, slug: str) -> Figure | None:
        place = [measure.slug for measure in MEASURES].index(slug)
        return self.total.figures[place] if self.total else None

    @property
    def shown(self) -> tuple[Line, ...]:
        return (*self.lines, self.total) if self.total else self.lines


def participation(
    *, period: OpenedPeriod, unit: FrozenUnit, head: FrozenUnit, course: FrozenCourse | None, language: str
) -> Participation:
    """One query."""
    tree = period.tree
    cell = tree.unit_cell(unit.code)
    below = tree.cells_below(unit.code) if cell else []
    way = tree.way_to(unit.code)
    way = way[way.index(head) :]
    cells = ([cell] if cell else []) + (below if course else [])
    found = figures(
        snapshot_id=period.snapshot_id,
        cells=[each.code for each in cells],
        course_key=course.key if course else None,
    )
    total = None
    if course:
        lines = tuple(line_of(each, course, period, found, language) for each in below)
        total = line_of(cell, course, period, found, language, kind=SUM) if cell else None
    else:
        of_unit = [cell] if cell else []
        lines = tuple(
            line_of(whole, each, period, found, language, kind=COURSE) for whole in of_unit for each in period.courses
        )
    return Participation(period=period, unit=unit, way=tuple(way), course=course, cell=cell, lines=lines, total=total)


def line_of(
    cell: FrozenCell,
    course: FrozenCourse,
    period: OpenedPeriod,
    found: Figures,
    language: str,
    *,
    kind: str = "",
) -> Line:
    tree = period.tree
    goes_on = cell.kind == UNIT and kind != SUM
    return Line(
        kind=kind or cell.kind,
        code=cell.code.partition(":")[2],
        label=course.title(language) if kind == COURSE else cell_label(cell, tree),
        meta=cell_meta(cell, tree),
        unit=cell.units[0] if goes_on else None,
        course=course,
        headcount=cell.members,
        figures=tuple(found.get(cell.code, course.key, measure.slug) for measure in MEASURES),
    )


def cells_of(tree: FrozenTree, heads: Iterable[FrozenUnit]) -> list[FrozenCell]:
    """Every cell of these parts of the organisation."""
    units = {code for head in heads for code in tree.subtree(head.code)}
    return [cell for cell in tree.cells if (cell.units[0] in units if cell.kind == UNIT else cell.level in units)]


def whole_scope(*, period: OpenedPeriod, heads: list[FrozenUnit], language: str) -> Iterator[Line]:
    """Every cell of the reader's part for every course, course by course. One query, read bit by bit."""
    cells = cells_of(period.tree, heads)
    courses = {course.key: course for course in period.courses}
    stored = all_figures(snapshot_id=period.snapshot_id, cells=[cell.code for cell in cells], course_keys=courses)
    for key, found in stored:
        yield from (line_of(cell, courses[key], period, found, language) for cell in cells)
