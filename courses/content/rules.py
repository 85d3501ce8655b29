from typing import Any

from wagtail.models import Page

from learning.core.access import permits
from learning.organisation.enums import Role
from learning.organisation.rules import has_role


@permits("content.edit")
def can_edit_page(user: Any, page: Page | None) -> bool:
    if page is None:
        return bool(user.has_perm("wagtailadmin.access_admin"))
    return bool(page.permissions_for_user(user).can_edit())


def may_review(user: Any, page: Page) -> bool:
    """A second person, with the right to publish the page themselves."""
    asked = page.current_workflow_state
    return asked is not None and asked.requested_by_id != user.pk and page.permissions_for_user(user).can_publish()


def writes_courses(user: Any) -> bool:
    """Whether the way to the editor stands in the navigation; asks the roles that every page knows already."""
    return bool(user.is_superuser) or has_role(user, Role.TRAINER)
