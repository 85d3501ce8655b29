from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from learning.core.access import may


class StatementsItem(MenuItem):
    """To our own page: data protection, who reads there too, has no access to the CMS."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "lrs.see_statements")


@hooks.register("register_admin_menu_item")
def statements_item() -> MenuItem:
    return StatementsItem(
        _("Aufzeichnungen"), reverse_lazy("statements:index"), name="aufzeichnungen", icon_name="view", order=710
    )
