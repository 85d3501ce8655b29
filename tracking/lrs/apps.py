from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LrsConfig(AppConfig):
    name = "tracking.lrs"
    label = "lrs"
    verbose_name = _("Lernaufzeichnungen (xAPI)")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tracking.lrs import checks, personal_data, tasks  # noqa: F401 -- they register
        from tracking.lrs.platform import keep_platform_iri
        from tracking.lrs.shared_rows import forget_ids

        post_migrate.connect(forget_ids, sender=self)
        post_migrate.connect(keep_platform_iri, sender=self)
