"""Petra reads the report of her ministry, takes it along as CSV and XLSX; nobody sees what is not theirs."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]  # -- openpyxl has no types
from playwright.sync_api import Page, expect

from tests.e2e.golden import matches
from tests.e2e.inspection import inspect
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
Row = tuple[str, str, str]
"""Unit, measure, what the cell says."""

REPORT = "/berichte/teilnahme/"
FILES = ("teilnahme.csv", "teilnahme-angaben.csv", "teilnahme.xlsx")
ON_SCREEN = """() => {
  const table = document.querySelector('main table');
  const words = each => each.innerText.replace(/[\\s\\u00a0]+/g, ' ').trim();
  return [...table.querySelectorAll('tbody tr')].flatMap(row => {
    const head = row.querySelector('th').cloneNode(true);
    head.querySelector('.meta')?.remove();
    return [...row.querySelectorAll('td:has(.p)')].map(cell => {
      const parts = [...cell.querySelectorAll('.p, .c')].map(words).filter(Boolean);
      return [head.textContent.replace(/[\\s\\u00a0]+/g, ' ').trim().replace(/, gesamt$/, ''), cell.dataset.label,
        parts.join(' ')];
    });
  });
}"""


def test_petra_takes_the_report_along(visit: Visit, tmp_path: Path) -> None:
    petra = visit("petra")
    page = petra.page
    petra.click("Berichte", role="link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wofür brauchen Sie die Zahlen?")
    inspect(petra)
    page.get_by_role("radio", name="Fortbildung planen").check()
    page.get_by_role("button", name="Weiter zu den Zahlen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("So steht es um das Lernen im Haus")
    inspect(petra)
    page.get_by_role("main").get_by_role("link", name="Nach Einheiten ansehen").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
    inspect(petra)
    matches("report", page.locator("main"), figures=False)

    seen = [tuple(row) for row in page.evaluate(ON_SCREEN)]
    assert len(seen) >= 4
    with page.expect_download() as started:
        page.get_by_role("link", name="Als CSV").click()
    started.value.save_as(tmp_path / "report.csv")
    with page.expect_download() as started:
        page.get_by_role("link", name="Als XLSX", exact=True).click()
    started.value.save_as(tmp_path / "report.xlsx")
    assert sorted(separated(tmp_path / "report.csv")) == sorted(seen)
    assert sorted(sheet(tmp_path / "report.xlsx")) == sorted(seen)
    assert load_workbook(tmp_path / "report.xlsx").sheetnames == ["Zahlen", "Angaben", "Begriffe"]

    page.emulate_media(media="print")
    expect(page.get_by_text("Petra Holm").filter(visible=True).first).to_be_visible()
    expect(page.get_by_role("navigation").filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("heading", name="So lesen Sie die Tabelle")).to_be_visible()
    head = page.locator(".matrix thead").first
    assert head.evaluate("each => getComputedStyle(each).display") == "table-header-group", "repeated on every page"
    page.emulate_media(media="screen")
    petra.goto("/berichte/methode/")
    inspect(petra)


def test_the_report_in_english(visit: Visit) -> None:
    paul = visit("paul")
    paul.page.locator("[data-menu] summary").click()
    paul.page.get_by_role("button", name="English").click()
    expect(paul.page.locator("html")).to_have_attribute("lang", "en")
    paul.goto("/berichte/")
    inspect(paul)
    paul.page.get_by_role("radio").first.check()
    paul.page.locator("main form button").click()
    expect(paul.page.locator("main dl").first).to_be_visible()
    inspect(paul)
    paul.goto(REPORT)
    inspect(paul)


def test_nobody_sees_more_than_is_theirs_and_agreed(visit: Visit, product: Product) -> None:
    """Both sides agreed for the whole Land. Paul is HR of all of it, Petra and Karl belong to one ministry: for them
    the other one is not there."""
    found = product.rows("SELECT code FROM organisation_orgunit WHERE kind = 'ministry' ORDER BY path")
    ministries = [code for (code,) in found]
    assert len(ministries) >= 2
    assert readable(visit("paul"), ministries) == ministries
    assert readable(visit("petra"), ministries) == readable(visit("karl"), ministries) == ["MID"]
    for name in ("lena", "max", "tom"):
        somebody = visit(name)
        assert readable(somebody, [*ministries, ""]) == []
        assert somebody.page.get_by_role("navigation").get_by_role("link", name="Berichte").count() == 0


def readable(visitor: Visitor, codes: list[str]) -> list[str]:
    """Of which units this person gets a report; page, CSV and XLSX agree, and everything else is not there (404) or,
    all of it, not for their role (403)."""
    found = []
    for code in codes:
        addresses = (REPORT, "/berichte/", *(f"/berichte/{file}" for file in FILES))
        answers = {status(visitor.page, visitor.product.url + address, code) for address in addresses}
        assert answers in ({200}, {404}, {403}), (code, answers)
        if answers == {200}:
            found.append(code)
    return found


def status(page: Page, url: str, code: str) -> int:
    asked: dict[str, str | float | bool] = {"zweck": "0", "einheit": code}
    return page.context.request.get(url, params=asked).status


def separated(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return table_in(list(csv.reader(file, delimiter=";")))


def sheet(path: Path) -> list[Row]:
    return table_in([list(row) for row in load_workbook(path)["Zahlen"].iter_rows(values_only=True)])


def table_in(lines: list[list[Any]]) -> list[Row]:
    top = next(number for number, line in enumerate(lines) if line and line[0] == "Einheit")
    places = [lines[top].index(name) for name in ("Einheit", "Messgröße", "Angabe")]
    rows = [tuple(" ".join(str(line[place]).split()) for place in places) for line in lines[top + 1 :] if any(line)]
    return [(row[0], row[1], "nicht erhoben" if row[2] == "keine Zahl" else row[2]) for row in rows]
