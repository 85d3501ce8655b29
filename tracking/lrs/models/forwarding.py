from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ForwardingTarget(models.Model):
    """Another record store that gets new statements. The statements themselves are its queue (ADR 0015): all up to
    `position` have been dealt with, sent, filtered out or put aside as dead letters."""

    name = models.CharField(_("Name"), max_length=200, unique=True)
    url = models.URLField(_("Adresse (xAPI)"), max_length=500)
    username = models.CharField(_("Schlüssel"), max_length=200)
    password = models.TextField()
    """Encrypted (forwarding.secrets)."""
    versions = models.JSONField(null=True)
    """Of xAPI, as its /about tells; None until it was asked."""
    verbs = models.JSONField(_("Nur diese Verben"), default=list, blank=True)
    activities = models.JSONField(_("Nur diese Aktivitäten"), default=list, blank=True)
    """Beginnings of IRIs. Of both lists an empty one means all."""
    salt = models.TextField(blank=True)
    """Encrypted; with it every account name becomes a pseudonym of its own for this target."""
    is_active = models.BooleanField(_("Aktiv"), default=True)
    position = models.BigIntegerField(default=0)
    sent = models.BigIntegerField(_("Gesendet"), default=0)
    failures = models.PositiveIntegerField(_("Fehlversuche in Folge"), default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    last_sent_at = models.DateTimeField(_("Zuletzt gesendet"), null=True)
    last_error = models.TextField(_("Letzter Fehler"), blank=True)
    claimed_by = models.CharField(max_length=200, blank=True)
    """Whoever sends just now: one at a time, as long as it shows signs of life."""
    claimed_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Weiterleitung (xAPI)")
        verbose_name_plural = _("Weiterleitungen (xAPI)")

    def __str__(self) -> str:
        return self.name


class DeadLetter(models.Model):
    """A statement that the target refuses for what it says. It waits for somebody to send it again."""

    target = models.ForeignKey(ForwardingTarget, models.CASCADE, related_name="dead_letters")
    statement = models.UUIDField()
    status = models.PositiveSmallIntegerField()
    """Of HTTP; 0 where it was not sent, and `reason` is one of Unsendable (forwarding.parcels)."""
    reason = models.TextField()
    wants_resend = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Nicht angenommene Aufzeichnung")
        verbose_name_plural = _("Nicht angenommene Aufzeichnungen")
        constraints = [models.UniqueConstraint(fields=["target", "statement"], name="dead_letter_once")]

    def __str__(self) -> str:
        return f"{self.statement} → {self.target_id}"
