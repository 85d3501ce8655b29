from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "learning.organisation"
    label = "organisation"
    verbose_name = _("Organisation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from learning.organisation import receivers, rules, tasks  # noqa: F401 -- register themselves
        from learning.organisation.registration import register_organisation  # models are loaded only now

        register_organisation()
