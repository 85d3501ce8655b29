from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracking.lrs.queries.overview import Looked

Choices = list[tuple[str, Any]]
VALID = (
    ("", pgettext_lazy("Aufzeichnungen", "alle")),
    ("ja", _("gültig")),
    ("nein", _("zurückgenommen")),
)
VOIDED = {"ja": False, "nein": True}
FIRST, LAST = date(1970, 1, 1), date(9000, 1, 1)
"""Nothing is stored before or after; days at the ends of the calendar are not there in every time zone."""


class LookForm(forms.Form):
    """The filters of the list. There is none by person, and there shall be none."""

    verb = forms.ChoiceField(required=False)
    aktivitaet = forms.CharField(required=False, max_length=2000)
    von = forms.DateField(required=False)
    bis = forms.DateField(required=False)
    urheber = forms.ChoiceField(required=False)
    gilt = forms.ChoiceField(required=False, choices=VALID)

    def __init__(self, *args: Any, verbs: Choices, authorities: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["verb"].choices = [("", ""), *verbs]  # type: ignore[attr-defined]  # -- a ChoiceField
        self.fields["urheber"].choices = [("", ""), *authorities]  # type: ignore[attr-defined]  # -- as above
        day = _("Das ist kein Tag des Kalenders. Schreiben Sie zum Beispiel 2026-11-25.")
        for name in ("von", "bis"):
            self.fields[name].error_messages["invalid"] = day

    def clean(self) -> dict[str, Any]:
        chosen: dict[str, Any] = super().clean() or {}
        if chosen.get("von") and chosen.get("bis") and chosen["von"] > chosen["bis"]:
            self.add_error("bis", _("Dieser Tag liegt vor dem ersten. Tauschen Sie die beiden."))
        return chosen

    def looked(self, *, before: int | None) -> Looked:
        chosen = self.cleaned_data
        return Looked(
            verb=int(chosen["verb"]) if chosen["verb"] else None,
            activity=chosen["aktivitaet"].strip(),
            authority=int(chosen["urheber"]) if chosen["urheber"] else None,
            since=_midnight(_kept(chosen["von"])) if chosen["von"] else None,
            until=_midnight(_kept(chosen["bis"]) + timedelta(days=1)) if chosen["bis"] else None,
            voided=VOIDED.get(chosen["gilt"]),
            before=before,
        )


def _kept(day: date) -> date:
    return min(max(day, FIRST), LAST)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
