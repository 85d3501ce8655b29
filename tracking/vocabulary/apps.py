from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    name = "tracking.vocabulary"
    label = "vocabulary"
    verbose_name = _("Vokabular")
    default_auto_field = "django.db.models.BigAutoField"
