"""Tables of the record store. Payloads are stored once, exactly as enriched, and never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AgentRole(models.IntegerChoices):
    """Where an agent stands in a statement. The exact filter asks for ACTOR and OBJECT, `related_agents` for any."""

    ACTOR = 1
    OBJECT = 2
    AUTHORITY = 3
    INSTRUCTOR = 4
    TEAM = 5
    MEMBER = 6
    """Of a group in any of these places."""
    SUBSTATEMENT = 7


class ActivityRole(models.IntegerChoices):
    """Where an activity stands in a statement. The exact filter asks for OBJECT, `related_activities` for any."""

    OBJECT = 1
    PARENT = 2
    GROUPING = 3
    CATEGORY = 4
    OTHER = 5
    SUBSTATEMENT = 6


class KeptIri(models.Model):
    """The IRI by which all records name this platform. One row, from the first start on, whatever its address becomes:
    records under another IRI would be those of another platform, and of other people."""

    iri = models.URLField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="platform_has_one_iri")]

    def __str__(self) -> str:
        return self.iri


class Agent(models.Model):
    """An agent or group by its inverse functional identifier: `mbox:…`, `sha1:…`, `openid:…`, `account:homePage|name`.

    Rows of agents, activities and verbs are never deleted, so every process may remember their ids
    (shared_rows); who must be forgotten is renamed in place.
    """

    ifi = models.TextField(unique=True)
    kind = models.CharField(max_length=5, default="Agent")
    name = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.ifi


class Activity(models.Model):
    iri = models.TextField(unique=True)
    definition = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.iri


class Verb(models.Model):
    iri = models.TextField(unique=True)
    display = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.iri


class Statement(models.Model):
    """One xAPI statement (IEEE 9274.1.1, 4.2). `payload` is its JSON text; `digest` the SHA-256 of its canonical form.

    The index on `stored` differs by database (migration 0002): BRIN on PostgreSQL, where rows lie in that order.
    """

    uuid = models.UUIDField(unique=True)
    verb = models.ForeignKey(Verb, models.PROTECT, related_name="+", db_index=False)
    registration = models.UUIDField(null=True)
    stored = models.DateTimeField()
    timestamp = models.DateTimeField()
    voided = models.BooleanField(default=False)
    ref = models.UUIDField(null=True)
    authority = models.ForeignKey(Agent, models.PROTECT, related_name="+", db_index=False)
    version = models.CharField(max_length=10)
    digest = models.BinaryField(max_length=32)
    payload = models.TextField()

    class Meta:
        verbose_name = _("Statement")
        verbose_name_plural = _("Statements")
        indexes = [
            models.Index(fields=["verb", "-id"], name="statement_by_verb"),
            models.Index(
                fields=["registration", "-id"],
                condition=Q(registration__isnull=False),
                name="statement_by_registration",
            ),
            models.Index(fields=["ref"], condition=Q(ref__isnull=False), name="statement_by_ref"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class StatementAgent(models.Model):
    pk = models.CompositePrimaryKey("agent_id", "statement_id", "role")
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+", db_index=False)
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="agents")
    role = models.PositiveSmallIntegerField(choices=AgentRole)

    def __str__(self) -> str:
        return f"{self.agent_id} {self.role} {self.statement_id}"


class StatementActivity(models.Model):
    pk = models.CompositePrimaryKey("activity_id", "statement_id", "role")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+", db_index=False)
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="activities")
    role = models.PositiveSmallIntegerField(choices=ActivityRole)

    def __str__(self) -> str:
        return f"{self.activity_id} {self.role} {self.statement_id}"
