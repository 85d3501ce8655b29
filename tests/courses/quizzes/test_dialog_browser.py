"""A trainer writes and edits a question without leaving the lesson; a learner sorts steps by keyboard alone."""

import pytest
from django.conf import settings as django_settings
from django.template.loader import render_to_string
from playwright.sync_api import expect, sync_playwright

from courses.quizzes.models import Question
from courses.quizzes.types import question_type
from learning.accounts.models import User
from tests.factories import content
from tests.factories.quizzes import frozen_question

pytestmark = pytest.mark.browser
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


@pytest.fixture
def page(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, locale="de-DE")
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        yield page
        browser.close()


@pytest.mark.django_db(transaction=True)
def test_question_is_written_and_edited_in_the_lesson(page, live_server, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    # In-memory SQLite is one connection for all threads of the server; autosave would meddle with the dialog's saving.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    course = content.course_page()
    lesson = content.lesson_page(content.module_page(course), body=[])
    client.force_login(User.objects.create_superuser("admin@lernhafen.example"))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )

    page.goto(f"{live_server.url}/cms/pages/{lesson.pk}/edit/")
    page.locator(".c-sf-add-button").first.click()
    page.locator(".w-combobox__option", has_text="Fragen").first.click()
    page.get_by_role("button", name="Frage auswählen oder schreiben").click()
    dialog = page.locator(".modal-body")
    expect(page.locator(".modal")).to_be_focused()  # the dialog has come up
    dialog.get_by_role("tab", name="Neue Frage").click()
    dialog.get_by_role("button", name="Frage speichern und einfügen").click()
    summary = dialog.get_by_role("region", name="Noch nicht gespeichert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(["Frage", "Antwort 1", "Antwort 2"])
    summary.get_by_role("link", name="Antwort 2").press("Enter")
    expect(dialog.locator("input[name=answers-1-value-text]")).to_be_focused()
    summary.get_by_role("link", name="Frage").press("Enter")
    expect(dialog.locator("textarea[name=stem]")).to_be_focused()
    dialog.locator("textarea[name=stem]").fill("Was fragen Sie zuerst?")
    for number, (text, feedback) in enumerate([("Wie groß?", "Das kommt später."), ("Wozu?", "Damit beginnt es.")]):
        dialog.locator(f"input[name=answers-{number}-value-text]").fill(text)
        dialog.locator("[role=textbox][contenteditable=true]").nth(number).click()
        page.keyboard.type(feedback)
    dialog.locator("input[name=answers-1-value-is_correct]").check()
    dialog.get_by_role("button", name="Frage speichern und einfügen").click()
    expect(page.locator("[data-chooser-title]")).to_have_text("Was fragen Sie zuerst?")
    expect(dialog).to_have_count(0)

    page.locator(".chooser .chosen [data-w-dropdown-target=toggle]").click()
    page.locator("[data-chooser-edit-link]").click()
    expect(page.locator(".modal")).to_be_focused()
    expect(dialog.locator("textarea[name=stem]")).to_have_value("Was fragen Sie zuerst?")
    dialog.locator("textarea[name=stem]").fill("")
    dialog.get_by_role("button", name="Frage speichern", exact=True).click()
    expect(summary).to_be_focused()
    dialog.locator("textarea[name=stem]").fill("Was fragen Sie als Erstes?")
    dialog.get_by_role("button", name="Frage speichern", exact=True).click()
    expect(page.locator("[data-chooser-title]")).to_have_text("Was fragen Sie als Erstes?")

    question = Question.objects.get()
    assert question.course_key == course.translation_key
    assert [(each.text, each.is_correct) for each in question.frozen().answers] == [
        ("Wie groß?", False),
        ("Wozu?", True),
    ]
    assert page.complaints == []


def test_steps_are_sorted_by_keyboard_with_focus_and_status(page):
    question = frozen_question("sort", options="abcd")
    kind = question_type("sort")
    control = render_to_string(
        kind.template,
        {
            "presented": kind.present(question, seed="s"),
            "name": "q",
            "chosen": kind.tokens(question, seed="s", response="abcd"),
        },
    )
    static = django_settings.BASE_DIR / "learning/core/static"
    page.set_content(f'<html lang="de"><form class="check">{control}<button>Prüfen</button></form></html>')
    page.add_style_tag(path=static / "css/app.css")
    page.add_script_tag(path=static / "js/sort.js")

    page.get_by_role("button", name="Schritt 3 von 4, nach oben: Antwort c").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    assert page.locator(".sort p").all_inner_texts() == ["Antwort c", "Antwort a", "Antwort b", "Antwort d"]
    expect(page.get_by_role("button", name="Schritt 1 von 4, nach unten: Antwort c")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("„Antwort c“ steht jetzt auf Platz 1 von 4.")
    posted = page.locator("select").evaluate_all("all => all.map(each => each.value)")
    assert kind.read(question, seed="s", posted=posted) == tuple("cabd")

    page.get_by_label("Position von: Antwort c").select_option("4")
    expect(page.get_by_label("Position von: Antwort c")).to_be_focused()
    assert page.locator(".sort p").all_inner_texts() == ["Antwort a", "Antwort b", "Antwort d", "Antwort c"]
    page.get_by_label("Position von: Antwort c").scroll_into_view_if_needed()
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.complaints == []
