from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.accounts.visibility import people_seen_by


class Theme(models.TextChoices):
    AUTO = "auto", _("wie das Gerät")
    LIGHT = "light", _("hell")
    DARK = "dark", _("dunkel")


def new_learner_key() -> str:
    return uuid4().hex


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def visible_to(self, user: Any) -> "UserQuerySet":
        """Whose names this person may look up."""
        return self.filter(people_seen_by(user))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # -- django-stubs cannot follow
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who works here.

    `learner_key` is the only tie between the person and their learning records: set it to None and the records are
    anonymous while the statistics stay.
    """

    email = models.EmailField(_("E-Mail"), unique=True)
    first_name = models.CharField(_("Vorname"), max_length=150, blank=True)
    last_name = models.CharField(_("Nachname"), max_length=150, blank=True)
    language = models.CharField(
        _("Sprache"),
        max_length=5,
        choices=[("de", "Deutsch"), ("en", "English")],
        blank=True,
        help_text=_("Ohne Angabe die, in der sich die Person zum ersten Mal anmeldet."),
    )
    theme = models.CharField(_("Darstellung"), max_length=5, choices=Theme, default=Theme.AUTO)
    learner_key = models.CharField(max_length=32, unique=True, null=True, default=new_learner_key, editable=False)
    is_staff = models.BooleanField(_("Technische Verwaltung"), default=False)
    is_active = models.BooleanField(_("aktiv"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self) -> str:
        return self.first_name or self.email

    @property
    def initials(self) -> str:
        return "".join(name[:1] for name in (self.first_name, self.last_name)).upper() or self.email[:1].upper()
