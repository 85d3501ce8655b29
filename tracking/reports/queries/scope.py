"""For which part of the organisation somebody may read a report, by the roles that the agreement names."""

from collections.abc import Collection
from dataclasses import dataclass

from learning.accounts.models import User
from learning.organisation.enums import Role
from learning.organisation.roles import held_roles
from tracking.reports.frames import FrozenTree, FrozenUnit
from tracking.reports.rules import READERS


@dataclass(frozen=True)
class Grant:
    role: str
    unit: str | None
    """Code of the unit, None for the whole platform."""


def reading_grants(*, user: User, roles: Collection[str]) -> list[Grant]:
    """No query where the person was read with their roles, as that of a request is."""
    reading = READERS.intersection(roles)
    return [Grant(held.role, held.unit) for held in held_roles(user) if held.role in reading]


def heads_in(tree: FrozenTree, grants: Collection[Grant], *, agreed: Collection[str] | None = None) -> list[FrozenUnit]:
    """The highest units that the grants reach, of those that are agreed, in the tree as it was then. A unit of today
    that was not there gives nothing."""
    is_everywhere = any(grant.unit is None for grant in grants)
    held: set[str | None] = set(tree.roots) if is_everywhere else {grant.unit for grant in grants}
    reached: set[str | None] = set()
    for unit in tree.units:
        if unit.code in held or unit.parent in reached:
            reached.add(unit.code)
    inside = reached if agreed is None else reached.intersection(agreed)
    return [unit for unit in tree.units if unit.code in inside and unit.parent not in inside]


def role_for(unit: FrozenUnit, tree: FrozenTree, grants: Collection[Grant]) -> str:
    """In which capacity the unit is read: printed on the report."""
    way = {above.code for above in tree.way_to(unit.code)}
    held = next((grant.role for grant in grants if grant.unit is None or grant.unit in way), None)
    return str(Role(held).label) if held else ""
