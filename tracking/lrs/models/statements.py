"""Tables of the record store. Payloads are stored once, exactly as enriched, and never changed but
to make an agent unknown (commands.erasing)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracking.lrs.models.shared import Activity, Agent, Verb


class AgentRole(models.IntegerChoices):
    """Where an agent stands in a statement. The filter `agent` asks for EXACT, with `related_agents` for any."""

    ACTOR = 1
    OBJECT = 2
    AUTHORITY = 3
    INSTRUCTOR = 4
    TEAM = 5
    MEMBER = 6
    """Of a group that is actor or object; members of others stand where their group stands."""
    SUBSTATEMENT = 7
    CONTEXT = 8
    """contextAgents and contextGroups of xAPI 2.0."""


EXACT_ROLES = (AgentRole.ACTOR, AgentRole.OBJECT, AgentRole.MEMBER)


class ActivityRole(models.IntegerChoices):
    """Where an activity stands in a statement. The exact filter asks for OBJECT, `related_activities` for any."""

    OBJECT = 1
    PARENT = 2
    GROUPING = 3
    CATEGORY = 4
    OTHER = 5
    SUBSTATEMENT = 6


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
    voids_all = models.BooleanField(default=False, db_default=False)
    """Of a voiding statement: its key might void what other authorities recorded, also what comes later."""
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


class StatementTarget(models.Model):
    """A statement refers to another (StatementRef), or to one that refers to it, and so on: filters that find the
    target find the statement too. The target need not be here yet."""

    pk = models.CompositePrimaryKey("statement_id", "target")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="targets", db_index=False)
    target = models.UUIDField(db_index=True)

    def __str__(self) -> str:
        return f"{self.statement_id} → {self.target}"
