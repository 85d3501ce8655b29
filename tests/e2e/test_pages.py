"""Every other page: in English, the texts, what is not there, how heavy a page is, and without our colours."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.courses import COURSE, FIRST, SECOND, current
from tests.e2e.golden import matches
from tests.e2e.inspection import inspect, tab_stops, weight
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def test_the_walk_in_english(visit: Visit) -> None:
    lena = visit("lena")
    page = lena.page
    page.locator("[data-menu] summary").click()
    matches("profile-menu", page.locator(".me"))
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    inspect(lena)
    lena.goto("/katalog/?q=requirement")
    inspect(lena)
    lena.click("Write a good user story", role="link")
    inspect(lena)
    page.locator(".startline button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Turn a request into a sentence")
    page.get_by_role("radio").first.check()
    current(page).get_by_role("button").last.click()
    expect(page.get_by_role("status").filter(has=page.get_by_role("heading"))).to_be_visible()
    inspect(lena)
    matches("lesson-english", page.locator("main"))


@pytest.mark.parametrize(
    "path",
    [
        "/was-andere-sehen/",
        "/konto/profil/",
        "/seite/hilfe/",
        "/seite/barrierefreiheit/",
        "/seite/datenschutz/",
        "/seite/impressum/",
        "/seite/rueckmeldung/",
        "/katalog/",
        "/katalog/?q=Raumfahrt",
    ],
)
def test_page_is_sound(visit: Visit, path: str) -> None:
    petra = visit("petra")
    petra.goto(path)
    inspect(petra)


@pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/kurse/gibt-es-nicht/", f"{COURSE}gibt-es-nicht/"])
def test_nothing_found_offers_ways_on(visit: Visit, path: str) -> None:
    petra = visit("petra")
    petra.goto(path, status=404)
    assert petra.page.get_by_role("main").get_by_role("link").count() >= 2
    inspect(petra)


def test_pages_stay_small(visit: Visit) -> None:
    lena = visit("lena")
    for path in ("/", "/katalog/", COURSE, FIRST, SECOND, "/was-andere-sehen/"):
        weighed = weight(lena, path)
        assert weighed["bytes"] <= 150_000, path
        assert weighed["requests"] <= 12, path
        assert weighed["Script"] <= 30_000, path
        assert weighed["Stylesheet"] <= 20_000, path


def test_forced_colours_and_reduced_motion(visit: Visit) -> None:
    """Windows' high contrast takes our colours away: states stay legible by words and borders; nothing moves."""
    lena = visit("lena", forced_colors="active")
    lena.goto(FIRST)
    page = lena.page
    moving = "() => document.getAnimations().filter(each => each.effect.getTiming().duration > 1).length"
    assert page.evaluate(moving) == 0
    assert tab_stops(page) == []
    durations = page.evaluate(
        "() => [...document.querySelectorAll('*')].map(each => getComputedStyle(each).transitionDuration)"
        ".filter(each => each.split(',').some(one => parseFloat(one) > 0.01)).length"
    )
    assert durations == 0
    button = page.locator("main .btn").first
    assert button.evaluate("each => parseFloat(getComputedStyle(each).borderTopWidth)") >= 1
