"""What the commands for many statements at once remember, so that each of them may be killed and started again."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Archive(models.Model):
    """A file that holds the statements stored in one month (UTC). `removed_at` is empty until all of them have left
    the store; a month that got more statements afterwards has another part."""

    month = models.DateField(_("Monat"))
    part = models.PositiveIntegerField(default=1)
    file_name = models.CharField(_("Datei"), max_length=100, unique=True)
    sha256 = models.CharField(max_length=64)
    count = models.PositiveBigIntegerField(_("Aufzeichnungen"))
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    archived_at = models.DateTimeField(_("Archiviert"), default=timezone.now)
    removed_at = models.DateTimeField(_("Aus dem Speicher entfernt"), null=True)

    class Meta:
        verbose_name = _("Archiv (xAPI)")
        verbose_name_plural = _("Archive (xAPI)")
        constraints = [
            models.UniqueConstraint(fields=["month", "part"], name="archive_part_once"),
            models.CheckConstraint(condition=Q(last_id__gte=models.F("first_id")), name="archive_last_after_first"),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportedFile(models.Model):
    """How far a file has been imported. A file is known by what it says: `digest` is the SHA-256 of its first `lines`
    lines, `beginning` that of its first line with whose statements they became."""

    beginning = models.BinaryField(max_length=32, db_index=True)
    lines = models.PositiveBigIntegerField()
    digest = models.BinaryField(max_length=32)
    begun_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.lines} lines"
