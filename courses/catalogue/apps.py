from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from learning.core import navigation


class CatalogueConfig(AppConfig):
    name = "courses.catalogue"
    label = "catalogue"
    verbose_name = _("Katalog")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("courses.catalogue.rules")
        navigation.contribute(
            navigation.NavEntry(
                label=_("Katalog"), url_name="catalogue", icon="search", position=20, pages=frozenset({"course"})
            )
        )
