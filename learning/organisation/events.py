from dataclasses import dataclass
from typing import ClassVar

from learning.core.events import Event


@dataclass(frozen=True, kw_only=True)
class RoleGranted(Event):
    """The role is in force from now on. `unit_code` is "" for the whole platform."""

    name: ClassVar[str] = "organisation.role_granted"
    user_id: int
    role: str
    unit_code: str


@dataclass(frozen=True, kw_only=True)
class RoleWithdrawn(Event):
    """The role is no longer in force."""

    name: ClassVar[str] = "organisation.role_withdrawn"
    user_id: int
    role: str
    unit_code: str


@dataclass(frozen=True, kw_only=True)
class PersonMoved(Event):
    name: ClassVar[str] = "organisation.person_moved"
    user_id: int
    unit_code: str
