from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem

CLOSED = {"users", "groups"}


@hooks.register("construct_settings_menu")
def hide_people_and_groups(_request: HttpRequest, items: list[MenuItem]) -> None:
    """People and their rights are changed in our administration; Wagtail's screens for them are closed (urls)."""
    items[:] = [item for item in items if item.name not in CLOSED]
