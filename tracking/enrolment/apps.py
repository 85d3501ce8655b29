from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrolmentConfig(AppConfig):
    name = "tracking.enrolment"
    label = "enrolment"
    verbose_name = _("Einschreibungen")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tracking.enrolment import personal_data  # noqa: F401 -- it registers
