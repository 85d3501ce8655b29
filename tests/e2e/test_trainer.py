"""Tom edits a lesson: refused while something is missing, published when it is mended, and only new learners see it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.e2e.courses import COURSE, FIRST
from tests.e2e.inspection import WIDER_THAN_SCREEN, axe
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]

GOAL = "einen Wunsch so fassen, dass ein Team darüber reden kann."
WAGTAILS_OWN = [
    # Rich text areas get their name from the label beside them, which Wagtail ties by a description only.
    ("aria-input-field-name", "placeholder-"),
    ("aria-input-field-name", ".notranslate"),  # the same, where it is the only one
    # Items of a list are numbered in their panel's heading; the field itself carries no label.
    ("label", "-value-points-"),
    # Two sections of one kind carry the same name.
    ("landmark-unique", "-section"),
    # The overview at the edge; each of its links is in the Tab order, the list that scrolls is not.
    ("scrollable-region-focusable", ".w-minimap"),
]


def test_tom_mends_and_publishes_and_only_new_learners_see_it(visit: Visit, product: Product) -> None:
    lena = visit("lena")
    lena.goto(COURSE)
    lena.click("Kurs beginnen")
    tom = visit("tom")
    page = tom.page
    tom.click("Kurse erstellen", role="link")
    expect(page).to_have_url(f"{product.url}/cms/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert axe(page, WAGTAILS_OWN) == []
    tom.goto(f"/cms/pages/{lesson(product)}/edit/")
    assert axe(page, WAGTAILS_OWN) == []

    goal = page.get_by_role("textbox", name="Danach können Sie")
    goal.fill(GOAL)
    add_block(page, "Zeichnung")
    page.get_by_role("radio", name="Schuhkarton voller Belege").first.check()
    add_block(page, "Fragen")
    page.get_by_role("button", name="Frage auswählen oder schreiben").first.click()
    dialog = page.locator(".modal-body")
    dialog.get_by_role("tab", name="Neue Frage").click()
    dialog.locator("textarea[name=stem]").fill("Wer hilft Ihnen weiter?")
    write_answer(dialog, 0, "Der Nachbar", "")
    write_answer(dialog, 1, "Frau Petersen", "Sie kennt ihren Schuhkarton.")
    dialog.locator("input[name=answers-1-value-is_correct]").check()
    dialog.get_by_role("button", name="Frage speichern und einfügen").click()
    expect(page.locator("[data-chooser-title]").first).to_have_text("Wer hilft Ihnen weiter?")
    expect(dialog).to_have_count(0)

    publish(page)
    summary = refused(page)
    expect(summary).to_contain_text("2 Stellen fehlen noch")
    expect(summary).to_contain_text("Die Antwort „Der Nachbar“ hat keine Rückmeldung.")
    expect(summary).to_contain_text("Das Bild hat keinen Alternativtext.")
    expect(goal).to_have_value(GOAL)
    expect(page.locator("[data-chooser-title]").first).to_have_text("Wer hilft Ihnen weiter?")
    assert axe(page, WAGTAILS_OWN) == []

    page.locator(".chooser .chosen [data-w-dropdown-target=toggle]").first.click()
    page.locator("[data-chooser-edit-link]").first.click()
    write_answer(dialog, 0, "Der Nachbar", "Er hat keinen Schuhkarton.")
    dialog.get_by_role("button", name="Frage speichern", exact=True).click()
    expect(dialog).to_have_count(0)
    summary.get_by_role("link", name="(Zeichnung)").press("Enter")
    alt = page.locator("input[name$='-alt']").first
    expect(alt).to_be_focused()
    fill_until_noticed(alt, "Ein offener Schuhkarton voller Belege")
    expect(summary).to_contain_text("Jetzt fehlt nichts mehr")
    preview(page)
    publish(page)
    expect(page.locator(".messages")).to_contain_text("veröffentlicht")

    product.settle()
    paul = visit("paul")
    paul.goto(COURSE)
    paul.click("Kurs beginnen")
    main = paul.page.get_by_role("main")
    expect(main).to_contain_text(GOAL)
    expect(main).to_contain_text("Wer hilft Ihnen weiter?")
    lena.goto(FIRST)
    expect(lena.page.get_by_role("main")).not_to_contain_text(GOAL)
    expect(lena.page.get_by_role("main")).not_to_contain_text("Wer hilft Ihnen weiter?")


def test_a_course_without_goals_is_not_published(visit: Visit, product: Product) -> None:
    tom = visit("tom")
    page = tom.page
    (course,) = product.rows("SELECT page_ptr_id FROM content_coursepage ORDER BY 1 LIMIT 1")
    tom.goto(f"/cms/pages/{course[0]}/edit/")
    summary = page.get_by_role("textbox", name="Worum es geht")
    summary.fill("Ein neuer Satz, der stehen bleibt.")
    delete = page.locator("[data-contentpath=goals]").get_by_role("button", name="Löschen")
    while delete.count():
        before = delete.count()
        delete.first.click()
        expect(delete).to_have_count(before - 1)
    publish(page)
    expect(refused(page)).to_contain_text("Der Kurs nennt kein Lernziel.")
    expect(summary).to_have_value("Ein neuer Satz, der stehen bleibt.")
    assert axe(page, WAGTAILS_OWN) == []
    page.reload()
    expect(summary).to_have_value("Ein neuer Satz, der stehen bleibt.")


def test_a_new_course_that_is_refused_is_kept_and_autosave_goes_on(visit: Visit, product: Product) -> None:
    tom = visit("tom")
    page = tom.page
    tom.goto(f"/cms/pages/add/content/coursepage/{folder(product)}/")
    page.get_by_role("textbox", name="Titel").fill("Sitzungen leiten")
    publish(page)
    summary = refused(page)
    expect(page).to_have_title(re.compile("^Fehler: "))
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(["Worum es geht", "Lernziele"])
    assert axe(page, WAGTAILS_OWN) == []

    summary.get_by_role("link", name="Worum es geht").press("Enter")
    about = page.get_by_role("textbox", name="Worum es geht")
    expect(about).to_be_focused()
    fill_until_noticed(about, "Eine Stunde, die sich lohnt.")
    expect(summary.get_by_role("link")).to_have_text(["Lernziele"])
    page.go_back()
    page.go_forward()
    expect(about).to_have_value(re.compile(r"^Eine Stunde, die sich lohnt\. ?$"))
    assert product.number("SELECT COUNT(*) FROM wagtailcore_page WHERE title = 'Sitzungen leiten'") == 1
    tom.narrow()
    assert page.evaluate(WIDER_THAN_SCREEN) == []


CUT_OFF = """() => [...document.querySelectorAll(".listing :is(td, th), .modal-body select")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
  .map((each) => each.outerHTML.slice(0, 80))"""
TITLE = "[data-w-breadcrumbs] li:last-child a"


def test_lists_and_the_dialog_fit_a_phone_and_pages_show_their_names(visit: Visit, product: Product) -> None:
    tom = visit("tom")
    page = tom.page
    editor = f"/cms/pages/{lesson(product)}/edit/"
    for path in (f"/cms/pages/{folder(product)}/", "/cms/fragen/", "/cms/images/", "/cms/pages/search/?q=wunsch"):
        tom.narrow()
        tom.goto(path)
        assert page.evaluate(CUT_OFF) == [], path
        titles = page.locator(".listing td.title .title-wrapper")
        assert all(each.bounding_box()["width"] > 120 for each in titles.all()), path
        assert path.startswith("/cms/pages/") or in_view(page.locator(TITLE)), path
    tom.wide()
    for path in (f"/cms/pages/{folder(product)}/", "/cms/images/", editor):
        tom.goto(path)
        assert in_view(page.locator(TITLE)), path
        assert all(in_view(each) for each in page.locator(".w-slim-header .w-side-panel-toggle").all()), path
        assert all(each.bounding_box()["width"] > 150 for each in page.locator(".w-slim-header #id_q").all()), path
    fill_until_noticed(page.get_by_role("textbox", name="Danach können Sie"), GOAL)
    saved = page.locator(".w-autosave-indicator__state--saved .w-autosave-indicator__text")
    expect(saved).to_be_visible()
    assert in_view(saved)
    add_block(page, "Fragen")
    page.get_by_role("button", name="Frage auswählen oder schreiben").first.click()
    page.locator(".modal-body").get_by_role("tab", name="Neue Frage").click()
    tom.narrow()
    assert page.evaluate(CUT_OFF) == []


def in_view(link: Locator) -> bool:
    """Whether nothing around it cuts it off."""
    return bool(
        link.evaluate("""(each) => {
          const { left, right } = each.getBoundingClientRect();
          const cuts = (around) => {
            const box = around.getBoundingClientRect();
            return getComputedStyle(around).overflowX !== "visible" && (left < box.left - 1 || right > box.right + 1);
          };
          let around = each.parentElement;
          while (around && !cuts(around)) around = around.parentElement;
          return around === null;
        }""")
    )


def test_tom_reaches_only_his_own_folder(visit: Visit, product: Product) -> None:
    tom = visit("tom")
    for path in ("/cms/users/", "/cms/groups/", "/cms/settings/", "/cms/redirects/", "/verwaltung/", "/berichte/"):
        answer = tom.page.context.request.get(product.url + path, max_redirects=0)
        assert answer.status in {302, 403, 404}, path


def lesson(product: Product) -> int:
    return product.number("SELECT id FROM wagtailcore_page WHERE slug = 'wer-was-wozu' ORDER BY id LIMIT 1")


def folder(product: Product) -> int:
    """Tom's, in German."""
    mine = "SELECT page_ptr_id FROM content_coursefolderpage WHERE unit_code <> '' ORDER BY 1 LIMIT 1"
    return product.number(mine)


def refused(page: Page) -> Locator:
    """What the editor says above the form after "publish" could not be done."""
    return page.get_by_role("region", name="Noch nicht veröffentlicht")


def add_block(page: Page, kind: str) -> None:
    """At the top of the lesson, by keyboard."""
    page.locator(".c-sf-add-button").first.press("Enter")
    search = page.locator(".w-combobox [role=combobox]")
    expect(search).to_be_focused()
    search.press_sequentially(kind)
    expect(page.locator(".w-combobox__option[aria-selected=true]")).to_contain_text(kind)
    expect(page.locator(".w-combobox__option .lh-when").first).to_be_visible()
    search.press("Enter")
    expect(page.locator(".w-combobox__option")).to_have_count(0)


def write_answer(dialog: Locator, number: int, text: str, feedback: str) -> None:
    dialog.locator(f"input[name=answers-{number}-value-text]").fill(text)
    if feedback:
        field = dialog.locator(f"input[name=answers-{number}-value-feedback]")
        write_rich_text(dialog.locator("[role=textbox][contenteditable=true]").nth(number), field, feedback)


def fill_until_noticed(field: Locator, text: str) -> None:
    """Wagtail takes what stands in the form two seconds after it opened for what was there before."""
    for attempt in range(3):
        try:
            with field.page.expect_response(lambda answer: answer.url.endswith("?blocking"), timeout=5_000):
                field.fill(text + " " * attempt)
        except PlaywrightTimeout:
            continue
        return


def write_rich_text(editor: Locator, field: Locator, text: str) -> None:
    """Until the form holds the whole text: Draftail loses what comes while it draws itself anew."""
    for _attempt in range(3):
        editor.click()
        editor.press("ControlOrMeta+a")
        editor.page.keyboard.insert_text(text)
        try:
            expect(field).to_have_value(re.compile(re.escape(text)), timeout=4_000)
        except AssertionError:
            continue
        return
    expect(field).to_have_value(re.compile(re.escape(text)))


def preview(page: Page) -> None:
    """What learners will see, beside the form, before anything is published."""
    page.get_by_role("button", name="Vorschau umschalten").click()
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.get_by_text("Wer hilft Ihnen weiter?").first).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")


def publish(page: Page) -> None:
    """Where Wagtail takes the author's own draft of before for a newer version, the author decides for this one."""
    page.evaluate("() => { document.body.dataset.before = ''; }")
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="Veröffentlichen", exact=True).click()
    answered = page.locator("body:not([data-before])").locator(".messages li, [data-refused]").first
    confirm = page.locator("#w-save-confirmation-dialog [data-w-dialog-target=confirm]")
    expect(answered.or_(confirm.filter(visible=True)).first).to_be_visible(timeout=30_000)
    if confirm.is_visible():
        confirm.click()
    expect(answered).to_be_visible(timeout=30_000)
