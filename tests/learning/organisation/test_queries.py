from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from learning.accounts.models import User
from learning.core.access import may
from learning.organisation.enums import Role
from learning.organisation.models import OrgUnit
from learning.organisation.queries import members_on, roles_of, unit_of, units_with_role
from learning.organisation.rules import has_role
from tests.factories.people import MembershipFactory, PersonFactory, RoleGrantFactory, person_in, person_with

TODAY = timezone.localdate
DAY = timedelta(days=1)


def codes(units):
    return sorted(unit.code for unit in units)


def test_roles_of_counts_only_grants_in_force(land):
    user = PersonFactory()
    RoleGrantFactory(user=user, role=Role.HR, unit=land.inner)
    RoleGrantFactory(user=user, role=Role.LEAD, unit=land.inner, valid_to=TODAY() - DAY)
    RoleGrantFactory(user=user, role=Role.TRAINER, unit=land.inner, valid_from=TODAY() + DAY)

    assert roles_of(user) == {Role.HR}


def test_roles_of_asks_once_per_request(land, django_assert_num_queries):
    user = person_with(Role.HR, land.inner)

    with django_assert_num_queries(1):
        roles_of(user)
        roles_of(user)


@pytest.mark.parametrize("held", list(Role))
@pytest.mark.parametrize("asked", list(Role))
def test_has_role_is_true_for_the_held_role_alone(land, held, asked):
    assert has_role(person_with(held, land.inner), asked) == (held == asked)


def test_has_role_is_false_for_strangers_and_closed_accounts(land):
    closed = person_with(Role.HR, land.inner)
    closed.is_active = False

    assert not has_role(AnonymousUser(), Role.HR)
    assert not has_role(closed, Role.HR)


@pytest.mark.parametrize(
    ("role", "needed"),
    [
        (None, False),
        (Role.LEAD, False),
        (Role.TRAINER, True),
        (Role.HR, True),
        (Role.DATA_PROTECTION, True),
        (Role.STAFF_COUNCIL, True),
        (Role.ADMIN, True),
    ],
)
def test_who_needs_a_second_factor(land, role, needed):
    user = person_with(role, land.inner) if role else PersonFactory()

    assert may(user, "accounts.needs_second_factor") == needed


def test_a_superuser_made_by_hand_needs_a_second_factor(db):
    assert may(PersonFactory(is_superuser=True), "accounts.needs_second_factor")


def test_units_with_role_are_the_whole_subtree(land):
    user = person_with(Role.HR, land.inner)

    assert codes(units_with_role(user, Role.HR)) == ["MI", "MI-1"]
    assert codes(units_with_role(user, Role.LEAD)) == []


def test_units_with_role_of_a_platform_role_are_all(land):
    assert len(units_with_role(person_with(Role.DATA_PROTECTION, None), Role.DATA_PROTECTION)) == 5


def test_units_visible_to_are_those_of_any_role(land):
    user = person_with(Role.HR, land.inner_unit)
    RoleGrantFactory(user=user, role=Role.TRAINER, unit=land.economy)

    assert codes(OrgUnit.objects.visible_to(user)) == ["MI-1", "MW", "MW-1"]
    assert codes(OrgUnit.objects.visible_to(PersonFactory())) == []
    assert codes(OrgUnit.objects.visible_to(AnonymousUser())) == []


def test_unit_of_says_where_somebody_worked_on_a_day(land):
    user = MembershipFactory(unit=land.inner_unit, valid_from=date(2026, 1, 1), valid_to=date(2026, 2, 28)).user
    MembershipFactory(user=user, unit=land.economy_unit, valid_from=date(2026, 3, 1))

    assert [getattr(unit_of(user, day), "code", None) for day in (
        date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1),
    )] == [None, "MI-1", "MI-1", "MW-1"]  # fmt: skip


def test_members_on_counts_the_subtree_on_that_day(land):
    here = person_in(land.inner_unit)
    MembershipFactory(unit=land.inner, valid_to=date(2026, 1, 31))
    person_in(land.economy_unit)

    assert list(members_on(land.inner, date(2026, 2, 1))) == [here]


@pytest.fixture
def colleagues(land):
    return {"MI-1": person_in(land.inner_unit), "MW-1": person_in(land.economy_unit)}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.LEAD, {"MI-1"}),
        (Role.HR, {"MI-1"}),
        (Role.TRAINER, set()),
        (Role.STAFF_COUNCIL, set()),
        (Role.DATA_PROTECTION, set()),
        (Role.ADMIN, {"MI-1", "MW-1"}),
    ],
)
def test_people_visible_to(land, colleagues, role, seen):
    user = person_with(role, land.inner)

    visible = set(User.objects.visible_to(user)) - {user}

    assert visible == {colleagues[code] for code in seen}


def test_everybody_sees_themselves_and_strangers_nobody(colleagues):
    learner = colleagues["MI-1"]

    assert list(User.objects.visible_to(learner)) == [learner]
    assert list(User.objects.visible_to(AnonymousUser())) == []


def test_people_who_moved_away_are_no_longer_seen(land):
    user = person_with(Role.HR, land.inner)
    MembershipFactory(unit=land.inner_unit, valid_to=TODAY() - DAY)

    assert list(User.objects.visible_to(user)) == [user]
