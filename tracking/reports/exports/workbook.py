"""XLSX: opens on the table. What it says about itself and what its words mean stand on two sheets after it."""

from collections.abc import Iterable, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from learning.core.templatetags.components import short_day
from tracking.reports.exports.facts import Facts, Tally
from tracking.reports.tables import ExportRow, head

TABLE_UP_TO = 50_000
"""A real table needs all its rows in memory; beyond this the sheet is written row by row and gets a filter instead."""
WIDTHS = (44, 12, 22, 40, 16, 10, 8, 10, 28, 12, 18)
PERCENT = ExportRow._fields.index("percent")
A4 = 9
LONGEST_LINE = 255
"""Of a header or footer."""


def workbook(facts: Facts, rows: Iterable[ExportRow], *, expected: int) -> IO[bytes]:
    """Text is text, never a formula. `expected` is about how many rows come. The file is temporary and goes when it is
    closed."""
    as_table = expected <= TABLE_UP_TO
    target = TemporaryFile()  # noqa: SIM115 -- the response closes it
    book = Workbook(
        target,
        {"constant_memory": not as_table, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"title": facts.title, "subject": facts.covers, "comments": facts.period})
    formats = {
        "bold": book.add_format({"bold": True, "valign": "top"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "count": book.add_format({"num_format": "#,##0"}),
        "percent": book.add_format({"num_format": "0 %"}),
        "day": book.add_format({"num_format": "dd.mm.yyyy"}),
    }
    tally = Tally(as_of=facts.as_of)
    figures_on(book.add_worksheet(_("Zahlen")), tally.passing(rows), formats=formats, as_table=as_table)
    facts_on(book.add_worksheet(_("Angaben")), facts, tally, formats=formats)
    terms_on(book.add_worksheet(_("Begriffe")), facts, formats=formats)
    for sheet in book.worksheets():
        on_paper(sheet, facts)
    book.close()
    target.seek(0)
    return target


def figures_on(sheet: Worksheet, rows: Iterable[ExportRow], *, formats: dict[str, Any], as_table: bool) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    names = head()
    if not as_table:
        write_texts(sheet, 0, names, formats["bold"])
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            write_value(sheet, last, column, value, formats)
    last = max(last, 1)
    if as_table:
        sheet.add_table(
            *(0, 0, last, len(names) - 1),
            {"name": "Zahlen", "columns": [{"header": name} for name in names], "style": "Table Style Light 1"},
        )
    else:
        sheet.autofilter(0, 0, last, len(names) - 1)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()


def write_value(
    sheet: Worksheet, row: int, column: int, value: str | int | date | None, formats: dict[str, Any]
) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["day"])
    elif isinstance(value, int) and column == PERCENT:
        sheet.write_number(row, column, value / 100, formats["percent"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, formats["count"])
    elif value:
        sheet.write_string(row, column, value)


def facts_on(sheet: Worksheet, facts: Facts, tally: Tally, *, formats: dict[str, Any]) -> None:
    for column, width in enumerate((30, 70, 50)):
        sheet.set_column(column, column, width)
    number = 0
    for number, (name, text) in enumerate(facts.lines(tally)):
        sheet.write_string(number, 0, name, formats["bold"])
        sheet.write_string(number, 1, text, formats["wrap"])
    if facts.hidden:
        number += 2
        write_texts(sheet, number, (_("Nicht einzeln gezeigt"), _("Grund"), _("gezählt in")), formats["bold"])
        for texts in facts.hidden:
            number += 1
            write_texts(sheet, number, texts, formats["wrap"])


def terms_on(sheet: Worksheet, facts: Facts, *, formats: dict[str, Any]) -> None:
    for column, width in enumerate((26, 74, 50)):
        sheet.set_column(column, column, width)
    write_texts(sheet, 0, (_("Begriff"), _("Bedeutung"), _("Herkunft")), formats["bold"])
    for number, texts in enumerate(facts.terms, start=1):
        write_texts(sheet, number, texts, formats["wrap"])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def write_texts(sheet: Worksheet, row: int, texts: Sequence[object], form: object) -> None:
    for column, text in enumerate(texts):
        sheet.write_string(row, column, str(text), form)


def on_paper(sheet: Worksheet, facts: Facts) -> None:
    """A4, one page wide, and on every page what it is, who asked for it and why."""
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
    day = _("Stand %(day)s") % {"day": short_day(facts.as_of)}
    sheet.set_header(paper_line(f"{facts.title}, {facts.covers}", right=f"{facts.period}, {day}"))
    asked = f"{facts.stamp.requester}, {facts.stamp.capacity}: {facts.stamp.purpose}"
    sheet.set_footer(paper_line(asked, right="&P / &N", is_code=True))


def paper_line(left: str, *, right: str, is_code: bool = False) -> str:
    """ "&" begins a code there; a longer line would be left out altogether."""
    end = "&R" + (right if is_code else right.replace("&", "&&"))
    signs = [sign.replace("&", "&&") for sign in left]
    while sum(map(len, signs)) + len(end) + 2 > LONGEST_LINE:
        signs.pop()
    return f"&L{''.join(signs)}{end}"
