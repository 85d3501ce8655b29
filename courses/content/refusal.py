"""What becomes of a click on "publish" that has to be refused: the draft is kept, its author sees everything at once.

Wagtail would show the errors of a form that it does not save, and those of the checks only once its own are mended.
Here the click saves a draft instead, as "save draft" does, and leads to the editor of that draft. So what was typed is
safe, autosave goes on from the newest revision, and "back" sends nothing a second time.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request, set_query_params
from wagtail.models import Page

from courses.content.gate import blocking
from courses.content.models.pages import CheckedPage

ASKS = {"action-publish": "publish", "action-submit": "review", "action-restart-workflow": "review"}
"""Buttons that need a page without blocking findings, and what their author asked for."""
ASKED = "refused"
"""In the editor's address, after a refusal: what was asked for."""


def new_draft(page_class: type[CheckedPage], parent: Page) -> CheckedPage:
    """A page that is not stored, with a place in the tree that tells its checks where it would stand."""
    return page_class(locale=parent.locale, path=f"{parent.path}{'Z' * Page.steplen}", depth=parent.depth + 1)


def hold_back(request: HttpRequest, draft: CheckedPage, parent: Page) -> None:
    """Turns the request into one that saves a draft, when `draft` with what was sent could not be published.

    `draft` is filled with what was sent and thrown away. What cannot even be a draft is left to the form.
    """
    asked = next((button for button in ASKS if request.POST.get(button)), None)
    if asked is None:
        return
    form = draft.get_edit_handler().get_form_class()(
        request.POST, request.FILES, instance=draft, parent_page=parent, for_user=request.user
    )
    form.defer_required_fields()
    try:
        is_draft = form.is_valid()
    finally:
        form.restore_required_fields()
    if is_draft and blocking(draft):
        sent = request.POST.copy()
        # A revision of its own: an autosave that is still on its way finds itself overtaken and changes nothing.
        for name in (*ASKS, "overwrite_revision_id"):
            sent.pop(name, None)
        request.POST = sent  # type: ignore[assignment]  # -- the setter that Django has for it
        request.refused = ASKS[asked]  # type: ignore[attr-defined]  # -- read after saving


def to_the_draft(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After such a draft was saved: to its editor, which shows what is missing instead of saying that all is well."""
    asked: Any = getattr(request, "refused", None)
    if asked is None:
        return None
    list(messages.get_messages(request))  # reading them takes them away
    return redirect(editor_of_refused(page.pk, asked=asked, after=get_valid_next_url_from_request(request)))


def editor_of_refused(page_id: int, *, asked: str, after: str = "") -> str:
    """The address of the editor as it opens with what is missing; `after` is where its author came from."""
    editor = reverse("wagtailadmin_pages:edit", args=[page_id])
    return str(set_query_params(editor, {ASKED: asked, "next": after or None}))
