"""Which roles somebody holds today, and for which units. Read once per request: kept on the user object."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from learning.organisation.enums import Role

CACHE = "_roles_in_force"
SECOND_FACTOR_ROLES = frozenset({Role.TRAINER, Role.HR, Role.DATA_PROTECTION, Role.STAFF_COUNCIL, Role.ADMIN})
"""Who reaches other people's data or what everybody reads."""
COLUMNS = ("role", "unit__code", "unit__path")
"""Of a grant, in the order of HeldRole."""


@dataclass(frozen=True)
class HeldRole:
    """`unit` is the code; without one the role is held for the whole platform."""

    role: str
    unit: str | None
    path: str | None


def held_roles(user: Any) -> tuple[HeldRole, ...]:
    """In the order of the tree. Everybody is a learner without any role; strangers and closed accounts have none."""
    if not (user.is_authenticated and user.is_active):
        return ()
    held: tuple[HeldRole, ...] | None = getattr(user, CACHE, None)
    if held is None:
        held = remember_roles(user, (HeldRole(*row) for row in user.role_grants.current().values_list(*COLUMNS)))
    return held


def roles_of(user: Any) -> frozenset[str]:
    return frozenset(held.role for held in held_roles(user))


def remember_roles(user: Any, held: Iterable[HeldRole]) -> tuple[HeldRole, ...]:
    """Whoever read the person may have read the roles of today with them."""
    in_order = tuple(sorted(held, key=lambda each: (each.path is None, each.path or "", each.role)))
    setattr(user, CACHE, in_order)
    return in_order


def forget_roles(user: Any) -> None:
    """After a change in the same request."""
    user.__dict__.pop(CACHE, None)
