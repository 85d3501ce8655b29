from typing import Any

from learning.core.access import Person, permits


@permits("people.manage")
def may_manage_people(user: Person, _person: Any) -> bool:
    """`is_superuser` follows the role of platform administration (organisation.commands)."""
    return bool(getattr(user, "is_superuser", False))
