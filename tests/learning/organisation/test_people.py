from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from learning.accounts.commands import deactivate_person
from learning.accounts.models import User
from learning.core.models import AuditEntry
from learning.organisation.commands import create_person, create_unit, leave, move_person, rename_unit
from learning.organisation.enums import Role, UnitKind
from learning.organisation.events import PersonMoved
from learning.organisation.models import Membership, OrgUnit
from tests.events import published
from tests.factories.people import MembershipFactory, OrgUnitFactory, PersonFactory, person_with

JANUARY, MARCH, JUNE = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)
DAY = timedelta(days=1)


def days(user: User) -> list[tuple[str, date, date | None]]:
    return list(user.memberships.order_by("valid_from").values_list("unit__code", "valid_from", "valid_to"))


def test_create_person_gives_an_account_and_a_place(land):
    with published() as events:
        user = create_person(
            email=" Ina.Kruse@Example.org ",
            first_name="Ina",
            last_name="Kruse",
            unit=land.inner_unit,
            valid_from=JANUARY,
        )

    assert (user.email, user.has_usable_password(), days(user)) == (
        "ina.kruse@example.org",
        False,
        [("MI-1", JANUARY, None)],
    )
    assert [(type(event), event.unit_code) for event in events] == [(PersonMoved, "MI-1")]
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "accounts.created",
        "organisation.moved",
    ]


def test_create_person_refuses_an_address_that_is_taken_in_other_letters(db):
    PersonFactory(email="ina@example.org")

    with pytest.raises(ValidationError):
        create_person(email="INA@example.org", first_name="Ina", last_name="Kruse")


def test_create_person_is_for_the_administration(land):
    with pytest.raises(PermissionDenied):
        create_person(email="x@example.org", first_name="X", last_name="Y", by=person_with(Role.HR, land.root))


def test_move_person_ends_the_old_place_the_day_before(land):
    user = MembershipFactory(unit=land.inner_unit, valid_from=JANUARY).user

    move_person(user=user, unit=land.economy_unit, on=MARCH)

    assert days(user) == [("MI-1", JANUARY, MARCH - DAY), ("MW-1", MARCH, None)]


def test_move_person_to_the_same_place_changes_nothing(land):
    user = MembershipFactory(unit=land.inner_unit, valid_from=JANUARY).user

    with published() as events:
        move_person(user=user, unit=land.inner_unit, on=MARCH)

    assert (days(user), events) == ([("MI-1", JANUARY, None)], [])


def test_move_person_before_a_later_move_lasts_until_it(land):
    user = MembershipFactory(unit=land.inner_unit, valid_from=JANUARY).user
    move_person(user=user, unit=land.economy_unit, on=JUNE)

    move_person(user=user, unit=land.economy, on=MARCH)

    assert days(user) == [("MI-1", JANUARY, MARCH - DAY), ("MW", MARCH, JUNE - DAY), ("MW-1", JUNE, None)]


def test_move_person_on_the_first_day_replaces_the_place(land):
    user = MembershipFactory(unit=land.inner_unit, valid_from=JANUARY).user

    move_person(user=user, unit=land.economy_unit, on=JANUARY)

    assert days(user) == [("MW-1", JANUARY, None)]


def test_move_person_refuses_a_closed_account(land):
    with pytest.raises(ValidationError):
        move_person(user=PersonFactory(is_active=False), unit=land.inner_unit, on=MARCH)


def test_move_person_is_for_the_administration(land):
    with pytest.raises(PermissionDenied):
        move_person(user=PersonFactory(), unit=land.inner_unit, on=MARCH, by=person_with(Role.LEAD, land.root))


def test_leave_ends_the_place_and_drops_later_moves(land):
    user = MembershipFactory(unit=land.inner_unit, valid_from=JANUARY).user
    move_person(user=user, unit=land.economy_unit, on=JUNE)

    leave(user=user, on=MARCH)

    assert days(user) == [("MI-1", JANUARY, MARCH - DAY)]


def test_deactivating_ends_the_place_today(land):
    user = MembershipFactory(unit=land.inner_unit, valid_from=JANUARY).user

    deactivate_person(user=user)

    assert days(user) == [("MI-1", JANUARY, timezone.localdate() - DAY)]


def test_database_refuses_two_open_places(land):
    user = MembershipFactory(unit=land.inner_unit).user

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(user=user, unit=land.economy_unit, valid_from=JANUARY)


@pytest.mark.postgresql
def test_database_refuses_overlapping_places(land):
    """The exclusion constraint is PostgreSQL's; on SQLite the command alone holds it."""
    user = MembershipFactory(unit=land.inner_unit, valid_from=JANUARY, valid_to=JUNE).user

    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError), transaction.atomic():
            MembershipFactory(user=user, unit=land.economy_unit, valid_from=MARCH, valid_to=MARCH)
    assert Membership.objects.count() == 1


class TestMovesInAnyOrder(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(st.tuples(st.integers(0, 40), st.integers(0, 2), st.booleans()), min_size=1, max_size=8),
    )
    def test_a_person_is_never_in_two_places(self, steps):
        units = [OrgUnitFactory(code=f"P{number}") for number in range(3)]
        user = PersonFactory()
        for offset, unit, leaving in steps:
            on = JANUARY + timedelta(days=offset)
            if leaving:
                leave(user=user, on=on)
            else:
                move_person(user=user, unit=units[unit], on=on)
        for offset in range(60):
            day = JANUARY + timedelta(days=offset)
            assert user.memberships.on(day).count() <= 1


def test_create_unit_below_its_parent(land):
    unit = create_unit(code="MI-2", name="Referat 2", kind=UnitKind.UNIT, parent=land.inner)

    assert (unit.get_parent().code, OrgUnit.find_problems()) == ("MI", ([], [], [], [], []))
    assert AuditEntry.objects.get().action == "organisation.unit_created"


def test_create_unit_refuses_a_code_that_is_taken(land):
    with pytest.raises(ValidationError):
        create_unit(code="MI", name="Noch eins", kind=UnitKind.UNIT, parent=land.root)


def test_create_unit_is_for_the_administration(land):
    with pytest.raises(PermissionDenied):
        create_unit(code="X", name="X", kind=UnitKind.UNIT, by=person_with(Role.HR, land.root))


def test_rename_unit_keeps_the_code(land):
    rename_unit(unit=land.inner, name="Ministerium für Inneres", short_name="MI")

    assert OrgUnit.objects.get(code="MI").name == "Ministerium für Inneres"


def test_rename_unit_refuses_no_name(land):
    with pytest.raises(ValidationError):
        rename_unit(unit=land.inner, name=" ", short_name="")
