"""The catalogue as people use it: on any width, in both themes, by keyboard, without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from tests.courses.catalogue.evaluation_courses import COURSES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
LIST, SEARCH = "/katalog/", "/katalog/?q=metohden&dauer=30"
NARROW, NOTHING = "/katalog/?q=agil&dauer=10&stufe=advanced", "/katalog/?q=intreveiw"


@pytest.fixture
def browser(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def shelf(add_course):
    """The courses of the evaluation and ten more: two pages."""
    for place, (title, goals, synonyms, summary, english) in enumerate(COURSES.values()):
        minutes, level = (8, 25, 45)[place % 3], ("basic", "intermediate")[place % 2]
        topic = ("agile", "users", "safety", "clear_language")[place % 4]
        texts = {"goals": goals, "synonyms": synonyms, "summary": summary, "english": english if place % 5 else ""}
        add_course(title, minutes=minutes, level=level, topic=topic, **texts)
    for number in range(10):
        add_course(f"Werkstatt {number}", format="workshop", summary="Gemeinsam an einem eigenen Fall.")


@pytest.fixture
def open_page(browser, live_server, signed_in):
    def open_page(address: str, *, width: int = 1280, theme: str = "light", script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            java_script_enabled=script,
            locale="de-DE",
            reduced_motion="reduce",
        )
        session = signed_in.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + address)
        return page

    return open_page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_barrier_that_a_machine_can_see(open_page, shelf, theme, width):
    for address in (LIST, SEARCH, NARROW, NOTHING):
        page = open_page(address, width=width, theme=theme)
        if width == 320 and page.locator(".facets summary").count():
            page.locator(".facets summary").click()
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        page.context.close()


def test_search_filters_and_pages_work_without_script(open_page, shelf):
    page = open_page(LIST, script=False)
    expect(page.locator(".hits > li")).to_have_count(25)
    page.get_by_role("link", name="Weiter").click()
    expect(page.locator(".hits > li")).to_have_count(3)

    page.get_by_role("searchbox", name="Was wollen Sie können?").fill("scrumm")
    page.get_by_role("button", name="Suchen").last.click()
    page.get_by_role("link", name="Scrum").click()
    expect(page.locator(".hits h3")).to_have_text(["Agile Methoden im Überblick"])

    page.goto(page.url.split("?")[0])
    page.get_by_role("checkbox", name="mit Werkstatt").check()
    page.get_by_role("checkbox", name="Grundlagen").check()
    page.get_by_role("button", name="Filter anwenden").click()
    expect(page.locator("#hits")).to_have_text("10 Kurse")
    page.get_by_role("link", name="mit Werkstatt entfernen").click()
    expect(page.get_by_role("checkbox", name="Grundlagen")).to_be_checked()
    assert page.url.endswith("?stufe=basic")


def test_header_searches_the_catalogue(open_page, shelf):
    page = open_page("/")
    page.get_by_role("searchbox", name="Thema oder Frage").fill("kennwort")
    page.keyboard.press("Enter")

    expect(page.locator(".hits h3")).to_have_text(["Sichere Passwörter"])
    expect(page.get_by_role("searchbox", name="Was wollen Sie können?")).to_have_value("kennwort")
