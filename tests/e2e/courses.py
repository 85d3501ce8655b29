"""The starter course as a learner meets it: addresses, right answers, words on the page."""

from playwright.sync_api import Locator, Page, expect

COURSE = "/kurse/eine-gute-user-story-schreiben/"
FIRST, SECOND = f"{COURSE}wer-was-wozu/", f"{COURSE}ins-gespraech-kommen/"
WRONG = "Am Freitag ist es fertig"
OTHER_WRONG = "Wie viele Megabyte"
RIGHT = [
    "Was soll danach für die Vereine leichter sein?",
    "Als Trainerin will ich wissen, wann das Geld kommt",
    "damit ich die Frist im März nicht übersehe",
]
TWO_RIGHT = ["Welche Angaben aus dem Bericht brauchen Sie?", "Woran merken Sie, dass es klappt?"]
STEPS = ["Den Wunsch annehmen", "Nachfragen, wozu", "Wer, Was und Wozu", "Mit Team und Fachseite", "Festhalten, woran"]


def current(page: Page) -> Locator:
    """The question that is asked now; those ahead are folded away."""
    return page.locator("form.check:not(details form)").first


def submit(page: Page) -> None:
    with page.expect_navigation():
        current(page).get_by_role("button", name="prüfen").click()


def answer_first_lesson(page: Page) -> None:
    for option in RIGHT:
        page.get_by_text(option).check()
        submit(page)
    expect(page.get_by_text("Lektion verstanden")).to_be_visible()


def answer_second_lesson(page: Page) -> None:
    for option in TWO_RIGHT:
        page.get_by_text(option).check()
    submit(page)
    sort_by_keyboard(page)
    submit(page)
    expect(page.get_by_text("Lektion verstanden")).to_be_visible()


def sort_by_keyboard(page: Page) -> None:
    """Every step to its place with Tab stops and Enter alone, heard by the status line."""
    for place, step in enumerate(STEPS, start=1):
        item = page.locator(".sort li", has_text=step)
        while item.evaluate("each => [...each.parentElement.children].indexOf(each) + 1") > place:
            item.get_by_role("button", name="nach oben").focus()
            page.keyboard.press("Enter")
            expect(page.locator("[data-sort-said]")).to_contain_text("steht jetzt auf Platz")
    for text, step in zip(page.locator(".sort p").all_inner_texts(), STEPS, strict=True):
        assert text.startswith(step)
