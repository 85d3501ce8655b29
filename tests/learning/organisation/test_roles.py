from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from learning.accounts.commands import deactivate_person
from learning.accounts.models import User
from learning.core.models import AuditEntry
from learning.organisation.backends import AuthenticationBackend
from learning.organisation.commands import apply_role_grants, grant_role, withdraw_role
from learning.organisation.enums import Role
from learning.organisation.events import RoleGranted, RoleWithdrawn
from learning.organisation.models import RoleGrant
from learning.organisation.roles import held_roles, roles_of
from tests.events import published
from tests.factories.people import PersonFactory, person_with


def told(events):
    return [(type(event), event.role, event.unit_code) for event in events]


def test_grant_role_tells_it_and_writes_it_down(land):
    admin, user = person_with(Role.ADMIN, None), PersonFactory()

    with published() as events:
        grant = grant_role(user=user, role=Role.TRAINER, unit=land.inner, by=admin)

    assert told(events) == [(RoleGranted, "trainer", "MI")]
    assert (grant.granted_by, roles_of(user)) == (admin, {"trainer"})
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.action, entry.subject) == (
        admin, "organisation.role_granted", f"organisation.rolegrant:{grant.pk}",
    )  # fmt: skip


def test_grant_role_twice_is_one_grant(land):
    user = PersonFactory()
    grant_role(user=user, role=Role.TRAINER, unit=land.inner)

    with published() as events:
        grant_role(user=user, role=Role.TRAINER, unit=land.inner)

    assert (user.role_grants.count(), events) == (1, [])


def test_grant_role_again_takes_back_a_planned_end(land):
    user = PersonFactory()
    grant_role(user=user, role=Role.HR, unit=land.inner)
    withdraw_role(user=user, role=Role.HR, unit=land.inner, on=timezone.localdate() + timedelta(days=30))

    grant_role(user=user, role=Role.HR, unit=land.inner)

    assert list(user.role_grants.values_list("valid_to", flat=True)) == [None]


def test_grant_role_for_a_later_day_begins_on_it(land):
    user = PersonFactory()
    tomorrow = timezone.localdate() + timedelta(days=1)
    with published() as events:
        grant_role(user=user, role=Role.TRAINER, unit=land.inner, valid_from=tomorrow)
    assert (events, roles_of(user)) == ([], frozenset())

    with time_machine.travel(timezone.now() + timedelta(days=1)), published() as events:
        apply_role_grants()
        apply_role_grants()

    assert told(events) == [(RoleGranted, "trainer", "MI")]


@pytest.mark.parametrize("role", [Role.LEAD, Role.TRAINER, Role.HR, Role.STAFF_COUNCIL])
def test_grant_role_refuses_a_role_for_everything_that_is_held_for_a_part(db, role):
    with pytest.raises(ValidationError):
        grant_role(user=PersonFactory(), role=role, unit=None)


def test_grant_role_refuses_an_unknown_role(land):
    with pytest.raises(ValidationError):
        grant_role(user=PersonFactory(), role="emperor", unit=land.inner)


def test_grant_role_refuses_a_closed_account(land):
    with pytest.raises(ValidationError):
        grant_role(user=PersonFactory(is_active=False), role=Role.HR, unit=land.inner)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_the_administration_grants_roles(land, role):
    with pytest.raises(PermissionDenied):
        grant_role(user=PersonFactory(), role=Role.LEAD, unit=land.inner, by=person_with(role, land.root))


def test_withdraw_role_ends_it_at_once(land):
    user = person_with(Role.TRAINER, land.inner)

    with published() as events:
        withdraw_role(user=user, role=Role.TRAINER, unit=land.inner)

    assert (told(events), roles_of(user)) == ([(RoleWithdrawn, "trainer", "MI")], frozenset())


def test_withdraw_role_on_a_later_day_ends_it_then(land):
    user = person_with(Role.TRAINER, land.inner)
    with published() as events:
        withdraw_role(user=user, role=Role.TRAINER, unit=land.inner, on=timezone.localdate() + timedelta(days=1))
    assert (events, roles_of(user)) == ([], {"trainer"})

    with time_machine.travel(timezone.now() + timedelta(days=1)), published() as events:
        apply_role_grants()

    assert told(events) == [(RoleWithdrawn, "trainer", "MI")]


def test_withdraw_role_that_is_not_held_changes_nothing(land):
    with published() as events:
        withdraw_role(user=PersonFactory(), role=Role.TRAINER, unit=land.inner)

    assert (events, AuditEntry.objects.count()) == ([], 0)


def test_only_the_administration_withdraws_roles(land):
    with pytest.raises(PermissionDenied):
        withdraw_role(user=person_with(Role.HR, land.inner), role=Role.HR, unit=land.inner, by=PersonFactory())


def test_platform_administration_comes_and_goes_with_its_role(db):
    person_with(Role.ADMIN, None)
    second = person_with(Role.ADMIN, None)
    assert (second.is_superuser, second.is_staff) == (True, True)

    withdraw_role(user=second, role=Role.ADMIN)

    second.refresh_from_db()
    assert (second.is_superuser, second.is_staff) == (False, False)


def test_last_administrator_stays(db):
    only = person_with(Role.ADMIN, None)

    with pytest.raises(ValidationError):
        withdraw_role(user=only, role=Role.ADMIN)
    with pytest.raises(ValidationError):
        deactivate_person(user=only)

    assert User.objects.get(pk=only.pk).is_superuser
    assert User.objects.get(pk=only.pk).is_active


def test_deactivating_withdraws_all_roles(land):
    user = person_with(Role.HR, land.inner)
    grant_role(user=user, role=Role.STAFF_COUNCIL, unit=land.inner)

    with published() as events:
        deactivate_person(user=user)

    assert {entry[:2] for entry in told(event for event in events if isinstance(event, RoleWithdrawn))} == {
        (RoleWithdrawn, "hr"),
        (RoleWithdrawn, "staff_council"),
    }
    assert not RoleGrant.objects.current().filter(user=user).exists()


def test_person_of_a_session_comes_with_todays_roles_in_one_read(land, django_assert_num_queries):
    lena = User.objects.create_user("lena.im.dienst@lernhafen.example")
    unit = land.inner
    RoleGrant.objects.create(user=lena, role=Role.HR, unit=unit, valid_from=timezone.localdate())
    RoleGrant.objects.create(user=lena, role=Role.DATA_PROTECTION, valid_from=timezone.localdate())
    yesterday = timezone.localdate() - timedelta(days=1)
    RoleGrant.objects.create(user=lena, role=Role.LEAD, unit=unit, valid_from=yesterday, valid_to=yesterday)
    RoleGrant.objects.create(user=lena, role=Role.ADMIN, valid_from=timezone.localdate() + timedelta(days=1))

    with django_assert_num_queries(1):
        found = AuthenticationBackend().get_user(lena.pk)
        held = held_roles(found)

    assert found == lena
    assert {field.attname: getattr(found, field.attname) for field in User._meta.concrete_fields} == {
        field.attname: getattr(User.objects.get(pk=lena.pk), field.attname) for field in User._meta.concrete_fields
    }
    assert held == held_roles(User.objects.get(pk=lena.pk))
    assert [(each.role, each.unit) for each in held] == [(Role.HR, unit.code), (Role.DATA_PROTECTION, None)]


def test_person_of_a_session_without_roles_holds_none(django_assert_num_queries, db):
    lena = User.objects.create_user("lena.ohne.rolle@lernhafen.example")

    with django_assert_num_queries(1):
        assert roles_of(AuthenticationBackend().get_user(lena.pk)) == frozenset()


def test_closed_and_unknown_accounts_are_nobody(db):
    closed = User.objects.create_user("geschlossen@lernhafen.example", is_active=False)

    assert AuthenticationBackend().get_user(closed.pk) is None
    assert AuthenticationBackend().get_user(closed.pk + 1) is None
