"""A page that autosave has just made while its author clicks "save": the click goes on with that page.

Wagtail would answer that the address is taken, by the page of a second ago, and what was typed since would be lost.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils import timezone
from wagtail.models import Page

JUST_NOW = timedelta(seconds=15)


def go_on_with_the_same(request: HttpRequest, parent: Page) -> HttpResponse | None:
    """The answer of the editor of that page, to what was sent for a new one; None where there is no such page."""
    made = parent.get_children().filter(
        owner=request.user.pk,
        slug=request.POST.get("slug", ""),
        draft_title=request.POST.get("title", ""),
        first_published_at=None,
        latest_revision_created_at__gte=timezone.now() - JUST_NOW,
    )
    page = made.first()
    if page is None or not request.accepts("text/html"):
        return None
    edit = resolve(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    answer: HttpResponse = edit.func(request, *edit.args, **edit.kwargs)
    return answer
