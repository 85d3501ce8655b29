from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "courses.exchange"
    label = "exchange"
    verbose_name = _("Austausch")
    default_auto_field = "django.db.models.BigAutoField"
