from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from learning.organisation.enums import Role, UnitKind


def subtrees(paths: Iterable[str | None], *, prefix: str = "") -> Q:
    """The units at these paths with everything below them. None stands for the whole platform."""
    found = Q(pk__in=())
    for path in paths:
        found |= Q(pk__isnull=False) if path is None else Q(**{f"{prefix}path__startswith": path})
    return found


class OrgUnitQuerySet(MP_NodeQuerySet):
    def below(self, unit: "OrgUnit") -> "OrgUnitQuerySet":
        """The unit itself and everything under it."""
        return self.filter(path__startswith=unit.path)

    def visible_to(self, user: Any) -> "OrgUnitQuerySet":
        """The parts of the tree for which the person holds any role today."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        grants = RoleGrant.objects.current().filter(user=user)
        return self.filter(subtrees(grants.values_list("unit__path", flat=True)))


class OrgUnitManager(MP_NodeManager.from_queryset(OrgUnitQuerySet)):  # type: ignore[misc]  # -- as Django builds them
    def get_queryset(self) -> OrgUnitQuerySet:
        """treebeard's own would give its own class; in the order of the tree."""
        return OrgUnitQuerySet(self.model, using=self._db).order_by("path")


class OrgUnit(MP_Node):
    """A node of the organisation: Land > ministry > agency > department > unit. Levels may be left out."""

    steplen = 4
    node_order_by = ["code"]

    code = models.CharField(_("Kennung"), max_length=50, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Kurzname"), max_length=50, blank=True)
    kind = models.CharField(_("Art"), max_length=12, choices=UnitKind)

    objects = OrgUnitManager()

    class Meta:
        verbose_name = _("Organisationseinheit")
        verbose_name_plural = _("Organisationseinheiten")

    def __str__(self) -> str:
        return self.name


def in_force(day: date, *, prefix: str = "") -> Q:
    """Of rows with `valid_from` and `valid_to`, the last day; `prefix` leads to them from elsewhere."""
    is_not_over = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day})
    return is_not_over & Q(**{f"{prefix}valid_from__lte": day})


class EffectiveQuerySet(models.QuerySet):
    def on(self, day: date) -> "EffectiveQuerySet":
        """Rows in force on that day."""
        return self.filter(in_force(day))

    def current(self) -> "EffectiveQuerySet":
        return self.on(timezone.localdate())


class Membership(models.Model):
    """Where a person works, from when to when (both days included). One place at a time.

    PostgreSQL holds a constraint against overlaps (migration 0002); everywhere the command builds none, under a lock.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("Person")
    )
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="memberships", verbose_name=_("Einheit"))
    valid_from = models.DateField(_("ab"))
    valid_to = models.DateField(_("bis"), null=True, blank=True)

    objects = EffectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zugehörigkeit")
        verbose_name_plural = _("Zugehörigkeiten")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="membership_days"
            ),
            models.UniqueConstraint(fields=["user"], condition=Q(valid_to=None), name="membership_one_open"),
            models.UniqueConstraint(fields=["user", "valid_from"], name="membership_one_start"),
        ]
        indexes = [models.Index(fields=["unit", "valid_from", "valid_to"])]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.unit_id} {self.valid_from}–{self.valid_to or ''}"


class RoleGrant(models.Model):
    """A role for one part of the tree, from when to when. `unit` = None means the whole platform."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_grants", verbose_name=_("Person")
    )
    role = models.CharField(_("Rolle"), max_length=20, choices=Role)
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="role_grants", verbose_name=_("Einheit")
    )
    valid_from = models.DateField(_("ab"))
    valid_to = models.DateField(_("bis"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("vergeben von"),
    )
    in_effect = models.BooleanField(_("wirksam"), default=False, editable=False)
    """Whether RoleGranted was told and RoleWithdrawn not yet: grants may begin and end on days to come."""

    objects = EffectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rolle")
        verbose_name_plural = _("Rollen")
        constraints = [
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="grant_days"),
            models.UniqueConstraint(fields=["user", "role", "unit"], condition=Q(valid_to=None), name="grant_once"),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(valid_to=None, unit=None), name="grant_once_platform"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(role__in=[Role.ADMIN, Role.DATA_PROTECTION]),
                name="grant_scoped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id or '*'}"
