from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttemptsConfig(AppConfig):
    name = "tracking.attempts"
    label = "attempts"
    verbose_name = _("Antworten")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tracking.attempts import personal_data  # noqa: F401 -- it registers
