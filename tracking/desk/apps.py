from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from learning.core import navigation


class DeskConfig(AppConfig):
    name = "tracking.desk"
    label = "desk"
    verbose_name = _("Mein Lernen")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("tracking.desk.rules")
        navigation.contribute(
            navigation.NavEntry(
                label=_("Mein Lernen"),
                url_name="home",
                icon="mark",
                position=10,
                pages=frozenset({"lesson", "answer", "course_done"}),
            )
        )
