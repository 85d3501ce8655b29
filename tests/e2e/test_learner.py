"""Lena learns, from the sign-in to "Angekommen": by mouse and keyboard, on two devices, without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.courses import (
    COURSE,
    FIRST,
    RIGHT,
    SECOND,
    STEPS,
    TWO_RIGHT,
    WRONG,
    answer_first_lesson,
    sort_by_keyboard,
    submit,
)
from tests.e2e.golden import matches
from tests.e2e.inspection import inspect
from tests.e2e.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def test_lena_walks_the_whole_course(visit: Visit) -> None:
    lena = visit()
    page = lena.page
    lena.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gut ankommen.")
    inspect(lena)
    lena.sign_in("lena")
    inspect(lena)
    matches("home", page.locator("body"))

    page.get_by_role("searchbox").first.fill("Wunschzettel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Eine gute User Story schreiben")).to_be_visible()
    inspect(lena)
    matches("catalogue", page.locator("main"))

    lena.click("Eine gute User Story schreiben", role="link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eine gute User Story schreiben")
    inspect(lena)
    matches("course", page.locator("main"))

    lena.click("Kurs beginnen")
    expect(page).to_have_url(lena.product.url + FIRST)
    inspect(lena)
    matches("lesson-fresh", page.locator("main"))

    page.get_by_text(WRONG).check()
    submit(page)
    expect(page.get_by_role("heading", name="Noch nicht ganz.")).to_be_visible()
    expect(page.get_by_text("Schnell ist verlockend.")).to_be_visible()
    options_and_feedback_are_in_view(page)
    inspect(lena)
    matches("lesson-wrong", page.locator("main"))
    lena.click("Nachlesen: Montag", role="link")
    expect(page.get_by_role("heading", name="Montag, 8.40 Uhr")).to_be_in_viewport()

    for number, option in enumerate(RIGHT):
        page.get_by_text(option).check()
        submit(page)
        expect(page.get_by_role("heading", name="Richtig.").first).to_be_visible()
        if number == 0:
            matches("lesson-right", page.locator("main"))
    expect(page.get_by_text("Lektion verstanden")).to_be_visible()
    inspect(lena)

    lena.click("Weiter: Über die Story ins Gespräch kommen", role="link")
    expect(page).to_have_url(lena.product.url + SECOND)
    for option in TWO_RIGHT:
        page.get_by_text(option).check()
    inspect(lena)
    submit(page)
    expect(page.get_by_role("heading", name="Richtig.")).to_be_visible()
    matches("lesson-sort", page.locator("main"))
    sort_by_keyboard(page)
    inspect(lena)
    submit(page)

    lena.click("Angekommen", role="link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Angekommen. Das können Sie jetzt.")
    inspect(lena)
    matches("done", page.locator("main"))
    lena.goto("/")
    expect(page.get_by_role("region", name="Abgeschlossen")).to_contain_text("Eine gute User Story schreiben")
    inspect(lena)


def test_another_device_goes_on_at_the_same_block_with_what_was_chosen(visit: Visit) -> None:
    desk = visit("paul")
    desk.goto(COURSE)
    desk.click("Kurs beginnen")
    with desk.page.expect_response(lambda answered: "/entwurf/" in answered.url and answered.status == 204):
        desk.page.get_by_text(WRONG).check()
    desk.page.reload()
    expect(desk.page.get_by_role("radio", name=WRONG)).to_be_checked()
    passage = desk.page.locator("[id^=b-]", has=desk.page.get_by_role("heading", name="Drei Fragen, ein Satz"))
    anchor = passage.get_attribute("id")
    with desk.page.expect_response(lambda answered: answered.url.endswith("/stelle/") and answered.status == 204):
        passage.evaluate("each => each.scrollIntoView()")
    desk.page.locator("[data-menu] summary").click()
    desk.click("Abmelden")
    expect(desk.page).to_have_url(f"{desk.product.url}/konto/login/")

    phone = visit("paul", viewport=NARROW, is_mobile=True, has_touch=True)
    inspect(phone)
    phone.narrow()
    phone.page.get_by_role("link", name="Weiterlernen").tap()
    expect(phone.page).to_have_url(f"{desk.product.url}{FIRST}#{anchor}")
    expect(phone.page.locator(f"#{anchor}")).to_be_in_viewport()
    expect(phone.page.get_by_role("radio", name=WRONG)).to_be_checked()


def test_everything_works_without_javascript(visit: Visit) -> None:
    dora = visit("dora", java_script_enabled=False)
    page = dora.page
    page.get_by_role("searchbox").first.fill("Anforderung")
    page.get_by_role("button", name="Suchen").first.click()
    dora.click("Eine gute User Story schreiben", role="link")
    dora.click("Kurs beginnen")
    page.get_by_text(WRONG).check()
    expect(page.get_by_text("Was Sie angekreuzt haben, bleibt erhalten.")).to_be_hidden()
    submit(page)
    expect(page.get_by_role("heading", name="Noch nicht ganz.")).to_be_visible()
    answer_first_lesson(page)
    dora.click("Weiter: Über die Story", role="link")
    for option in TWO_RIGHT:
        page.get_by_text(option).check()
    submit(page)
    order = [row.inner_text() for row in page.locator(".sort li > p").all()]
    for place, step in enumerate(STEPS, start=1):
        page.get_by_label(f"Position von: {next(text for text in order if text.startswith(step))}").select_option(
            str(place)
        )
    page.get_by_role("button", name="Positionen übernehmen").click()
    first = page.locator(".sort li").first
    expect(first).to_contain_text(STEPS[0])
    first.get_by_role("button", name="nach unten").click()
    expect(page.locator(".sort li").nth(1)).to_contain_text(STEPS[0])
    expect(page.get_by_role("status").filter(has_text="steht jetzt auf Platz 2 von 5")).to_be_visible()
    page.locator(".sort li").nth(1).get_by_role("button", name="nach oben").click()
    submit(page)
    dora.click("Angekommen", role="link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Angekommen. Das können Sie jetzt.")


def options_and_feedback_are_in_view(page: Page) -> None:
    """Right after an answer, on a wide screen and on a narrow one; the heading that has the focus looks like text."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        page.goto(page.url)
        heading = page.get_by_role("heading", name="Noch nicht ganz.")
        expect(heading).to_be_in_viewport()
        expect(page.get_by_role("radio").nth(2)).to_be_in_viewport()
        heading.focus()
        assert heading.evaluate("each => getComputedStyle(each).outlineStyle") == "none"
    page.set_viewport_size(WIDE)
    page.goto(page.url)
    expect(page.get_by_role("radio", name=WRONG)).to_be_in_viewport()
    expect(page.get_by_role("button", name="Noch einmal prüfen").first).to_be_in_viewport()
