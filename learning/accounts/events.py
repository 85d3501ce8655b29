from dataclasses import dataclass
from typing import ClassVar

from learning.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonDeactivated(Event):
    """The account is closed: whoever gave it a key, a link or a place takes it back."""

    name: ClassVar[str] = "accounts.person_deactivated"
    user_id: int


@dataclass(frozen=True, kw_only=True)
class PersonErased(Event):
    """Name and learner key are gone; what was derived from them (files, caches) goes, too."""

    name: ClassVar[str] = "accounts.person_erased"
    user_id: int
