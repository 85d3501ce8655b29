"""What platform administration says of a target."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learning.core.egress import EgressRefusedError, checked
from tracking.lrs.forwarding.remote import leads_to_ourselves
from tracking.lrs.models import ForwardingTarget
from tracking.lrs.validators import StatementInvalidError, check_iri

SHORTEST_SALT = 16
KEPT = _("Leer: bleibt, wie es ist. Angezeigt wird es nicht.")
REFUSED = _("Die Adresse muss mit https:// beginnen und darf kein Passwort enthalten.")
OURSELVES = _("Das ist die Adresse dieses Speichers selbst.")


def _secret(label: Any, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=500, **more)


def _lines(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})
    return forms.CharField(label=label, help_text=help_text, widget=widget, required=False)


class TargetForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    url = forms.URLField(
        label=_("Adresse"),
        help_text=_("Der Teil vor /statements, etwa https://lrs.example.org/xapi"),
        max_length=500,
        assume_scheme="https",
    )
    username = forms.CharField(
        label=_("Schlüssel"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    password = _secret(_("Passwort"))
    verbs = _lines(_("Nur diese Verben"), _("Je Zeile ein ganzer IRI. Leer: alle"))
    activities = _lines(
        _("Nur diese Aktivitäten"),
        _("Je Zeile der Anfang eines IRI. Es zählen das Objekt und die Aktivitäten im Kontext. Leer: alle"),
    )
    salt = _secret(
        _("Salz für Pseudonyme"),
        required=False,
        min_length=SHORTEST_SALT,
        help_text=_(
            "Damit wird dort niemand genannt: Aus jeder Person wird ein Konto, das nur dieses Ziel so kennt. "
            "Mindestens 16 zufällige Zeichen. Leer: ohne Pseudonyme"
        ),
    )
    with_past = forms.BooleanField(label=_("Auch senden, was schon gespeichert ist"), required=False)

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = ForwardingTarget.objects.exclude(pk=self.initial.get("pk", 0))
        if others.filter(name=name).exists():
            raise ValidationError(_("So heißt schon eine andere Weiterleitung."))
        return name

    def clean_url(self) -> str:
        url = self.cleaned_data["url"].strip().rstrip("/").removesuffix("/statements")
        try:
            checked(url)
        except EgressRefusedError as error:
            raise ValidationError(REFUSED) from error
        if leads_to_ourselves(url):
            raise ValidationError(OURSELVES)
        return url

    def clean_verbs(self) -> list[str]:
        return _iris(self.cleaned_data["verbs"])

    def clean_activities(self) -> list[str]:
        return _iris(self.cleaned_data["activities"])


class ChangeForm(TargetForm):
    password = _secret(_("Passwort"), required=False, help_text=KEPT)
    salt = _secret(_("Salz für Pseudonyme"), required=False, min_length=SHORTEST_SALT, help_text=KEPT)
    without_salt = forms.BooleanField(label=_("Ohne Pseudonyme: das Salz löschen"), required=False)
    with_past = forms.BooleanField(
        label=_("Alles Gespeicherte noch einmal senden"),
        help_text=_("Was das Ziel schon hat, erkennt es an der Kennung."),
        required=False,
    )
    field_order = ("name", "url", "username", "password", "verbs", "activities", "salt", "without_salt", "with_past")

    def values(self) -> dict[str, Any]:
        """What `change_target` takes: what is not told stays."""
        told = {name: self.cleaned_data[name] for name in ("name", "url", "username", "verbs", "activities")}
        told |= {name: self.cleaned_data[name] for name in ("password", "salt") if self.cleaned_data[name]}
        if self.cleaned_data["without_salt"]:
            told["salt"] = ""
        return told | ({"position": 0} if self.cleaned_data["with_past"] else {})


def known_of(target: ForwardingTarget) -> dict[str, Any]:
    """What the form shows: no secret."""
    lists = {name: "\n".join(getattr(target, name)) for name in ("verbs", "activities")}
    return {name: getattr(target, name) for name in ("pk", "name", "url", "username")} | lists


def _iris(text: str) -> list[str]:
    found = [line.strip() for line in text.splitlines() if line.strip()]
    for each in found:
        try:
            check_iri(each, "iri")
        except StatementInvalidError as error:
            raise ValidationError(
                _("„%(iri)s“ ist kein IRI: vorn steht ein Schema, etwa https://"), params={"iri": each}
            ) from error
    return found
