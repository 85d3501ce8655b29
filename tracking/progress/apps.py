from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    name = "tracking.progress"
    label = "progress"
    verbose_name = _("Lernstand")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tracking.progress import personal_data, receivers  # noqa: F401 -- they register
