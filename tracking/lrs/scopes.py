"""What a key may do: the scopes of xAPI 1.0.3 (Part 3, 4.2), in its words."""

from collections.abc import Collection
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scope(StrEnum):
    WRITE = "statements/write"
    READ_MINE = "statements/read/mine"
    READ = "statements/read"
    STATE = "state"
    PROFILE = "profile"
    DEFINE = "define"
    ALL_READ = "all/read"
    ALL = "all"


LABELS = {
    Scope.WRITE: _("Aufzeichnungen schreiben"),
    Scope.READ_MINE: _("eigene Aufzeichnungen lesen"),
    Scope.READ: _("alle Aufzeichnungen lesen"),
    Scope.STATE: _("Zustände lesen und schreiben"),
    Scope.PROFILE: _("Profile lesen und schreiben"),
    Scope.DEFINE: _("Aktivitäten beschreiben"),
    Scope.ALL_READ: _("alles lesen"),
    Scope.ALL: pgettext_lazy("Rechte eines Schlüssels", "alles"),
}

_BY_WIDER = {
    Scope.WRITE: {Scope.ALL},
    Scope.READ_MINE: {Scope.READ, Scope.ALL_READ, Scope.ALL},
    Scope.READ: {Scope.ALL_READ, Scope.ALL},
    Scope.STATE: {Scope.ALL},
    Scope.PROFILE: {Scope.ALL},
    Scope.DEFINE: {Scope.ALL},
    Scope.ALL_READ: {Scope.ALL},
    Scope.ALL: set(),
}


def allows(held: Collection[str], *wanted: Scope) -> bool:
    """Whether one of the wanted scopes is held, or a wider one."""
    return any(scope in held or _BY_WIDER[scope] & set(held) for scope in wanted)
