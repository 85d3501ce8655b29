"""The registry of personal data: what each model holds of people, why, how long, and how it is handed out and erased.

Each app registers its models in `AppConfig.ready`; an architecture test fails on a model that nobody registered. From
the registry come the purge, "my data", the erasure of a person and the record of processing (Art. 30 GDPR).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
Export = Callable[[Any], list[dict[str, Any]]]
"""Takes the user, gives the rows about them as JSON values."""
Erase = Callable[[Any], int]
"""Takes the user, removes or anonymises what is held about them, says how many rows that were."""


class Klass(TextChoices):
    """Kinds of personal data, as the record of processing names them."""

    IDENTITY = "identity", _("Name und Kontakt")
    SIGN_IN = "sign_in", _("Anmeldung")
    EMPLOYMENT = "employment", _("Dienststelle und Rolle")
    LEARNING = "learning", _("Lernaufzeichnung")
    PRIVATE = "private", _("nur für die Person selbst")
    AUTHORSHIP = "authorship", _("Urheberschaft")
    PROTOCOL = "protocol", _("Protokoll")
    FREE_TEXT = "free_text", _("freier Text")


class Action(TextChoices):
    """What happens when the period is over; the last two have no period of their own."""

    DELETE = "delete", _("löschen")
    ANONYMISE = "anonymise", _("anonymisieren")
    WITH_PERSON = "with_person", _("endet mit dem Konto der Person")
    WITH_PARENT = "with_parent", _("endet mit dem Eintrag, zu dem es gehört")


@dataclass(frozen=True, kw_only=True)
class Holding:
    model: type[Model]
    fields: Mapping[str, Klass]
    purpose: Text
    legal_basis: Text
    period: timedelta | None
    action: Action
    since: str | None
    due: Callable[[QuerySet], QuerySet] | None
    anonymise: Callable[[QuerySet], int] | None
    export: Export | None
    erase: Erase | None

    @property
    def label(self) -> str:
        return self.model._meta.label


holdings: dict[str, Holding] = {}
holding_none: dict[str, Text] = {}


def register(
    model: type[Model] | str,
    *,
    fields: Mapping[str, Klass],
    purpose: Text,
    legal_basis: Text,
    period: timedelta | None,
    action: Action | str,
    since: str | None = None,
    due: Callable[[QuerySet], QuerySet] | None = None,
    anonymise: Callable[[QuerySet], int] | None = None,
    export: Export | None = None,
    erase: Erase | None = None,
) -> None:
    """Say what a model holds of people. `period` runs from the time in `since`; `due` narrows what it applies to."""
    found, action = find(model), Action(action)
    named = set(fields) | ({since.partition("__")[0]} if since else set())
    if unknown := named - {field.name for field in found._meta.get_fields()}:
        raise ImproperlyConfigured(f"{found._meta.label} has no field {', '.join(sorted(unknown))}.")
    timed = action in {Action.DELETE, Action.ANONYMISE}
    if timed != (period is not None and since is not None):
        raise ImproperlyConfigured(f"{found._meta.label}: {action} needs {'' if timed else 'no '}period and since.")
    if (action is Action.ANONYMISE) != (anonymise is not None):
        raise ImproperlyConfigured(f"{found._meta.label}: anonymise belongs to Action.ANONYMISE, and only there.")
    holdings[found._meta.label] = Holding(
        model=found,
        fields={name: Klass(klass) for name, klass in fields.items()},
        purpose=purpose,
        legal_basis=legal_basis,
        period=period,
        action=action,
        since=since,
        due=due,
        anonymise=anonymise,
        export=export,
        erase=erase,
    )


def holds_none(model: type[Model] | str, reason: Text) -> None:
    """Say why a model that looks as if it held personal data holds none."""
    holding_none[find(model)._meta.label] = reason


def find(model: type[Model] | str) -> type[Model]:
    return apps.get_model(model) if isinstance(model, str) else model
