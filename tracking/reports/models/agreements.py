from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from learning.core.disclosure import Floor


class AgreementPolicy(models.Model):
    """What HR and staff council agreed on for one report. Without both approvals, by two people, it does not run."""

    report = models.SlugField(_("Bericht"), max_length=50, unique=True)
    purposes = models.JSONField(_("Zwecke"))
    """Texts; a reader chooses one, and it is printed and recorded with each read."""
    roles = models.JSONField(_("Rollen"))
    """Values of `Role` that may read it, each in its own part of the organisation."""
    floor = models.PositiveSmallIntegerField(_("Untergrenze"))
    approved_by_hr = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Personalstelle")
    )
    approved_by_hr_on = models.DateField(null=True)
    approved_by_staff_council = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Personalrat")
    )
    approved_by_staff_council_on = models.DateField(null=True)

    hr_units = models.JSONField(default=list, editable=False)
    staff_council_units = models.JSONField(default=list, editable=False)
    """Codes of the units for which each of the two could approve on that day; the report runs where both parts meet."""

    class Meta:
        verbose_name = _("Vereinbarter Bericht")
        verbose_name_plural = _("Vereinbarte Berichte")
        constraints = [
            models.CheckConstraint(
                condition=Q(floor__gte=Floor.LOWEST, floor__lte=Floor.HIGHEST), name="agreement_floor"
            ),
            models.CheckConstraint(
                condition=Q(approved_by_hr=None)
                | Q(approved_by_staff_council=None)
                | ~Q(approved_by_hr=F("approved_by_staff_council")),
                name="agreement_two_people",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_hr=None, approved_by_hr_on=None)
                | Q(approved_by_hr__isnull=False, approved_by_hr_on__isnull=False),
                name="agreement_hr_dated",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_staff_council=None, approved_by_staff_council_on=None)
                | Q(approved_by_staff_council__isnull=False, approved_by_staff_council_on__isnull=False),
                name="agreement_staff_council_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.report

    @property
    def is_in_force(self) -> bool:
        """Somewhere at least; for which part asks `queries.scope.heads_in`."""
        approvers = (self.approved_by_hr_id, self.approved_by_staff_council_id)
        return None not in approvers and all(self.approved_parts)

    @property
    def approved_parts(self) -> tuple[list[str], list[str]]:
        return self.hr_units, self.staff_council_units
