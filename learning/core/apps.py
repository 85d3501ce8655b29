from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "learning.core"
    label = "core"
    verbose_name = _("Kern")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from learning.core import checks  # noqa: F401 -- registers them
        from learning.core.registration import register_core  # models are loaded only now

        register_core()
