"""What a closed period leaves behind. None of it is ever changed: a late fact belongs to the next period.

`PublishedCell` holds what anyone may see. The true sums behind it are kept nowhere (ADR 0013).
"""

from typing import Any, Final
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from learning.core.disclosure import Floor
from tracking.reports.measures import MEASURES


class ClosedError(TypeError):
    """Something of a closed period was about to be changed."""


class ClosedQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> int:  # noqa: ARG002 -- Django's signature
        raise ClosedError(f"{self.model.__name__} rows are never changed")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:  # noqa: ARG002 -- Django's signature
        raise ClosedError(f"{self.model.__name__} rows are never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ClosedError(f"{self.model.__name__} rows are never deleted")


class Closed(models.Model):
    objects = ClosedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ClosedError(f"{self!r} is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ARG002 -- Django's signature
        raise ClosedError(f"{self!r} is never deleted")


class Snapshot(Closed):
    """A closed period with the organisation and the courses as they were called then; later names change nothing.

    `organisation` is what `FrozenTree` reads, `courses` what `FrozenCourse` reads (frames.py).
    """

    period = models.CharField(max_length=7, unique=True)
    starts = models.DateField()
    ends = models.DateField()
    as_of = models.DateField()
    closed_at = models.DateTimeField()
    floor = models.PositiveSmallIntegerField()
    secret_fingerprint = models.CharField(max_length=64)
    """Tells whether SDC_KEY is still the one of this series; the key cannot be read from it."""
    method = models.CharField(max_length=20)
    organisation = models.JSONField()
    courses = models.JSONField()

    class Meta:
        verbose_name = _("Abgeschlossener Zeitraum")
        verbose_name_plural = _("Abgeschlossene Zeiträume")
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="snapshot_days"),
            models.CheckConstraint(
                condition=Q(floor__gte=Floor.LOWEST, floor__lte=Floor.HIGHEST), name="snapshot_floor"
            ),
        ]

    def __str__(self) -> str:
        return self.period


UNTOUCHED: Final = UUID(int=0)
"""Stands for every course that has no row of its own for a cell: nobody there ever begun it."""
IS_A_MEASURE = Q(measure__in=[measure.slug for measure in MEASURES]) & ~Q(course_key=UNTOUCHED)
IS_UNTOUCHED = Q(course_key=UNTOUCHED, measure="", shown=0)


class PublishedCell(Closed):
    """The publication that stands for a cell in this period: made for it, or held from an earlier one.

    `cell` is the code of a `FrozenCell`, made from the unit's code. A cell that was published once keeps its row in
    every later snapshot, also while it is not shown there: hold-back compares with what people saw last.

    Of most courses nobody in a small unit ever learned anything. One row, `UNTOUCHED`, stands for all of them: 0 of
    `members`, whatever the course and the measure. A course has rows of its own where they say something else.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="cells", db_index=False)
    cell = models.CharField(max_length=60)
    course_key = models.UUIDField()
    measure = models.CharField(max_length=10, blank=True)
    members = models.PositiveIntegerField()
    shown = models.PositiveIntegerField()
    published_period = models.CharField(max_length=7)
    as_of = models.DateField()
    fingerprint = models.BinaryField(max_length=40)
    """The five numbers of `Fingerprint`, eight bytes each, big endian."""

    class Meta:
        verbose_name = _("Veröffentlichte Zahl")
        verbose_name_plural = _("Veröffentlichte Zahlen")
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "course_key", "cell", "measure"], name="published_cell_once"),
            models.CheckConstraint(condition=Q(members__gte=Floor.LOWEST), name="published_cell_floor"),
            models.CheckConstraint(
                condition=Q(shown=0) | Q(shown=F("members")) | Q(shown__gte=3, shown__lte=F("members") - 3),
                name="published_cell_never_near_the_edge",
            ),
            models.CheckConstraint(condition=IS_A_MEASURE | IS_UNTOUCHED, name="published_cell_measure"),
        ]
        indexes = [models.Index(fields=["snapshot", "cell"], name="published_cell_by_cell")]

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.cell} {self.course_key}:{self.measure}"
