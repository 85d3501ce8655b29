from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Report(TextChoices):
    """The reports there are; each needs an agreement before it runs."""

    PARTICIPATION = "participation", _("Teilnahme und Abschluss")
