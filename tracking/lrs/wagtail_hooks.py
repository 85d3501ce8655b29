from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from learning.core.access import may
from tracking.lrs.forwarding import hooks as _forwarding  # noqa: F401 -- registers its addresses and its menu item
from tracking.lrs.views import keys

PATHS = [
    path("", keys.index, name="index"),
    path("neu/", keys.create, name="create"),
    path("<int:pk>/", keys.change, name="change"),
    path("<int:pk>/erneuern/", keys.rotate, name="rotate"),
    path("<int:pk>/sperren/", keys.revoke, name="revoke"),
]


class KeysItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "lrs.manage_keys")


@hooks.register("register_admin_urls")
def keys_urls() -> list[Any]:
    return [path("schluessel/", include((PATHS, "lrs_keys")))]


@hooks.register("register_admin_menu_item")
def keys_item() -> MenuItem:
    return KeysItem(
        _("Schlüssel (xAPI)"), reverse_lazy("lrs_keys:index"), name="schluessel", icon_name="key", order=700
    )
