"""Tom makes his first course without a mouse: from the desk to publication, a change for later, and back out."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.inspection import axe
from tests.e2e.product import Product
from tests.e2e.test_trainer import WAGTAILS_OWN
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.browser
MOST_TAB_STOPS = 130


def test_tom_makes_publishes_changes_and_withdraws_a_course_by_keyboard(
    visit: Callable[..., Visitor], product: Product
) -> None:
    tom = visit("tom")
    page = tom.page
    tom.goto("/cms/")
    assert axe(page, WAGTAILS_OWN) == []

    go(page, page.get_by_role("link", name="Neuer Kurs"))
    write(page, page.get_by_role("textbox", name="Titel"), "Sitzungen leiten")
    write(page, page.get_by_role("textbox", name="Worum es geht"), "Eine Stunde, die sich lohnt.")
    go(page, page.locator(".c-sf-add-button"))
    write(page, page.locator("input[name^=goals-][name$=-value]"), "eine Sitzung leiten")
    save(page)
    go(page, page.get_by_role("link", name="Ein Modul anlegen"))
    write(page, page.get_by_role("textbox", name="Titel"), "Vorbereiten")
    save(page)
    go(page, page.get_by_role("link", name="Eine Lektion anlegen"))
    write(page, page.get_by_role("textbox", name="Titel"), "Eine Tagesordnung schreiben")
    write(page, page.get_by_role("textbox", name="Danach können Sie"), "eine Tagesordnung schreiben.")

    add_block(page, "Text")
    write(page, page.locator("input[name$=-value-heading]"), "Drei Punkte genügen")
    write(page, page.locator("[contenteditable=true]"), "Mehr schafft niemand in einer Stunde.")
    add_block(page, "Zeichnung")
    drawing = page.get_by_role("radio", name="Karte mit einer User Story")
    page.keyboard.press("Space")
    while not drawing.is_checked():
        page.keyboard.press("ArrowDown")
    write(page, page.locator("input[name$=-alt]"), "Eine Karte mit drei Zeilen")
    add_block(page, "Fragen")
    write_question(page)
    save(page)
    expect(page.locator(".lh-step")).to_contain_text("Alles ist fertig geschrieben.")
    assert axe(page, WAGTAILS_OWN) == []

    go(page, page.get_by_role("button", name="Vorschau umschalten"))
    expect(page.frame_locator("#w-preview-iframe").get_by_text("Wie viele Punkte?").first).to_be_visible(timeout=20_000)
    go(page, page.get_by_role("link", name="Kurs mit allen Unterseiten veröffentlichen"))
    go(page, page.locator("main form [type=submit]"))
    expect(page.locator(".messages")).to_contain_text("veröffentlicht")
    expect(page.locator(".lh-step")).to_contain_text("Alles ist veröffentlicht.")
    product.settle()
    assert offered(product) == 1

    tom.goto("/cms/pages/{}/edit/".format(product.number("SELECT MAX(page_ptr_id) FROM content_lessonpage")))
    expect(page.locator("[data-edit-form]")).to_be_visible()
    write(page, page.get_by_role("textbox", name="Danach können Sie"), " Auch unter Druck.")
    go(page, page.get_by_role("button", name="Status umschalten"))
    go(page, page.get_by_role("button", name="Zeitplan festlegen"))
    later = (datetime.now().astimezone() + timedelta(days=3)).strftime("%Y-%m-%d %H:%M")
    write(page, page.locator("input[name=go_live_at]"), later)
    go(page, page.get_by_role("button", name="Zeitplan speichern"))
    expect(page.locator(".lh-step")).to_contain_text("Zur Veröffentlichung einplanen")
    go(page, page.get_by_role("button", name="Mehr Aktionen"))
    go(page, page.get_by_role("button", name="Zur Veröffentlichung einplanen"))
    expect(page.locator(".messages")).to_contain_text("eingeplant")
    dated = "SELECT COUNT(*) FROM wagtailcore_revision WHERE approved_go_live_at IS NOT NULL"
    assert product.number(dated) == 1

    tom.goto("/cms/")
    course = product.number("SELECT id FROM wagtailcore_page WHERE title = 'Sitzungen leiten'")
    expect(page.get_by_role("listitem").filter(has_text="Sitzungen leiten")).to_contain_text(
        "Alles ist veröffentlicht."
    )
    tom.goto(f"/cms/pages/{course}/unpublish/")
    assert axe(page, WAGTAILS_OWN) == []
    go(page, page.locator("main form [type=submit]"))
    expect(page.locator(".messages")).to_contain_text("Sitzungen leiten")
    product.settle()
    assert offered(product) == 0


def offered(product: Product) -> int:
    return product.number("SELECT COUNT(*) FROM content_offer WHERE is_open AND title_de = 'Sitzungen leiten'")


def tab_to(page: Page, wanted: Locator) -> None:
    """With nothing but Tab, from wherever the focus is; the last of what was named."""
    wanted.last.wait_for(state="attached")
    for _stop in range(MOST_TAB_STOPS):
        if wanted.last.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by Tab: {wanted}")


def go(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def write(page: Page, field: Locator, text: str) -> None:
    tab_to(page, field)
    page.keyboard.press("End")
    page.keyboard.type(text)


def add_block(page: Page, kind: str) -> None:
    """At the end of the lesson."""
    go(page, page.locator("[data-contentpath=body] .c-sf-add-button"))
    search = page.locator(".w-combobox [role=combobox]")
    expect(search).to_be_focused()
    page.keyboard.type(kind)
    expect(page.locator(".w-combobox__option[aria-selected=true]")).to_contain_text(kind)
    page.keyboard.press("Enter")
    expect(page.locator(".w-combobox__option")).to_have_count(0)


def write_question(page: Page) -> None:
    """In the dialog; afterwards the focus is back where it was opened."""
    go(page, page.get_by_role("button", name="Frage auswählen oder schreiben"))
    dialog = page.locator(".modal-body")
    expect(dialog.get_by_role("tab").first).to_be_visible()
    tab_to(page, dialog.get_by_role("tab", selected=True))
    page.keyboard.press("ArrowRight")
    write(page, dialog.locator("textarea[name=stem]"), "Wie viele Punkte?")
    for number, (text, feedback) in enumerate((("Drei", "Das reicht."), ("Zwölf", "Dafür ist keine Zeit."))):
        write(page, dialog.locator(f"input[name=answers-{number}-value-text]"), text)
        if number == 0:
            tab_to(page, dialog.locator("input[name=answers-0-value-is_correct]"))
            page.keyboard.press("Space")
        tab_to(page, dialog.locator(f"[data-contentpath=answers] [contenteditable=true] >> nth={number}"))
        page.keyboard.type(feedback, delay=20)
        field = dialog.locator(f"input[name=answers-{number}-value-feedback]")
        expect(field).not_to_have_value("null", timeout=10_000)
    go(page, dialog.get_by_role("button", name="Frage speichern und einfügen"))
    expect(dialog).to_have_count(0)
    expect(page.locator("[data-chooser-title]").last).to_have_text("Wie viele Punkte?")
    focused = "() => document.activeElement.closest('.chooser') !== null"
    page.wait_for_function(focused)


def save(page: Page) -> None:
    page.keyboard.press("ControlOrMeta+s")
    expect(page.locator(".messages li.success")).to_be_visible(timeout=30_000)
    expect(page.locator(".lh-step")).to_be_visible()
