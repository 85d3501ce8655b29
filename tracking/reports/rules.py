from typing import Any

from learning.core.access import Person, permits
from learning.organisation.enums import Role
from learning.organisation.roles import roles_of

SIDES = frozenset({Role.HR.value, Role.STAFF_COUNCIL.value})
"""Who agrees with whom that a report runs."""
READERS = frozenset({Role.HR.value, Role.DATA_PROTECTION.value, Role.STAFF_COUNCIL.value})
"""Who may read figures about groups at all; an agreement may name fewer. Leads, trainers and learners never."""


@permits("reports.see")
def may_see_reports(user: Person, _obj: Any) -> bool:
    """For which part of the organisation asks `queries.scope`."""
    return not READERS.isdisjoint(roles_of(user))


@permits("reports.approve")
def may_approve_reports(user: Person, side: str | None) -> bool:
    """For that side, or for any. For which part of the organisation the command asks."""
    return not roles_of(user).isdisjoint(SIDES if side is None else {side}.intersection(SIDES))
