"""What learners get: immutable copies of published courses. Nothing here points at a Wagtail row by foreign key,
so an edit, an autosave over the published revision, a delete or a purge changes nothing (ADR 0004)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.content.competences import COMPETENCES, Competence
from courses.content.enums import Format, Level, Topic


class ImmutableError(TypeError):
    """An edition was about to be changed."""


class ImmutableQuerySet(models.QuerySet):
    """Inserts and reads. A person's name is the one thing that may go, see `Edition.objects.forget_publisher`."""

    def update(self, **kwargs: Any) -> int:  # noqa: ARG002 -- Django's signature
        raise ImmutableError(f"{self.model.__name__} rows are immutable")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:  # noqa: ARG002 -- Django's signature
        raise ImmutableError(f"{self.model.__name__} rows are immutable")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ImmutableError(f"{self.model.__name__} rows are immutable")


class Immutable(models.Model):
    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise ImmutableError(f"{self!r} is immutable")
        super().save(**kwargs)

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:  # noqa: ARG002 -- Django's
        raise ImmutableError(f"{self!r} is immutable")


class EditionQuerySet(ImmutableQuerySet):
    def forget_publisher(self, user: Any) -> int:
        """The erasure of a person: what they published stays, their name goes."""
        return models.QuerySet.update(self.filter(published_by=user), published_by=None, published_by_name="")


class Edition(Immutable):
    """The course as it was published the n-th time, in all its languages.

    `outline`: `{"modules": [{"key": hex, "title": {"de": …, "en": …}, "lessons": [{"key": hex, "slug": {…},
    "title": {…}, "minutes": {…}, "questions": [hex, …], "blocks": [id, …]}]}]}` in the order of the course.
    `about`: per language `{"title", "slug", "summary", "goals": [str]}`. `competences`: codes, see competences.py.
    """

    course_key = models.UUIDField()
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_by_name = models.CharField(max_length=200, blank=True)
    languages = models.JSONField()
    main_language = models.CharField(max_length=5)
    minutes = models.PositiveIntegerField()
    topic = models.CharField(max_length=20, choices=Topic)
    level = models.CharField(max_length=20, choices=Level)
    format = models.CharField(max_length=20, choices=Format)
    competences = models.JSONField(default=list)
    about = models.JSONField()
    outline = models.JSONField()
    digest = models.CharField(max_length=64)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausgabe")
        constraints = [models.UniqueConstraint(fields=["course_key", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        return f"{self.about[self.main_language]['title']} ({self.number})"

    @property
    def trained(self) -> list[Competence]:
        return [COMPETENCES[code] for code in self.competences if code in COMPETENCES]


class EditionUnit(Immutable):
    """One lesson of an edition in one language: our own copy of its content and the SHA-256 of it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="units")
    language = models.CharField(max_length=5)
    unit_key = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=255, allow_unicode=False)
    title = models.CharField(max_length=255)
    minutes = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    revision_id = models.BigIntegerField(null=True)

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        verbose_name = _("Lektion einer Ausgabe")
        constraints = [
            models.UniqueConstraint(fields=["edition", "language", "unit_key"], name="edition_unit_once"),
            models.UniqueConstraint(fields=["edition", "language", "slug"], name="edition_unit_slug"),
        ]
        indexes = [models.Index(fields=["edition", "slug"])]

    def __str__(self) -> str:
        return self.title


class EditionQuestion(Immutable):
    """One question of an edition in one language: our own copy and its SHA-256. Holds the key: never send it out."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="questions")
    language = models.CharField(max_length=5)
    question_key = models.UUIDField()
    unit_key = models.UUIDField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        verbose_name = _("Frage einer Ausgabe")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language", "unit_key", "question_key"], name="edition_question_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_key} ({self.language})"


class Offer(models.Model):
    """A course as the catalogue shows it, one row per course: its newest edition and whether it takes new learners."""

    course_key = models.UUIDField(unique=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    course_page_id = models.BigIntegerField(null=True)
    slug = models.SlugField(max_length=255, unique=True)
    is_open = models.BooleanField()
    title_de = models.CharField(max_length=255, blank=True)
    title_en = models.CharField(max_length=255, blank=True)
    summary_de = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    words = models.TextField(blank=True, help_text="Title, goals, synonyms of all languages, one per line, for search")
    minutes = models.PositiveIntegerField()
    topic = models.CharField(max_length=20, choices=Topic)
    level = models.CharField(max_length=20, choices=Level)
    format = models.CharField(max_length=20, choices=Format)
    has_english = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Angebot")
        indexes = [models.Index(fields=["title_de"], condition=Q(is_open=True), name="offer_open_by_title")]

    def __str__(self) -> str:
        return self.title_de or self.title_en


class EditionRefusal(models.Model):
    """The live pages of this course were not fit for an edition; learners keep the one before. Gone with the next.

    `reasons` is the SHA-256 of what was wrong, so that nobody is told the same twice.
    """

    course_key = models.UUIDField(unique=True)
    reasons = models.CharField(max_length=64)
    refused_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Abgelehnte Ausgabe")

    def __str__(self) -> str:
        return str(self.course_key)


class Address(models.Model):
    """Every slug a course ever had, in any language: old links keep working, and no two courses share one."""

    slug = models.SlugField(max_length=255, unique=True)
    course_key = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = _("Adresse")

    def __str__(self) -> str:
        return self.slug
