"""Projections of statements: what a learner has done, as pages and reports read it. Rebuildable at any time.

A sealed row holds what statements proved that are in the store no longer; a rebuild keeps it and adds to it.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    BEGUN = "begun", _("begonnen")
    UNDERSTOOD = "understood", _("verstanden")


class CourseProgress(models.Model):
    """`…_at` is when it happened, `stored_…` when the store learned of it: report periods go by the latter."""

    learner_key = models.CharField(max_length=32)
    course_key = models.UUIDField()
    edition_number = models.PositiveIntegerField()
    begun_at = models.DateTimeField()
    last_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    stored_begun = models.DateTimeField()
    stored_completed = models.DateTimeField(null=True)
    is_sealed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Stand im Kurs")
        verbose_name_plural = _("Stände in Kursen")
        constraints = [
            models.UniqueConstraint(fields=["learner_key", "course_key"], name="course_progress_once"),
            models.CheckConstraint(
                condition=Q(completed_at=None, stored_completed=None)
                | Q(completed_at__isnull=False, stored_completed__isnull=False),
                name="course_completed_and_stored",
            ),
            models.CheckConstraint(condition=Q(last_at__gte=F("begun_at")), name="course_last_after_begun"),
        ]
        indexes = [
            models.Index(fields=["course_key", "stored_begun"], name="course_progress_by_course"),
            models.Index(fields=["learner_key", "-last_at"], name="course_progress_by_learner"),
        ]

    def __str__(self) -> str:
        return f"{self.course_key} {'completed' if self.completed_at else 'begun'}"


class LessonProgress(models.Model):
    learner_key = models.CharField(max_length=32)
    course_key = models.UUIDField()
    unit_key = models.UUIDField()
    begun_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    is_sealed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Stand in der Lektion")
        verbose_name_plural = _("Stände in Lektionen")
        constraints = [
            models.UniqueConstraint(fields=["learner_key", "course_key", "unit_key"], name="lesson_progress_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_key} {self.state}"

    @property
    def state(self) -> State:
        return State.UNDERSTOOD if self.completed_at else State.BEGUN


class QuestionProgress(models.Model):
    """How often a question was tried, whether the first try was right and when it was first answered right."""

    learner_key = models.CharField(max_length=32)
    course_key = models.UUIDField()
    unit_key = models.UUIDField()
    question_key = models.UUIDField()
    tries = models.PositiveIntegerField()
    first_right = models.BooleanField()
    right_at = models.DateTimeField(null=True)
    is_sealed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Stand bei der Frage")
        verbose_name_plural = _("Stände bei Fragen")
        constraints = [
            models.UniqueConstraint(
                fields=["learner_key", "course_key", "unit_key", "question_key"], name="question_progress_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_key} {'right' if self.right_at else 'open'}"
