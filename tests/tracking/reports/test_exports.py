"""The files: the same figures as the page, a table that opens as one, and facts that stand beside it."""

import csv
import re
from datetime import date, datetime
from importlib import import_module
from io import StringIO

import pytest

from tests.factories.people import OrgUnitFactory, person_with
from tests.tracking.reports.conftest import DAY, Q3, hire
from tests.tracking.reports.formats import (
    CSV,
    FACTS,
    book_of_xlsx,
    facts_of_csv,
    in_pairs,
    rows_of_csv,
    rows_of_xlsx,
    screen,
)
from tracking.progress.models import CourseProgress
from tracking.reports.commands import close_period
from tracking.reports.exports import Facts, Tally
from tracking.reports.exports.workbook import LONGEST_LINE, paper_line
from tracking.reports.frames import FrozenUnit, freeze_tree
from tracking.reports.hidden import Reason, hidden_units
from tracking.reports.requests import Stamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(reads, petra):
    return reads(petra)


def as_in_csv(row):
    """A row of the workbook as CSV writes it: days in ISO, a percentage as a whole number."""
    said = dict(row)
    if said["Prozent"] is not None:
        said["Prozent"] = round(100 * said["Prozent"])
    if isinstance(said["Stand"], datetime):
        said["Stand"] = said["Stand"].date().isoformat()
    return {name: "" if value is None else str(value) for name, value in said.items()}


@pytest.mark.parametrize("asked", [{}, {"einheit": "A-1"}, {"zeitraum": "2026-Q2"}])
def test_screen_csv_and_xlsx_show_the_same_cells(closed, client, asked):
    shown = screen(client, **asked)
    from_csv = rows_of_csv(client, **asked)
    from_xlsx = [as_in_csv(row) for row in rows_of_xlsx(client, **asked)]

    assert from_csv
    assert from_xlsx == [{name: row[name] for name in from_xlsx[0]} for row in from_csv]
    for (label, *figures), (name, *told) in zip(shown, in_pairs(from_csv), strict=True):
        assert label.startswith(name)
        assert [figure.removesuffix(" Stand 30.06.2026") for figure in figures] == told


def test_the_numbers_of_a_row_are_those_of_its_words(closed, client):
    rows = [row for row in rows_of_csv(client) if row["Prozent"]]

    assert rows
    for row in rows:
        assert row["Angabe"].replace("\N{NO-BREAK SPACE}", " ") == (
            f"{row['Prozent']} % ({row['Anzahl']} von {row['von']})"
        )
        assert int(row["Prozent"]) == round(100 * int(row["Anzahl"]) / int(row["von"]))


def test_numbers_stand_only_where_numbers_are_published(story, agreed, client, people):
    CourseProgress.objects.filter(learner_key__in=[user.learner_key for user in people["A-2"]]).delete()
    close_period(period=Q3)

    rows = rows_of_csv(client)
    nobody = next(row for row in rows if row["Kennung"] == "A-2")
    in_words = [row for row in rows if not row["Anzahl"]]

    assert [nobody[name] for name in ("Anzahl", "von", "Prozent", "Angabe")] == ["", "14", "", "höchstens 2 von 14"]
    assert len(in_words) >= 2
    assert facts_of_csv(client)["Angaben", "In Worten statt als Zahl"].startswith(f"{len(in_words)} Zeilen")


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_facts_count_in_whole_sentences(count):
    stamp = Stamp(requester="", capacity="", purpose="", made_at="")
    hidden = (("Referat", "zu klein", ""),) * count
    facts = Facts(title="", covers="", period="", as_of=DAY, floor=10, stamp=stamp, hidden=hidden)

    said = dict(facts.lines(Tally(as_of=DAY, coded=count, held=count)))

    row, unit = ("Zeile", "Einheit") if count == 1 else ("Zeilen", "Einheiten")
    assert said["In Worten statt als Zahl"].startswith(f"{count} {row}. Unter 20 Personen steht statt")
    assert said["Stehen geblieben"].startswith(f"{count} {row} mit früherem Stand. Er bleibt")
    assert said["Nicht einzeln gezeigt"] == f"{count} {unit}"


@pytest.mark.parametrize("path", [CSV, FACTS])
def test_a_csv_is_one_table_from_its_first_line_to_its_last(closed, client, path):
    content = b"".join(client.get(path).streaming_content)
    names, *rows = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(rows) + 1
    assert {len(row) for row in rows} == {len(names)}
    assert len(set(names)) == len(names)


def test_every_row_of_a_csv_says_who_asked_for_what_and_why(closed, client):
    said = {
        (row["Zeitraum"], row["Untergrenze"], row["Angefordert von"], row["Zweck"])
        for row in rows_of_csv(client, zweck="1")
    }

    assert said == {("3. Quartal 2026", "10", "Petra Holm, Personalstelle", "'=1+1")}


def test_the_facts_of_csv_and_workbook_are_the_same(closed, client):
    told = facts_of_csv(client, zweck="1")
    sheet = book_of_xlsx(client, zweck="1")["Angaben"]

    facts = {term: text for (section, term), text in told.items() if section == "Angaben"}
    assert facts == dict(sheet.iter_rows(max_row=len(facts), max_col=2, values_only=True))
    assert facts["Geltungsbereich"] == "Ministerium A"
    assert facts["Zeitraum"] == "3. Quartal 2026, abgeschlossen"
    assert facts["Stichtag"] == "30.09.2026"
    assert facts["Angefordert von"] == "Petra Holm, Personalstelle"
    assert facts["Zweck"] == "'=1+1"
    assert facts["Zeilen"].startswith(f"{len(rows_of_csv(client))}, ")
    assert facts["Stehen geblieben"].startswith("8 Zeilen")
    assert "/berichte/methode/" in facts["Verfahren"]
    assert {"Begonnen", "Abgeschlossen", "Stand"} <= {term for section, term in told if section == "Begriffe"}


def test_the_facts_name_every_unit_that_has_no_row_and_say_why(closed, client):
    hidden = {
        term: text for (section, term), text in facts_of_csv(client).items() if section == "Nicht einzeln gezeigt"
    }

    because = "zusammengefasst, damit keine kleine Gruppe übrig bleibt"
    assert hidden == {"Referat A-3": because, "Referat A-4": because}


def test_a_row_outside_of_the_own_part_is_not_named(story, agreed, land, reads):
    close_period(period=Q3)
    helga = reads(person_with("hr", land["A-3"]))

    sheet = book_of_xlsx(helga)["Angaben"]

    assert [cell.value for cell in list(sheet.rows)[-1]] == [
        *("Referat A-3", "zusammengefasst, damit keine kleine Gruppe übrig bleibt"),
        "einer Zeile außerhalb Ihres Bereichs",
    ]


def test_the_workbook_begins_with_its_table(closed, client):
    book = book_of_xlsx(client, zweck="1")
    sheet = book.worksheets[0]

    assert book.sheetnames == ["Zahlen", "Angaben", "Begriffe"]
    assert sheet["A1"].value == "Einheit"
    assert sheet.tables["Zahlen"].ref == f"A1:K{sheet.max_row}"
    assert sheet.tables["Zahlen"].autoFilter is not None
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        *("landscape", 9),
        0,
    )
    assert sheet.oddFooter.left.text == "Petra Holm, Personalstelle: =1+1"


def test_numbers_and_days_in_the_workbook_are_numbers_and_days(closed, client):
    sheet = book_of_xlsx(client).worksheets[0]
    names = [cell.value for cell in sheet[1]]
    first = dict(zip(names, sheet[2], strict=True))

    assert first["von"].data_type == first["Anzahl"].data_type == "n"
    assert first["Prozent"].number_format == "0 %"
    assert 0 <= first["Prozent"].value <= 1
    assert first["Stand"].value.date() == date(2026, 6, 30)
    assert first["Stand"].number_format == "dd.mm.yyyy"


def test_no_cell_is_a_formula(closed, client):
    book = book_of_xlsx(client, zweck="1")

    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def test_a_large_workbook_has_the_same_rows(closed, client, monkeypatch):
    small = rows_of_xlsx(client)
    monkeypatch.setattr(import_module("tracking.reports.exports.workbook"), "TABLE_UP_TO", 2)

    assert rows_of_xlsx(client) == small
    assert book_of_xlsx(client).worksheets[0].auto_filter.ref == f"A1:K{len(small) + 1}"


def test_a_line_on_paper_is_never_too_long_and_says_the_ampersand():
    assert paper_line("Bau & Umwelt", right="&P / &N", is_code=True) == "&LBau && Umwelt&R&P / &N"
    assert len(paper_line("&" * 300, right="Stand")) <= LONGEST_LINE


def test_all_of_the_part_is_in_the_large_export(closed, client):
    rows = rows_of_csv(client, umfang="bereich")

    assert {row["Kennung"] for row in rows} == {"A", "A-1", "A-2"}
    assert len(rows) == 2 * 4
    words = {row["Angabe"] for row in rows_of_csv(client)}
    assert words == {row["Angabe"] for row in rows}


def test_the_file_of_an_empty_table_is_a_table(closed, client):
    assert rows_of_csv(client, einheit="A-3") == []
    assert book_of_xlsx(client, einheit="A-3").worksheets[0].tables["Zahlen"].ref == "A1:K2"
    assert facts_of_csv(client, einheit="A-3")["Angaben", "Zeilen"].startswith("0, ")


def test_files_of_a_part_with_empty_and_deeper_units(story, agreed, land, reads, petra):
    hire(OrgUnitFactory(code="A-3-1", name="Gruppe A-3-1", parent=land["A-3"]), 4)
    OrgUnitFactory(code="A-9", name="Referat A-9", parent=land["A"])
    close_period(period=Q3)

    hidden = facts_of_csv(reads(petra), umfang="bereich")

    assert hidden["Nicht einzeln gezeigt", "Referat A-9"] == "am Stichtag ohne Beschäftigte"
    assert re.match("zusammengefasst, ", hidden["Nicht einzeln gezeigt", "Referat A-4"])


UNITS = [
    FrozenUnit(code="L", parent=None, kind="land", name="L"),
    *(FrozenUnit(code=code, parent="L", kind="unit", name=code) for code in ("A", "B", "C", "D")),
    *(FrozenUnit(code=code, parent="D", kind="unit", name=code) for code in ("D1", "D2")),
    FrozenUnit(code="B1", parent="B", kind="unit", name="B1"),
]


def test_a_unit_has_no_line_of_its_own_for_one_of_five_reasons():
    tree = freeze_tree(units=UNITS, direct={"A": 4, "B1": 12, "D1": 9, "D2": 3, "D": 3}, floor=10)
    found = {each.unit.code: each.reason for each in hidden_units(tree, [unit.code for unit in UNITS])}

    assert found == {
        "A": Reason.MERGED,
        "B": Reason.MERGED,
        "C": Reason.EMPTY,
        "B1": Reason.BELOW_MERGED,
        "D1": Reason.LEVEL,
        "D2": Reason.LEVEL,
    }
    small = freeze_tree(units=UNITS, direct={"A": 4}, floor=10)
    assert {each.reason for each in hidden_units(small, ["L", "A"])} == {Reason.SMALL}
