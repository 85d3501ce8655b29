"""The accounts of the demo profile: entered by a button, never by a password."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DOMAIN = "lernhafen.example"


@dataclass(frozen=True)
class DemoAccount:
    name: str
    first_name: str
    last_name: str
    line: Promise

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"


ACCOUNTS = {
    each.name: each
    for each in (
        DemoAccount("lena", "Lena", "Brandt", _("neu im Amt")),
        DemoAccount("max", "Max", "Jansen", _("leitet ein Team")),
        DemoAccount("tom", "Tom", "Petersen", _("erstellt Kurse")),
        DemoAccount("petra", "Petra", "Holm", _("Personal, ein Ressort")),
        DemoAccount("paul", "Paul", "Wendt", _("Personal, ganzes Land")),
        DemoAccount("dora", "Dora", "Lüders", _("Datenschutz")),
        DemoAccount("karl", "Karl", "Möller", _("Personalrat, ein Ressort")),
        DemoAccount("admin", "Anke", "Dirks", _("verwaltet die Plattform")),
    )
}
EMAILS = frozenset(each.email for each in ACCOUNTS.values())


def is_shared(user: Any) -> bool:
    """An account that every visitor of the demo enters: nobody may lock it with a password or a second factor."""
    return settings.DEMO and getattr(user, "email", "") in EMAILS
