import json
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.core.disclosure import Floor
from learning.organisation.enums import Role


class AgreementPolicy(models.Model):
    """The terms of one report. It runs in those parts of the organisation where both sides decided for them."""

    report = models.SlugField(_("Bericht"), max_length=50, unique=True)
    purposes = models.JSONField(_("Zwecke"))
    """Texts; a reader chooses one, and it is printed and recorded with each read."""
    roles = models.JSONField(_("Rollen"))
    """Values of `Role` that may read it, each in its own part of the organisation."""
    floor = models.PositiveSmallIntegerField(_("Untergrenze"))

    class Meta:
        verbose_name = _("Vereinbarter Bericht")
        verbose_name_plural = _("Vereinbarte Berichte")
        constraints = [
            models.CheckConstraint(
                condition=Q(floor__gte=Floor.LOWEST, floor__lte=Floor.HIGHEST), name="agreement_floor"
            ),
        ]

    def __str__(self) -> str:
        return self.report

    @property
    def mark(self) -> str:
        """Of these terms: who approves sends it along, so that nobody approves other terms than they read."""
        terms = json.dumps([self.purposes, self.roles, self.floor], sort_keys=True)
        return sha256(terms.encode()).hexdigest()[:16]


class AgreementDecision(models.Model):
    """What one person of one side decided for a part of the organisation. The last one about a unit counts, see
    `queries.agreements`; other terms begin without any."""

    policy = models.ForeignKey(AgreementPolicy, models.CASCADE, related_name="decisions")
    side = models.CharField(max_length=20)
    is_approval = models.BooleanField()
    """False: withdrawn."""
    units = models.JSONField()
    """Codes of the units for which the person could decide on that day: each stands for all below it."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Freigabe"))
    at = models.DateTimeField(default=timezone.now)
    by_operations = models.BooleanField(default=False)
    """Entered by a command in the name of `by`, who did not act."""

    class Meta:
        verbose_name = _("Entscheidung über einen Bericht")
        verbose_name_plural = _("Entscheidungen über Berichte")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=(Role.HR.value, Role.STAFF_COUNCIL.value)), name="agreement_decision_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.policy_id} {self.side} {'+' if self.is_approval else '-'}"
