"""Which roles somebody holds today. Read once per request: kept on the user object."""

from collections.abc import Iterable
from typing import Any

from learning.organisation.enums import Role

CACHE = "_roles_in_force"
SECOND_FACTOR_ROLES = frozenset({Role.TRAINER, Role.HR, Role.DATA_PROTECTION, Role.STAFF_COUNCIL, Role.ADMIN})
"""Who reaches other people's data or what everybody reads."""


def roles_of(user: Any) -> frozenset[str]:
    """Everybody is a learner without any role; strangers and closed accounts have none."""
    if not (user.is_authenticated and user.is_active):
        return frozenset()
    held: frozenset[str] | None = getattr(user, CACHE, None)
    if held is None:
        held = frozenset(user.role_grants.current().values_list("role", flat=True))
        setattr(user, CACHE, held)
    return held


def remember_roles(user: Any, held: Iterable[str]) -> None:
    """Whoever read the person read the roles of today with them."""
    setattr(user, CACHE, frozenset(held))


def forget_roles(user: Any) -> None:
    """After a change in the same request."""
    user.__dict__.pop(CACHE, None)
