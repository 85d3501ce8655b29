"""Every way to publish a page, and that none of them passes a blocking finding (WAGTAIL names the ways)."""

import re
from datetime import timedelta
from threading import Event as Flag
from threading import Thread

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions import action_registry
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Locale, Page, Workflow
from wagtail.test.utils.form_data import nested_form_data, streamfield

from courses.content import refusal
from courses.content.blocks import drawing as drawing_block
from courses.content.commands import expire_due, publish_due
from courses.content.gate import CheckedForm, GatedPublishAction, PublishRefused
from courses.content.models import CoursePage, LessonPage, Offer
from learning.core.commands import deliver_due
from tests.courses.content.editor import NO_COMMENTS, drawing, edit, lesson_form, text
from tests.factories import content

pytestmark = pytest.mark.django_db

NO_ALT = "Das Bild hat keinen Alternativtext."


@pytest.fixture(autouse=True)
def _one_drawing(monkeypatch):
    monkeypatch.setattr(drawing_block, "drawings", lambda: {"boot": "components/_shore.html"})


@pytest.fixture
def bad(draft) -> LessonPage:
    """A draft lesson whose drawing says nothing."""
    lesson = LessonPage.objects.descendant_of(draft).order_by("path")[0]
    lesson.body = [content.raw_block("drawing", name="boot", alt="", decorative=False, caption="")]
    lesson.save_revision(clean=False)
    return lesson


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_draft_is_saved_with_whatever_is_missing(cms, bad):
    response = edit(cms, bad, lesson_form(drawing(name="boot"), text("Getippt")))

    assert response.status_code == 302
    bad.refresh_from_db()
    assert "Getippt" in str(bad.get_latest_revision().content["body"])


def editor_of(page: Page, asked: str) -> str:
    return f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?refused={asked}"


def test_refused_publish_keeps_the_draft_and_leads_to_its_editor(cms, bad):
    response = edit(cms, bad, lesson_form(drawing(name="boot"), text("Getippt")), action="action-publish")

    assert (response.status_code, response["Location"]) == (302, editor_of(bad, "publish"))
    bad.refresh_from_db()
    assert "Getippt" in str(bad.get_latest_revision().content["body"])
    assert "wurde aktualisiert" not in cms.get(response["Location"]).content.decode()
    assert not is_live(bad)


def test_editor_of_a_refused_draft_says_everything_at_once_with_a_way_to_each_field(cms, bad):
    lesson = lesson_form(drawing(name=""), text(""), heading="")
    page = cms.get(edit(cms, bad, lesson, action="action-publish")["Location"]).content.decode()

    summary = page[page.index("data-refused") : page.index("</section>", page.index("data-refused"))]
    bad.refresh_from_db()
    blocks = [block["id"] for block in bad.get_latest_revision_as_object().body.raw_data]
    assert re.findall('data-block="(.*?)" data-field="(.*?)"', summary) == [
        (blocks[0], "alt"),
        (blocks[0], "name"),
        (blocks[1], "text"),
    ]
    assert "3 Stellen fehlen noch" in summary
    assert NO_ALT in summary
    assert "„Zeichnung“ ist noch leer. Füllen Sie es aus" in summary


def test_list_of_what_is_missing_follows_the_draft(cms, bad):
    url = reverse("content_findings", args=[bad.pk])
    assert NO_ALT in cms.get(url, {"blocking": ""}).content.decode()

    edit(cms, bad, lesson_form(drawing(name="boot", alt="Ein Boot")))

    assert "Jetzt fehlt nichts mehr" in cms.get(url, {"blocking": ""}).content.decode()


def test_an_empty_lesson_stays_a_draft(cms, draft):
    lesson = LessonPage.objects.descendant_of(draft).order_by("path")[0]
    assert edit(cms, lesson, lesson_form()).status_code == 302

    refused = edit(cms, lesson, lesson_form(), action="action-publish")

    assert refused["Location"] == editor_of(lesson, "publish")
    assert "Die Lektion ist leer." in cms.get(refused["Location"]).content.decode()
    assert not is_live(lesson)
    lesson.refresh_from_db()
    with pytest.raises(PublishRefused):
        lesson.get_latest_revision().publish()


def test_what_cannot_even_be_a_draft_is_an_error_of_the_form(cms, bad):
    form = lesson_form(drawing(name="boot"), text("Getippt"), title="")

    response = edit(cms, bad, form, action="action-publish")

    assert response.status_code == 200
    page = response.content.decode()
    assert "Getippt" in page
    assert "Noch nicht gespeichert" in page
    bad.refresh_from_db()
    assert "Getippt" not in str(bad.get_latest_revision().content["body"])


def test_a_new_course_without_a_title_is_told_all_that_is_missing_above_the_form(cms, draft):
    form = nested_form_data({"title": "", "slug": "", "summary": "", "goals": streamfield([])})
    form |= {"topic": "agile", "level": "basic", "format": "reading", **NO_COMMENTS, "action-publish": "1"}

    response = cms.post(reverse("wagtailadmin_pages:add", args=["content", "coursepage", draft.get_parent().pk]), form)

    page = response.content.decode()
    summary = page[page.index("data-refused") : page.index("</ol>")]
    assert re.findall(r'data-field="(\w+)"', summary) == ["title", "summary", "goals"]
    assert "Der Kurs nennt kein Lernziel." in summary
    assert "<title>Fehler:" in " ".join(page.split()).replace("<title> ", "<title>")


def test_publish_button_publishes_once_it_is_put_right(cms, bad):
    response = edit(cms, bad, lesson_form(drawing(name="boot", alt="Ein Boot")), action="action-publish")

    assert response.status_code == 302
    assert is_live(bad)


def add_lesson(cms, parent: Page, data: dict):
    return cms.post(reverse("wagtailadmin_pages:add", args=["content", "lessonpage", parent.pk]), data)


@pytest.mark.parametrize(("button", "asked"), [("action-publish", "publish"), ("action-submit", "review")])
def test_a_new_page_that_is_refused_is_kept_and_leads_to_its_editor(cms, bad, button, asked):
    response = add_lesson(cms, bad.get_parent(), lesson_form(drawing(name="boot"), slug="neu") | {button: "1"})

    kept = LessonPage.objects.get(slug="neu")
    assert (response.status_code, response["Location"]) == (302, editor_of(kept, asked))
    assert (kept.live, kept.current_workflow_state) == (False, None)
    assert NO_ALT in cms.get(response["Location"]).content.decode()


def test_a_page_saved_before_its_address_was_made_gets_one_from_the_title(cms, bad):
    add_lesson(cms, bad.get_parent(), lesson_form(title="Schnell gespeichert", slug=""))

    assert LessonPage.objects.get(title="Schnell gespeichert").slug == "schnell-gespeichert"


def test_a_new_lesson_at_the_address_of_one_in_another_module_is_kept_too(cms, bad):
    module = content.module_page(bad.course_page(), title="Anderes Modul")

    response = add_lesson(cms, module, lesson_form(text("Getippt"), slug=bad.slug) | {"action-publish": "1"})

    kept = LessonPage.objects.child_of(module).get()
    assert response["Location"] == editor_of(kept, "publish")
    assert not kept.live


def test_a_new_page_that_passes_the_form_and_not_the_gate_does_not_stay_live(cms, bad, monkeypatch):
    """As when somebody takes its address between the two."""
    monkeypatch.setattr(refusal, "blocking", lambda _page: [])
    monkeypatch.setattr(CheckedForm, "_post_clean", WagtailAdminPageForm._post_clean)

    response = add_lesson(
        cms, bad.get_parent(), lesson_form(drawing(name="boot"), slug="neu") | {"action-publish": "1"}
    )

    kept = LessonPage.objects.get(slug="neu")
    assert (response.status_code, response["Location"]) == (302, editor_of(kept, "publish"))
    assert not kept.live


def test_scheduling_refuses_and_keeps_the_date(cms, bad):
    later = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%d %H:%M")

    response = edit(cms, bad, lesson_form(drawing(name="boot"), go_live_at=later), action="action-publish")

    assert response["Location"] == editor_of(bad, "publish")
    bad.refresh_from_db()
    revision = bad.get_latest_revision()
    assert revision.approved_go_live_at is None
    assert revision.as_object().go_live_at is not None


def test_submitting_for_approval_refuses(cms, bad):
    response = edit(cms, bad, lesson_form(drawing(name="boot")), action="action-submit")

    assert response["Location"] == editor_of(bad, "review")
    assert LessonPage.objects.get(pk=bad.pk).current_workflow_state is None


@pytest.fixture
def awaiting(bad):
    """The bad lesson waits for approval: its revision was sent in before the check knew."""
    workflow = Workflow.objects.get(name="Vier Augen")
    workflow.start(bad, None)
    return bad.current_workflow_task_state


@pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_approval_refuses_in_words_and_stays_open(cms, bad, awaiting, headers):
    url = reverse("wagtailadmin_pages:workflow_action", args=[bad.pk, "approve", awaiting.pk])
    editor = reverse("wagtailadmin_pages:edit", args=[bad.pk])

    response = cms.post(url, {"comment": ""}, headers={"referer": f"http://testserver{editor}", **headers})

    if headers:
        assert response.json() == {"step": "success", "redirect": f"http://testserver{editor}"}
    else:
        assert (response.status_code, response["Location"]) == (302, f"http://testserver{editor}")
    assert NO_ALT in said(response)
    assert not is_live(bad)
    awaiting.refresh_from_db()
    assert awaiting.status == "in_progress"


def test_refusal_never_leads_to_another_site(cms, bad, awaiting):
    url = reverse("wagtailadmin_pages:workflow_action", args=[bad.pk, "approve", awaiting.pk])

    response = cms.post(url, {"comment": ""}, headers={"referer": "https://fremd.example/"})

    assert response["Location"] == reverse("wagtailadmin_home")


def test_bulk_publish_refuses_in_words(cms, bad):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = cms.post(f"{url}?id={bad.pk}&next=/cms/", {"next": "/cms/"})

    assert response.status_code == 302
    assert NO_ALT in said(response)
    assert not is_live(bad)


def test_bulk_publish_of_a_whole_course_makes_one_edition(cms, draft):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    cms.post(f"{url}?id={draft.pk}&next=/cms/", {"next": "/cms/", "include_descendants": "on"})
    deliver_due()

    assert Offer.objects.get(course_key=draft.translation_key).edition.number == 1


def change(page: Page, title: str) -> Page:
    page = page.specific
    page.title = title
    page.save_revision()
    return page


def bulk_publish(*pages: Page) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return f"{url}?{'&'.join(f'id={page.pk}' for page in pages)}&next=/cms/"


def test_bulk_publish_takes_along_the_changes_of_live_pages_below(cms, course, lesson):
    change(lesson, "Neu gesagt")
    assert "hat eine unveröffentlichte Unterseite" in cms.get(bulk_publish(course)).content.decode()

    response = cms.post(bulk_publish(course), {"next": "/cms/", "include_descendants": "on"})

    assert "1 Seite und 1 Unterseite wurden veröffentlicht" in said(response)
    assert Page.objects.get(pk=lesson.pk).title == "Neu gesagt"


def test_bulk_publish_of_a_page_alone_leaves_what_is_below(cms, course, lesson):
    change(lesson, "Neu gesagt")

    cms.post(bulk_publish(course), {"next": "/cms/"})

    assert Page.objects.get(pk=lesson.pk).has_unpublished_changes


def test_bulk_publish_leaves_what_is_to_appear_on_its_day(cms, course, lesson):
    lesson.go_live_at = timezone.now() + timedelta(days=3)
    change(lesson, "Ab Montag").get_latest_revision().publish()
    assert Page.objects.get(pk=lesson.pk).title != "Ab Montag"

    assert "Unterseite" not in cms.get(bulk_publish(course)).content.decode()
    cms.post(bulk_publish(course), {"next": "/cms/", "include_descendants": "on"})

    assert Page.objects.get(pk=lesson.pk).approved_schedule


def test_publishing_a_revision_in_code_refuses(bad):
    with pytest.raises(PublishRefused) as refusal:
        bad.get_latest_revision().publish()

    assert refusal.value.messages == [str(refusal.value.findings[0])]
    assert refusal.value.messages[0].startswith("Abschnitt 1 (Zeichnung): Das Bild hat keinen Alternativtext.")


def test_registered_action_of_wagtails_api_refuses(bad):
    action = action_registry.get_action_class(Page, "publish")
    assert action is GatedPublishAction

    with pytest.raises(PublishRefused):
        action(bad.get_latest_revision()).execute(skip_permission_checks=True)

    assert not is_live(bad)


def test_registered_action_lets_pages_of_other_kinds_pass(db):
    page = Page.get_first_root_node().add_child(instance=Page(title="Fremd", slug="fremd", live=False))

    action_registry.get_action_class(Page, "publish")(page.save_revision()).execute(skip_permission_checks=True)

    assert is_live(page)


def test_sweep_publishes_the_good_refuses_the_bad_and_tells_its_author(draft, bad, admin):
    good = bad.get_next_sibling().specific
    due = timezone.now() - timedelta(minutes=1)
    for lesson in (bad, good):
        revision = lesson.save_revision(clean=False, user=admin)
        revision.approved_go_live_at = due
        revision.save()

    swept = publish_due()
    deliver_due()

    assert (swept.published, swept.refused) == (1, 1)
    assert (is_live(bad), is_live(good)) == (False, True)
    bad.refresh_from_db()
    assert bad.get_latest_revision().approved_go_live_at is None
    assert [message.to for message in mail.outbox] == [["admin@lernhafen.example"]]
    assert NO_ALT in mail.outbox[0].body
    assert publish_due().published == 0


def test_wagtails_own_sweep_cannot_publish_it_either(bad):
    revision = bad.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()

    with pytest.raises(PublishRefused):
        call_command("publish_scheduled")


def test_expired_course_is_withdrawn(course):
    CoursePage.objects.filter(pk=course.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    assert expire_due() == 1
    deliver_due()

    assert Offer.objects.get().is_open is False
    assert expire_due() == 0


def test_page_that_cannot_be_withdrawn_does_not_keep_the_others(course, monkeypatch):
    lessons = LessonPage.objects.descendant_of(course).order_by("path")
    Page.objects.filter(pk__in=lessons.values("pk")).update(expire_at=timezone.now() - timedelta(minutes=1))
    stuck, unpublish = lessons[0], LessonPage.unpublish

    def fails_once(page, *args, **kwargs):
        if page.pk == stuck.pk:
            raise OSError("Nicht erreichbar")
        return unpublish(page, *args, **kwargs)

    with monkeypatch.context() as broken:
        broken.setattr(LessonPage, "unpublish", fails_once)
        assert expire_due() == 1

    assert [is_live(lesson) for lesson in lessons] == [True, False]
    assert expire_due() == 1
    assert not is_live(stuck)


@pytest.mark.parametrize("option", ["publish_copies", "alias"])
def test_copy_never_goes_live_by_itself(cms, course, option):
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": course.get_parent().pk, "copy_subpages": "on"}

    response = cms.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), data | {option: "on"})

    assert "Eine Kopie beginnt als Entwurf" in said(response)
    assert not CoursePage.objects.filter(slug="kopie").exists()


def test_copy_starts_as_a_draft_of_another_course(cms, course):
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": course.get_parent().pk, "copy_subpages": "on"}

    cms.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), data)

    copy = CoursePage.objects.get(slug="kopie")
    assert (copy.live, copy.translation_key == course.translation_key) == (False, False)


def test_course_without_goals_is_refused_at_the_field(cms, draft):
    draft.goals = []
    draft.save_revision()

    with pytest.raises(PublishRefused, match="Der Kurs nennt kein Lernziel"):
        draft.get_latest_revision().publish()


def test_course_cannot_take_the_address_of_another(course):
    parent = course.get_parent()
    folder = content.CourseFolderPage(title="Anderer Ordner", locale=course.locale)
    parent.add_child(instance=folder)
    twin = content.course_page(folder=folder, title="User Storys anders", slug="user-storys")

    with pytest.raises(PublishRefused, match="gibt es schon den Kurs „User Storys“"):
        twin.save_revision().publish()


def test_approval_publishes_a_good_lesson(cms, draft):
    good = LessonPage.objects.descendant_of(draft).order_by("path")[1]
    good.save_revision()
    Workflow.objects.get(name="Vier Augen").start(good, None)
    url = reverse("wagtailadmin_pages:workflow_action", args=[good.pk, "approve", good.current_workflow_task_state.pk])

    cms.post(url, {"comment": ""})

    assert is_live(good)


def lesson_form_of(*, deferred: bool, alt: str = ""):
    """A bound form of a lesson that is not stored, so that its validation asks the database nothing."""
    form_class = LessonPage.get_edit_handler().get_form_class()
    page = LessonPage(title="Lektion", slug="lektion", locale=Locale(language_code="de"))
    form = form_class(lesson_form(drawing(name="boot", alt=alt)), instance=page)
    if deferred:
        form.defer_required_fields()
    return form


def test_publish_check_holds_while_other_threads_save_drafts(db):
    """Wagtail keeps "this is only a draft" on block objects that all threads share; our checks must not look at it."""
    stop = Flag()
    assert lesson_form_of(deferred=False, alt="Ein Boot").is_valid()

    def save_drafts():
        while not stop.is_set():
            lesson_form_of(deferred=True).is_valid()

    threads = [Thread(target=save_drafts, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        passed = [lesson_form_of(deferred=False).is_valid() for _ in range(40)]
    finally:
        stop.set()
        for thread in threads:
            thread.join(5)

    assert passed == [False] * 40
