from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxQuerySet(models.QuerySet["OutboxItem"]):
    def waiting(self) -> "OutboxQuerySet":
        return self.filter(delivered_at=None, parked_at=None)

    def due(self) -> "OutboxQuerySet":
        return self.waiting().filter(due_at__lte=timezone.now())

    def parked(self) -> "OutboxQuerySet":
        return self.exclude(parked_at=None)


class OutboxItem(models.Model):
    """One "later" receiver's copy of one event. Written in the publisher's transaction, delivered after it."""

    event_id = models.UUIDField()
    event_name = models.CharField(max_length=100)
    receiver = models.CharField(max_length=200)
    payload = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.CharField(max_length=64, blank=True)
    claimed_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausgangspost")
        constraints = [
            models.UniqueConstraint(fields=["event_id", "receiver"], name="outbox_once_per_receiver"),
            models.CheckConstraint(
                condition=Q(delivered_at=None) | Q(parked_at=None), name="outbox_delivered_or_parked"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(delivered_at=None, parked_at=None), name="outbox_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.event_name} → {self.receiver}"


class JobRun(models.Model):
    """When a job of the schedule last had its turn, so that several processes do not double it."""

    name = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("Lauf einer Aufgabe")

    def __str__(self) -> str:
        return self.name


class AppendOnlyError(TypeError):
    """An entry of a protocol was about to be changed."""


class AppendOnly(models.Model):
    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{self!r} is never changed")
        super().save(**kwargs)


class AuditEntry(AppendOnly):
    """Who changed what: append only. `subject` is a stable key such as `organisation.rolegrant:12`, never a name."""

    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    action = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = verbose_name_plural = _("Änderungsprotokoll")
        indexes = [models.Index(fields=["subject", "at"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.action} {self.subject}"


class AccessEntry(AppendOnly):
    """Who looked: one row for each report read, and one for each person whose data someone else read."""

    at = models.DateTimeField(default=timezone.now)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="looked_at")
    what = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = _("Zugriffsprotokoll")
        indexes = [models.Index(fields=["person", "-at"]), models.Index(fields=["at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) | Q(reader=None) | ~Q(reader=F("person")), name="access_by_someone_else"
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.what}"
