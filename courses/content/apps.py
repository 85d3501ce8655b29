from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from learning.core import navigation


class ContentConfig(AppConfig):
    name = "courses.content"
    label = "content"
    verbose_name = _("Kurse")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from courses.content import page_signals, personal_data, receivers, rules, tasks  # noqa: F401 -- they register
        from courses.content.checks.required_parts import required_blocks

        required_blocks()
        page_signals.connect()
        navigation.contribute(
            navigation.NavEntry(
                label=_("Kurse erstellen"),
                url_name="wagtailadmin_home",
                icon="pen",
                position=30,
                visible=lambda request: rules.writes_courses(request.user),
            )
        )
        post_migrate.connect(_prepare_tree, sender=self, dispatch_uid="courses.content")


def _prepare_tree(**_kwargs: Any) -> None:
    from courses.content.commands import prepare_tree  # models are not loaded when this module is

    prepare_tree()
