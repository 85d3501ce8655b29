"""The report read back from each of its formats."""

import csv
import re
from html.parser import HTMLParser
from io import BytesIO, StringIO

import openpyxl

PAGE, CSV, XLSX = "/berichte/teilnahme/", "/berichte/teilnahme.csv", "/berichte/teilnahme.xlsx"
FACTS = "/berichte/teilnahme-angaben.csv"


class Table(HTMLParser):
    """The rows of the page's first table: [unit, persons, begun, completed]."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.in_cell = self.is_over = False
        self.feed(html)

    def handle_starttag(self, tag, _attrs):
        if tag == "tr" and not self.is_over:
            self.rows.append([])
        if tag in {"th", "td"} and not self.is_over:
            self.rows[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag):
        self.in_cell = self.in_cell and tag not in {"th", "td"}
        self.is_over = self.is_over or tag == "table"

    def handle_data(self, data):
        if self.in_cell:
            self.rows[-1][-1] += data


def squeezed(text):
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def screen(client, **asked):
    rows = Table(client.get(PAGE, asked).content.decode()).rows[1:]
    return [(squeezed(row[0]), squeezed(row[2]), squeezed(row[3])) for row in rows]


def rows_of_csv(client, **asked):
    text = b"".join(client.get(CSV, asked).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def facts_of_csv(client, **asked):
    """{(section, term): meaning}"""
    text = b"".join(client.get(FACTS, asked).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    return {(row["Abschnitt"], row["Begriff"]): row["Bedeutung"] for row in rows}


def book_of_xlsx(client, **asked):
    return openpyxl.load_workbook(BytesIO(b"".join(client.get(XLSX, asked).streaming_content)))


def rows_of_xlsx(client, **asked):
    sheet = book_of_xlsx(client, **asked).worksheets[0]
    names, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def in_pairs(rows):
    """Export rows as the screen shows them: (label, begun, completed)."""
    return [
        (begun["Einheit"], begun["Angabe"], done["Angabe"]) for begun, done in zip(rows[::2], rows[1::2], strict=True)
    ]
