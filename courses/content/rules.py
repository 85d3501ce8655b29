from typing import Any

from django.db.models import Q
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from learning.core.access import permits
from learning.organisation.enums import Role
from learning.organisation.rules import has_role


@permits("content.edit")
def can_edit_page(user: Any, page: Page | None) -> bool:
    if page is None:
        return bool(user.has_perm("wagtailadmin.access_admin"))
    return bool(page.permissions_for_user(user).can_edit())


@permits("pictures.see")
def may_see_upload(user: Any, name: str) -> bool:
    """A picture that an author uploaded, or a rendition of it, by the name of its file: it may belong to a lesson that
    is not published, so it is for those who may put it into a page of theirs."""
    pictures = policy_registry.get_by_type(get_image_model())
    usable = pictures.instances_user_has_any_permission_for(user, {"choose", "change"})
    return bool(usable.filter(Q(file=name) | Q(renditions__file=name)).exists())


def may_review(user: Any, page: Page) -> bool:
    """A second person, with the right to publish the page themselves."""
    asked = page.current_workflow_state
    return asked is not None and asked.requested_by_id != user.pk and page.permissions_for_user(user).can_publish()


def writes_courses(user: Any) -> bool:
    """Whether the way to the editor stands in the navigation; asks the roles that every page knows already."""
    return bool(user.is_superuser) or has_role(user, Role.TRAINER)
