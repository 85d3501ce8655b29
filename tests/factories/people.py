"""People, units, places and roles, made straight from the models: without audit entries and events.

A test about who may what takes `person_with(role, unit)`: that goes through the command.
"""

from datetime import date
from typing import Any

import factory

from learning.accounts.models import User
from learning.organisation.commands import grant_role
from learning.organisation.enums import Role, UnitKind
from learning.organisation.models import Membership, OrgUnit, RoleGrant

LONG_AGO = date(2020, 1, 1)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person-{number}@example.org")
    first_name = factory.Sequence(lambda number: f"Vorname{number}")
    last_name = factory.Sequence(lambda number: f"Nachname{number}")


class OrgUnitFactory(factory.django.DjangoModelFactory):
    """A root without `parent`, else a unit below it."""

    class Meta:
        model = OrgUnit

    code = factory.Sequence(lambda number: f"U{number:04d}")
    name = factory.LazyAttribute(lambda unit: f"Einheit {unit.code}")
    kind = UnitKind.UNIT
    parent = None

    @classmethod
    def _create(cls, _model_class: type[OrgUnit], *_args: Any, **kwargs: Any) -> OrgUnit:
        parent = kwargs.pop("parent")
        if parent is None:
            return OrgUnit.add_root(**kwargs)
        return OrgUnit.objects.get(pk=parent.pk).add_child(**kwargs)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(OrgUnitFactory)
    valid_from = LONG_AGO


class RoleGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(OrgUnitFactory)
    valid_from = LONG_AGO
    in_effect = True


def person_in(unit: OrgUnit, **fields: Any) -> User:
    return MembershipFactory(unit=unit, user=PersonFactory(**fields)).user


def person_with(role: Role, unit: OrgUnit | None, **fields: Any) -> User:
    """Somebody who holds the role from today on, with all that follows from it (groups, superuser)."""
    user = PersonFactory(**fields)
    grant_role(user=user, role=role, unit=unit)
    return User.objects.get(pk=user.pk)
