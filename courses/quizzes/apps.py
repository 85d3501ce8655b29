from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    name = "courses.quizzes"
    label = "quizzes"
    verbose_name = _("Fragen")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from courses.quizzes.access import policy
        from learning.core.personal_data import holds_none

        register_permission_policy(policy.model, policy)
        holds_none(policy.model, _("Eine Frage gehört zum Kurs; wer sie schrieb, steht nur in ihrem Verlauf."))
