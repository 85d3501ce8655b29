from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from learning.accounts.models import User
from learning.accounts.models import UserQuerySet as People
from learning.organisation.enums import Role
from learning.organisation.models import Membership, OrgUnit, OrgUnitQuerySet, RoleGrant, subtrees
from learning.organisation.roles import roles_of

__all__ = ["members_on", "people_answered_for", "roles_of", "unit_of", "units_with_role"]

ANSWERS_FOR_PEOPLE = (Role.LEAD, Role.HR)


def units_with_role(user: Any, role: Role | str) -> OrgUnitQuerySet:
    """All units for which the person holds the role today: the granted ones with everything below them."""
    return OrgUnit.objects.filter(granted(user, [role]))


def granted(user: Any, roles: list[Role | str], *, prefix: str = "") -> Q:
    if roles_of(user).isdisjoint(roles):
        return Q(pk__in=())
    grants = RoleGrant.objects.current().filter(user=user, role__in=roles)
    return subtrees(grants.values_list("unit__path", flat=True), prefix=prefix)


def unit_of(user: User, on: date | None = None) -> OrgUnit | None:
    """Where the person works on that day (today)."""
    memberships = Membership.objects.on(on or timezone.localdate()).filter(user=user).select_related("unit")
    return next((membership.unit for membership in memberships), None)


def members_on(unit: OrgUnit, day: date) -> People:
    """Everybody who works in the unit or below it on that day."""
    there = Membership.objects.on(day).filter(unit__path__startswith=unit.path)
    return User.objects.filter(pk__in=there.values("user"))


def people_answered_for(user: Any) -> Q:
    """Scope of `User.objects.visible_to`: leads and HR their people of today, the administration everybody."""
    roles = roles_of(user)
    if Role.ADMIN in roles:
        return Q(pk__isnull=False)
    if roles.isdisjoint(ANSWERS_FOR_PEOPLE):
        return Q(pk__in=())
    there = Membership.objects.current().filter(granted(user, list(ANSWERS_FOR_PEOPLE), prefix="unit__"))
    return Q(pk__in=there.values("user"))
