from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.actions import ActionRegistry
from wagtail.admin.action_menu import CancelWorkflowMenuItem, SubmitForModerationMenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from courses.content import views
from courses.content.blocks import discovered_blocks
from courses.content.gate import GatedPublishAction
from courses.content.home import CoursesPanel
from courses.content.inspection import standing_refusal
from courses.content.made_twice import go_on_with_the_same
from courses.content.models.pages import CheckedPage, CoursePage
from courses.content.publish_many import PublishWithAllBelow
from courses.content.queries import seen_by_learners
from courses.content.refusal import hold_back, new_draft, to_the_draft

WRITE = {"add", "change", "publish"}
MENU_OF_TRAINERS = {"explorer", "images", "fragen"}
PANELS = {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation", "locked_pages"}


class ContentChecker(ContentCheckerItem):
    """axe runs over the preview with all its rules; Wagtail's own choice lacks pictures and contrast."""

    axe_run_only = None
    axe_custom_rules = [  # without the rule that wants a meta description: our pages are for people who are signed in
        rule for rule in ContentCheckerItem.axe_custom_rules if rule["id"] != "empty-meta-description"
    ]
    axe_rules = {"region": {"enabled": False}}


hooks.register("register_bulk_action", PublishWithAllBelow, order=1)  # after Wagtail's own, whose place it takes


@hooks.register("register_actions")
def register_gated_publish(registry: ActionRegistry) -> None:
    # For Page, not for our own pages: Wagtail's API asks for the action of Page itself.
    registry.register(Page, GatedPublishAction)


@hooks.register("before_create_page")
def keep_what_is_sent(request: HttpRequest, parent: Page, page_class: type[Page]) -> HttpResponse | None:
    if request.method != "POST" or not issubclass(page_class, CheckedPage):
        return None
    if answer := go_on_with_the_same(request, parent):
        return answer
    hold_back(request, new_draft(page_class, parent), parent)
    return None


@hooks.register("before_edit_page")
def keep_changes_that_cannot_be_published_yet(request: HttpRequest, page: Page) -> None:
    if request.method == "POST" and isinstance(page, CheckedPage):
        hold_back(request, page.get_latest_revision_as_object(), page.get_parent())


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def show_what_is_missing(request: HttpRequest, page: Page) -> HttpResponse | None:
    return to_the_draft(request, page)


@hooks.register("construct_page_chooser_queryset")
def only_own_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    return pages & page_permission_policy.instances_user_has_any_permission_for(request.user, WRITE)


@hooks.register("construct_explorer_page_queryset")
def only_ways_to_own_pages(_parent: Page, pages: QuerySet, request: HttpRequest) -> QuerySet:
    return pages & page_permission_policy.explorable_instances(request.user)


@hooks.register("before_serve_page")
def to_flat_address(page: Page, request: HttpRequest, _args: Any, _kwargs: Any) -> HttpResponse | None:
    """Pages are drafts for authors; what learners read stands at the flat address and comes from an edition."""
    if isinstance(page.specific, CheckedPage):
        return redirect(page.specific.get_url(request) or "/")
    return None


@hooks.register("before_copy_page")
def copies_start_as_drafts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy that is live at once, or follows its original, would pass no check."""
    if request.method != "POST" or not (request.POST.get("publish_copies") or request.POST.get("alias")):
        return None
    messages.error(
        request,
        _("Eine Kopie beginnt als Entwurf. Kopieren Sie ohne „Veröffentlichen“ und ohne „Alias“."),
    )
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("before_edit_page")
def say_why_learners_see_the_old_edition(request: HttpRequest, page: Page) -> None:
    refusal = standing_refusal(page.specific) if request.method == "GET" else None
    if refusal:
        messages.warning(
            request,
            _("Die Lernenden sehen noch die bisherige Fassung von „%(title)s“. Vorher ist noch etwas zu tun:")
            % {"title": refusal.title},
        )
        for finding in refusal.findings:
            messages.warning(request, str(finding))


@hooks.register("before_delete_page")
def say_what_deleting_meant(request: HttpRequest, page: Page) -> None:
    """Editions are copies, so nobody loses a course they have begun; the question before says it too."""
    if request.method == "POST" and seen_by_learners(page):
        messages.info(request, _("Wer den Kurs begonnen hat, behält ihn, wie er war."))


class AskForReview(SubmitForModerationMenuItem):
    """In plain words, not by the name of the workflow."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "label": _("Zur Prüfung einreichen")}


class TakeBack(CancelWorkflowMenuItem):
    label = gettext_lazy("Prüfung zurückziehen")


PLAIN_WORDS = {SubmitForModerationMenuItem: AskForReview, CancelWorkflowMenuItem: TakeBack}


@hooks.register("construct_page_action_menu")
def say_it_in_plain_words(items: list[Any], _request: HttpRequest, _context: dict[str, Any]) -> None:
    items[:] = [PLAIN_WORDS[type(item)](order=item.order) if type(item) in PLAIN_WORDS else item for item in items]


@hooks.register("before_unpublish_page")
def say_which_languages_stay(request: HttpRequest, page: Page) -> None:
    """Each language is a page of its own; who takes one back may think that the course is gone."""
    if not isinstance(page.specific, CoursePage):
        return
    for twin in page.get_translations().live().select_related("locale"):
        text = _(
            "Auf %(language)s bleibt der Kurs im Katalog: „%(title)s“. Soll er ganz verschwinden, nehmen Sie auch "
            "diese Fassung zurück."
        )
        messages.warning(request, text % {"language": twin.locale.get_display_name(), "title": twin.title})


@hooks.register("construct_main_menu")
def tidy_menu(request: HttpRequest, menu_items: list[Any]) -> None:
    for item in menu_items:
        if item.name == "explorer":
            item.label = gettext_lazy("Kurse")
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name in MENU_OF_TRAINERS]


@hooks.register("construct_wagtail_userbar")
def check_with_our_rules(_request: HttpRequest, items: list[Any], _page: Page | None) -> None:
    items[:] = [
        ContentChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]


@hooks.register("register_admin_urls")
def checks_urls() -> list[Any]:
    return [path("pruefung/<int:page_id>/", views.findings, name="content_findings")]


@hooks.register("insert_global_admin_css")
def brand() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("content/cms.css"))


@hooks.register("insert_editor_js")
def keep_findings_fresh() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("content/findings.js"))


@hooks.register("insert_editor_js")
def say_when_to_take_a_block() -> SafeString:
    when = {str(block.label): str(block.meta.description) for _name, block in discovered_blocks()}
    script = format_html('<script src="{}" defer></script>', static("content/picker.js"))
    return format_html("{}{}", json_script(when, "lh-when-to-take"), script)


@hooks.register("construct_homepage_panels")
def begin_with_the_courses(_request: HttpRequest, panels: list[Any]) -> None:
    """What one has in hand and what waits for one's eyes, not figures and news about the software."""
    panels[:] = [CoursesPanel(), *(panel for panel in panels if panel.name in PANELS)]
