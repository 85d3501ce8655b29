"""Publishing many pages at once, as the explorer and the next step of a course offer it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from courses.content.queries import waiting_for_their_day


class PublishWithAllBelow(PublishBulkAction):
    """Wagtail's own takes, below the chosen pages, only what learners never saw: the changes of a live page would stay
    unpublished without a word. And what is to appear on its day would appear at once."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        chosen = [each["item"] for each in context["items"]]
        for each in context["items"]:
            each["draft_descendant_count"] = len(open_below([each["item"]], chosen))
        context["has_draft_descendants"] = any(each["draft_descendant_count"] for each in context["items"])
        return context

    @classmethod
    def execute_action(
        cls, objects: list[Page], include_descendants: bool = False, user: Any = None, **_: Any
    ) -> tuple[int, int]:
        below = open_below(objects, objects) if include_descendants else []
        allowed = [page for page in below if user is None or page.permissions_for_user(user).can_publish()]
        chosen, _none = super().execute_action(objects, user=user)
        along, _none = super().execute_action(allowed, user=user)
        return chosen, along


def open_below(pages: Iterable[Page], besides: Iterable[Page]) -> list[Page]:
    """What learners do not see yet below these pages, but for those that are named anyway."""
    below: QuerySet[Page] = Page.objects.none()
    for page in pages:
        below |= Page.objects.descendant_of(page)
    found = list(
        below.filter(Q(live=False) | Q(has_unpublished_changes=True))
        .exclude(pk__in=[page.pk for page in besides])
        .order_by("path")
    )
    waiting = waiting_for_their_day(found)
    return [page for page in found if page.pk not in waiting]
