from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.content.models import Edition


class Enrolment(models.Model):
    """A learner in one edition of one course. Keyed by learner key: the row names nobody."""

    learner_key = models.CharField(max_length=32)
    course_key = models.UUIDField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    language = models.CharField(max_length=5)
    enrolled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Einschreibung")
        verbose_name_plural = _("Einschreibungen")
        constraints = [models.UniqueConstraint(fields=["learner_key", "course_key"], name="enrolment_once")]
        indexes = [models.Index(fields=["course_key"], name="enrolment_by_course")]

    def __str__(self) -> str:
        return f"{self.course_key} · {self.edition_id}"


class Bookmark(models.Model):
    """Where the learner stopped: one block of one lesson per course. Private to the learner, no statement."""

    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="bookmark")
    unit_key = models.UUIDField()
    block_id = models.CharField(max_length=36, blank=True)
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Lesezeichen")
        verbose_name_plural = _("Lesezeichen")

    def __str__(self) -> str:
        return f"{self.unit_key} · {self.block_id}"
