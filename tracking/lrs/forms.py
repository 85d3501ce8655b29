"""What platform administration says of a key."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracking.lrs.commands.authorities import AuthorityRefusedError, checked_agent
from tracking.lrs.json_text import JsonInvalidError, parsed
from tracking.lrs.scopes import LABELS, Scope

NAME = _("Wofür der Schlüssel ist")
NAME_HELP = _("Nach dem Programm oder der Stelle, nicht nach einer Person")
SCOPES = _("Was das Programm darf")
SCOPES_HELP = _("So wenig wie möglich. Wer alle Aufzeichnungen liest, sieht, was Menschen getan haben.")
LIMIT = _("Anfragen je Minute höchstens")
LIMIT_HELP = _("Leer: ohne Grenze")
ENDS = (
    ("", _("unbefristet")),
    ("30", _("in 30 Tagen")),
    ("90", _("in 90 Tagen")),
    ("365", _("in einem Jahr")),
)
OLD_LIVES = (
    ("24", _("noch 24 Stunden")),
    ("1", _("noch eine Stunde")),
    ("168", _("noch sieben Tage")),
    ("0", _("gar nicht mehr")),
)
REFUSED = {
    "not_an_agent": _("Das ist kein einzelner Agent: genau eines von mbox, mbox_sha1sum, openid oder account."),
    "of_the_platform": _("Konten dieser Plattform sprechen für sie und ihre Lernenden, nicht für ein Programm."),
    "private": _("Diese Urheberschaft ist privat: Kein Schlüssel schreibt oder liest unter ihr."),
}


class KeyForm(forms.Form):
    name = forms.CharField(label=NAME, help_text=NAME_HELP, max_length=200)
    scopes = forms.MultipleChoiceField(
        label=SCOPES,
        help_text=SCOPES_HELP,
        choices=[(scope.value, LABELS[scope]) for scope in Scope],
        widget=forms.CheckboxSelectMultiple,
    )
    requests_per_minute = forms.IntegerField(
        label=LIMIT, help_text=LIMIT_HELP, required=False, min_value=1, max_value=1_000_000
    )


class NewKeyForm(KeyForm):
    ends = forms.ChoiceField(label=_("Läuft ab"), choices=ENDS, required=False)
    authority = forms.CharField(
        label=_("Urheberschaft der Aufzeichnungen"),
        help_text=format_lazy(
            _("Leer: ein eigenes Konto. Sonst ein xAPI-Agent als JSON, etwa {agent}"),
            agent='{"mbox": "mailto:lernspiel@example.org"}',
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )

    def clean_authority(self) -> Any:
        text = self.cleaned_data["authority"].strip()
        if not text:
            return None
        try:
            authority = parsed(text.encode()).plain
            checked_agent(authority)
        except JsonInvalidError as error:
            raise ValidationError(_("Das ist kein JSON. Prüfen Sie Klammern und Anführungszeichen.")) from error
        except AuthorityRefusedError as error:
            raise ValidationError(REFUSED[error.code]) from error
        return authority

    def values(self) -> dict[str, Any]:
        """What `create_key` takes."""
        ends = self.cleaned_data["ends"]
        return {
            **{name: self.cleaned_data[name] for name in ("name", "scopes", "requests_per_minute", "authority")},
            "expires_at": timezone.now() + timedelta(days=int(ends)) if ends else None,
        }


class RotationForm(forms.Form):
    old_lives = forms.ChoiceField(
        label=_("Das bisherige Geheimnis gilt"),
        help_text=_("So lange haben Sie Zeit, das neue im Programm einzutragen."),
        choices=OLD_LIVES,
        widget=forms.RadioSelect,
        initial="24",
    )

    def old_good_until(self) -> datetime:
        return timezone.now() + timedelta(hours=int(self.cleaned_data["old_lives"]))
