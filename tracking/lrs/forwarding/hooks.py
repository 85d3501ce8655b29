"""Forwarding in the CMS: its addresses and its place in the menu (taken up by wagtail_hooks)."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from learning.core.access import may
from tracking.lrs.views import forwarding

PATHS = [
    path("", forwarding.index, name="index"),
    path("neu/", forwarding.create, name="create"),
    path("<int:pk>/", forwarding.change, name="change"),
    path("<int:pk>/pruefen/", forwarding.try_it, name="try"),
    path("<int:pk>/schalten/", forwarding.switch, name="switch"),
    path("<int:pk>/beiseite/", forwarding.put_aside, name="put_aside"),
    path("<int:pk>/loeschen/", forwarding.delete, name="delete"),
    path("<int:pk>/abgelehnt/", forwarding.letters, name="letters"),
    path("<int:pk>/abgelehnt/erneut/", forwarding.resend, name="resend"),
]


class ForwardingItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "lrs.manage_forwarding")


@hooks.register("register_admin_urls")
def forwarding_urls() -> list[Any]:
    return [path("weiterleitungen/", include((PATHS, "lrs_forwarding")))]


@hooks.register("register_admin_menu_item")
def forwarding_item() -> MenuItem:
    return ForwardingItem(
        _("Weiterleitungen"),
        reverse_lazy("lrs_forwarding:index"),
        name="weiterleitungen",
        icon_name="redirect",
        order=705,
    )
