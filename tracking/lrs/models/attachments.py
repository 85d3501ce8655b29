from django.db import models

from tracking.lrs.models.statements import Statement


class Attachment(models.Model):
    """Bytes that came with a statement, once per content, in a file named by their hash (storage "xapi")."""

    sha2 = models.CharField(max_length=64, unique=True)
    """SHA-256, hex in lower case."""
    length = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.sha2


class StatementAttachment(models.Model):
    pk = models.CompositePrimaryKey("statement_id", "attachment_id")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="attachments", db_index=False)
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="statements")

    def __str__(self) -> str:
        return f"{self.statement_id} {self.attachment_id}"
