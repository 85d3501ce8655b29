"""Somebody thinks about an answer for longer than the session lasts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.courses import COURSE, FIRST, WRONG
from tests.e2e.inspection import inspect
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_session_that_ends_while_answering_is_told_and_loses_nothing(visit: Callable[..., Visitor]) -> None:
    lena = visit("lena")
    page = lena.page
    lena.goto(COURSE)
    lena.click("Kurs beginnen")
    expect(page).to_have_url(lena.product.url + FIRST)
    page.context.clear_cookies(name="sessionid")

    page.get_by_text(WRONG).check()
    expect(page.get_by_role("link", name="Wieder anmelden und hier weitermachen")).to_be_in_viewport()
    inspect(lena)
    lena.click("Antwort prüfen")
    expect(page.get_by_role("status")).to_contain_text("ist noch nicht angekommen")
    inspect(lena)
    page.locator("button[name=konto][value=lena]").click()

    expect(page).to_have_url(lena.product.url + FIRST)
    expect(page.get_by_role("button", name="Antwort prüfen")).to_be_visible()
