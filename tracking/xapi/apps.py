from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class XapiConfig(AppConfig):
    name = "tracking.xapi"
    label = "xapi"
    verbose_name = _("xAPI")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tracking.xapi import personal_data, receivers, rules  # noqa: F401 -- they register
        from tracking.xapi.registration import register_statements

        register_statements()
