"""Who looks after the record store. The store itself knows no roles."""

from typing import Any

from learning.core.access import Person, permits
from learning.organisation.enums import Role
from learning.organisation.rules import has_role


@permits("lrs.manage_keys")
def may_manage_keys(user: Person, _obj: Any) -> bool:
    """`is_superuser` follows the role of platform administration (organisation.commands)."""
    return bool(getattr(user, "is_superuser", False))


@permits("lrs.see_statements")
def may_see_statements(user: Person, _obj: Any) -> bool:
    """Without persons: what happened, never to whom."""
    return has_role(user, Role.ADMIN) or has_role(user, Role.DATA_PROTECTION)


@permits("lrs.manage_forwarding")
def may_manage_forwarding(user: Person, _obj: Any) -> bool:
    """As for keys: who sets up where all records go."""
    return may_manage_keys(user, _obj)
