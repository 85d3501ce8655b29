"""The only writers of the organisation. `on` is always the first day of the new state; rows store both days included.

`by` is who asks for it; None is the platform itself (a command line, a receiver). Refusals that a person can mend are
ValidationError, missing rights PermissionDenied.
"""

from learning.organisation.commands.people import create_person, leave, move_person
from learning.organisation.commands.roles import apply_role_grants, grant_role, withdraw_all_roles, withdraw_role
from learning.organisation.commands.units import create_unit, rename_unit

__all__ = [
    "apply_role_grants",
    "create_person",
    "create_unit",
    "grant_role",
    "leave",
    "move_person",
    "rename_unit",
    "withdraw_all_roles",
    "withdraw_role",
]
