from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracking.lrs.models.shared import Agent

SESSION_AT_MOST = timedelta(hours=12)
"""A key made for less is the token of one session: it goes as soon as it has ended, and no list shows it."""


class KeyQuerySet(models.QuerySet["Key"]):
    def valid(self, *, at: datetime | None = None) -> "KeyQuerySet":
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at or timezone.now()), revoked_at=None)

    def lasting(self) -> "KeyQuerySet":
        """Those of programs, without the tokens of sessions."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=F("created_at") + SESSION_AT_MOST))


class Key(models.Model):
    """A program's way into the store. Of the secret only the SHA-256 is kept: it is long and random, so it needs no
    slow hash. After a rotation the secret before is good until `previous_until`."""

    name = models.CharField(_("Name"), max_length=200)
    key = models.CharField(max_length=64, unique=True)
    secret_digest = models.BinaryField(max_length=32)
    previous_digest = models.BinaryField(max_length=32, null=True)
    previous_until = models.DateTimeField(null=True)
    scopes = models.JSONField(_("Rechte"))
    authority = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    authority_json = models.TextField()
    """The authority of what the key writes, as it stands in statements."""
    requests_per_minute = models.PositiveIntegerField(_("Anfragen je Minute höchstens"), null=True, blank=True)
    created_at = models.DateTimeField(_("Angelegt"), default=timezone.now)
    last_used_at = models.DateTimeField(_("Zuletzt benutzt"), null=True)
    expires_at = models.DateTimeField(_("Gültig bis"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("Gesperrt"), null=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("Schlüssel (xAPI)")
        verbose_name_plural = _("Schlüssel (xAPI)")
        constraints = [
            models.CheckConstraint(
                condition=Q(previous_digest=None, previous_until=None)
                | Q(previous_digest__isnull=False, previous_until__isnull=False),
                name="key_previous_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(requests_per_minute=None) | Q(requests_per_minute__gt=0), name="key_limit_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_ended(self) -> bool:
        return self.revoked_at is not None or (self.expires_at is not None and self.expires_at <= timezone.now())

    @property
    def has_two_secrets(self) -> bool:
        return self.previous_until is not None and self.previous_until > timezone.now()
