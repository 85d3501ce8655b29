from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracking.lrs.models.shared import Activity, Agent


class DocumentKind(models.IntegerChoices):
    STATE = 1
    AGENT_PROFILE = 2
    ACTIVITY_PROFILE = 3


class Document(models.Model):
    """What an activity or a client keeps here beside statements (IEEE 9274.1.1, 4.1.5 to 4.1.7), as the bytes it sent.

    `key` stands for kind, activity, agent, registration and id together: unique, also where one of them is missing.
    """

    key = models.BinaryField(max_length=32, unique=True)
    kind = models.PositiveSmallIntegerField(choices=DocumentKind)
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="+", db_index=False)
    agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+", db_index=False)
    registration = models.UUIDField(null=True)
    document_id = models.TextField()
    content = models.BinaryField()
    content_type = models.TextField()
    etag = models.CharField(max_length=40)
    """SHA-1 of the content, hex."""
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = _("Zustände und Profile (xAPI)")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=DocumentKind.STATE, activity__isnull=False, agent__isnull=False)
                | Q(kind=DocumentKind.AGENT_PROFILE, activity=None, agent__isnull=False, registration=None)
                | Q(kind=DocumentKind.ACTIVITY_PROFILE, activity__isnull=False, agent=None, registration=None),
                name="document_is_of_its_kind",
            )
        ]
        indexes = [
            models.Index(fields=["agent", "activity"], condition=~Q(agent=None), name="document_by_agent"),
            models.Index(fields=["activity"], condition=Q(agent=None), name="document_by_activity"),
        ]

    def __str__(self) -> str:
        return self.document_id
