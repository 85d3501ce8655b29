"""A lesson keeps what arrows moved, prints what is folded away and speaks the language of the door."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.courses import COURSE, FIRST, OTHER_WRONG, RIGHT, SECOND, TWO_RIGHT, submit
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def test_what_arrows_moved_is_kept_as_a_draft(visit: Visit) -> None:
    paul = visit("paul")
    page = paul.page
    paul.goto(COURSE)
    paul.click("Kurs beginnen")
    paul.goto(SECOND)
    for option in TWO_RIGHT:
        page.get_by_text(option).check()
    submit(page)
    order = page.locator(".sort p").all_inner_texts()
    for key in ("click", "Enter"):
        arrow = page.locator(".sort li").first.get_by_role("button", name="nach unten")
        with page.expect_response(lambda answered: "/entwurf/" in answered.url and answered.status == 204):
            if key == "click":
                arrow.click()
            else:
                arrow.press(key)
        moved = page.locator(".sort p").all_inner_texts()
        assert moved != order
        page.reload()
        assert page.locator(".sort p").all_inner_texts() == moved
        order = moved


def test_paper_holds_what_is_folded_on_the_screen(visit: Visit) -> None:
    lena = visit("lena")
    page = lena.page
    lena.goto(COURSE)
    lena.click("Kurs beginnen")
    for option in RIGHT[:2]:
        page.get_by_text(option).check()
        submit(page)
    lena.goto(FIRST)
    explained = page.get_by_role("heading", name="Richtig.").first
    folded = [page.get_by_text(RIGHT[0]), page.get_by_text(OTHER_WRONG), explained]
    for each in folded:
        expect(each).to_be_hidden()
    expect(page.get_by_role("button", name="Lektion drucken")).to_be_visible()
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    lena.click("Lektion drucken")
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    for each in folded:
        expect(each).to_be_visible()
        assert each.evaluate("each => each.checkVisibility({ contentVisibilityAuto: true })")
        assert each.bounding_box()["height"] > 0
    for unneeded in (".hint", ".acts", ".quiet", ".top"):
        expect(page.locator(unneeded).first).to_be_hidden()
    way = page.get_by_role("navigation", name="Sie sind hier")
    expect(way.get_by_text("Eine gute User Story schreiben")).to_be_visible()
    expect(way.get_by_text("Mein Lernen")).to_be_hidden()
    assert "Lernhafen" in page.locator("main").evaluate("main => getComputedStyle(main, '::before').content")
    widths = "() => ['main', '.block.prose'].map(each => document.querySelector(each).getBoundingClientRect().width)"
    page.set_viewport_size({"width": 760, "height": 1000})
    whole, column = page.evaluate(widths)
    assert column > 0.85 * whole


@pytest.mark.parametrize(("locale", "language"), [("en-GB", "en"), ("de-DE", "de")])
def test_the_language_of_the_door_goes_on_inside(visit: Visit, locale: str, language: str) -> None:
    paul = visit("paul", locale=locale)
    expect(paul.page.locator("html")).to_have_attribute("lang", language)
