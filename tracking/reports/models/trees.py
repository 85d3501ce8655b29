from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptTree(models.Model):
    """The units as they stood from `at` until the next one: a quarter is closed with the tree of its last day, also
    when it is closed late and the administration was rearranged meanwhile.

    `units` is what `FrozenUnit` reads, in the order of the tree. Those that no open quarter needs are dropped.
    """

    at = models.DateTimeField(unique=True)
    units = models.JSONField()

    class Meta:
        verbose_name = _("Aufbau der Verwaltung")
        verbose_name_plural = _("Aufbau der Verwaltung")

    def __str__(self) -> str:
        return f"{self.at:%F %T}"
