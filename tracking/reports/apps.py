from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "tracking.reports"
    label = "reports"
    verbose_name = _("Berichte")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tracking.reports import rules, tasks  # noqa: F401 -- they register themselves
        from tracking.reports.registration import register_reports  # models are loaded only now

        register_reports()
