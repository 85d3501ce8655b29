from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from learning.core import navigation


class AccountsConfig(AppConfig):
    name = "learning.accounts"
    label = "accounts"
    verbose_name = _("Konten")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from learning.accounts import rules
        from learning.accounts.registration import register_accounts  # models are loaded only now

        register_accounts()
        navigation.contribute(
            navigation.NavEntry(
                label=_("Verwaltung"),
                url_name="admin:index",
                icon="key",
                position=50,
                visible=lambda request: rules.may_manage_people(request.user, None),
            )
        )
