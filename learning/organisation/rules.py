from typing import Any

from learning.core.access import Person, permits
from learning.organisation.enums import Role
from learning.organisation.roles import SECOND_FACTOR_ROLES, roles_of


def has_role(user: Person, role: Role | str) -> bool:
    """Anywhere in the tree; for which part asks queries.units_with_role."""
    return role in roles_of(user)


@permits("accounts.needs_second_factor")
def needs_second_factor(user: Person, _obj: Any) -> bool:
    return bool(getattr(user, "is_superuser", False)) or not SECOND_FACTOR_ROLES.isdisjoint(roles_of(user))
