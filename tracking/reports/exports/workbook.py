from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tracking.reports.exports.facts import Facts
from tracking.reports.tables import NUMBERS, ExportRow, head

TABLE_UP_TO = 50_000
"""A real table needs all its rows in memory; beyond this the sheet is written row by row and gets a filter instead."""
WIDTHS = (44, 14, 22, 40, 16, 10, 10, 10, 28, 14)


def workbook(facts: Facts, rows: Iterable[ExportRow], *, expected: int) -> IO[bytes]:
    """The figures with a frozen head as a real table, and a sheet with terms. Text is text, never a formula.

    `expected` is about how many rows come. The file is temporary and goes when it is closed.
    """
    as_table = expected <= TABLE_UP_TO
    target = TemporaryFile()  # noqa: SIM115 -- the response closes it
    book = Workbook(
        target,
        {"constant_memory": not as_table, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"title": facts.title, "subject": facts.lines[1][1], "comments": facts.lines[2][1]})
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    figures_on(book.add_worksheet(_("Zahlen")), facts, rows, bold=bold, as_table=as_table)
    terms_on(book.add_worksheet(_("Begriffe")), facts, bold=bold, wrap=wrap)
    book.close()
    target.seek(0)
    return target


def figures_on(sheet: Worksheet, facts: Facts, rows: Iterable[ExportRow], *, bold: object, as_table: bool) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for number, (name, text) in enumerate(facts.lines):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, text)
    top = len(facts.lines) + 1
    names = head()
    if not as_table:
        for column, name in enumerate(names):
            sheet.write_string(top, column, name, bold)
    last = top
    for last, row in enumerate(rows, start=top + 1):
        for column, value in enumerate(row):
            if column in NUMBERS and isinstance(value, int):
                sheet.write_number(last, column, value)
            elif value != "":
                sheet.write_string(last, column, str(value))
    last = max(last, top + 1)
    if as_table:
        sheet.add_table(
            *(top, 0, last, len(names) - 1),
            {"name": "Zahlen", "columns": [{"header": name} for name in names], "style": "Table Style Light 1"},
        )
    else:
        sheet.autofilter(top, 0, last, len(names) - 1)
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def terms_on(sheet: Worksheet, facts: Facts, *, bold: object, wrap: object) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 2, 60)
    for column, name in enumerate((_("Begriff"), _("Bedeutung"), _("Herkunft"))):
        sheet.write_string(0, column, name, bold)
    for number, texts in enumerate(facts.terms, start=1):
        for column, text in enumerate(texts):
            sheet.write_string(number, column, text, wrap)
    sheet.freeze_panes(1, 0)
