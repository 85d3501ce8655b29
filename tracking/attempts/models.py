from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracking.enrolment.models import Enrolment


class LessonRun(models.Model):
    """A learner's way through one lesson: begun once, finished at most once. Whoever answers in it holds its row."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="lesson_runs")
    unit_key = models.UUIDField()
    begun_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Gang durch eine Lektion")
        verbose_name_plural = _("Gänge durch Lektionen")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "unit_key"], name="lesson_run_once"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("begun_at")),
                name="lesson_run_finished_after_begun",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_key} {'finished' if self.finished_at else 'begun'}"


class Answer(models.Model):
    """One graded try at one question. `response` holds the chosen option keys as the edition knows them."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="answers", db_index=False)
    unit_key = models.UUIDField()
    question_key = models.UUIDField()
    number = models.PositiveIntegerField()
    response = models.JSONField()
    is_right = models.BooleanField()
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Antwort")
        verbose_name_plural = _("Antworten")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "unit_key", "question_key", "number"], name="answer_number_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="answer_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.question_key} #{self.number}"


class Draft(models.Model):
    """What is chosen but not yet submitted; goes with the answer. `response` as in Answer."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="drafts", db_index=False)
    unit_key = models.UUIDField()
    question_key = models.UUIDField()
    response = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Entwurf einer Antwort")
        verbose_name_plural = _("Entwürfe von Antworten")
        constraints = [models.UniqueConstraint(fields=["enrolment", "unit_key", "question_key"], name="draft_once")]

    def __str__(self) -> str:
        return str(self.question_key)
