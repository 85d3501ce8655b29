"""Data protection looks at what is recorded; platform administration makes a key and takes it to a program."""

import base64
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.inspection import inspect
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def test_data_protection_looks_at_what_is_recorded(visit: Visit) -> None:
    dora = visit("dora")
    page = dora.page
    dora.click("Aufzeichnungen", role="link")
    inspect(dora)
    page.get_by_role("radio", name="Den Datenschutz prüfen").check()
    dora.click("Weiter zu den Aufzeichnungen")
    inspect(dora)
    page.get_by_label("Verb").select_option("hat abgeschlossen")
    dora.click("Anzeigen")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("hat abgeschlossen: ")
    inspect(dora)
    dora.click("Alle Aufzeichnungen zu dieser Aktivität", role="link")
    dora.click("Ältere", role="link")
    expect(page.get_by_role("link", name="Zu den neuesten")).to_be_visible()
    dora.goto("/aufzeichnungen/?von=2026-11-02&bis=2026-11-01")
    inspect(dora)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_administration_makes_a_key_that_works(visit: Visit, product: Product, scripts: bool) -> None:
    anke = visit("admin", java_script_enabled=scripts)
    page = anke.page
    anke.goto("/cms/schluessel/neu/")
    page.get_by_label("Wofür der Schlüssel ist").fill("Lernspiel")
    page.get_by_label("eigene Aufzeichnungen lesen").check()
    anke.click("Anlegen")
    key, secret = page.locator("#key").input_value(), page.locator("#secret").input_value()
    assert page.get_by_role("button", name="Geheimnis kopieren").is_visible() is scripts
    request = urllib.request.Request(  # noqa: S310 -- our own address
        f"{product.url}/xapi/statements",
        headers={
            "Authorization": "Basic " + base64.b64encode(f"{key}:{secret}".encode()).decode(),
            "X-Experience-API-Version": "2.0.0",
        },
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 -- as above
        assert answer.status == 200

    anke.click("Notiert, zur Liste", role="link")

    expect(page.get_by_role("row", name="Lernspiel").first).to_be_visible()
    assert secret not in page.content()
