import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from learning.accounts.commands import (
    change_account,
    change_preferences,
    create_account,
    deactivate_person,
    erase_person,
    reactivate_person,
)
from learning.accounts.events import PersonDeactivated, PersonErased
from learning.accounts.models import User
from learning.core.models import AuditEntry
from learning.core.queries import data_about
from learning.organisation.enums import Role
from tests.events import published
from tests.factories.people import MembershipFactory, PersonFactory, person_with


def actions():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_create_account_gives_a_learner_key_and_no_password(db):
    user = create_account(email="Ina@Example.org", first_name="Ina", last_name="Kruse")

    assert (user.email, len(user.learner_key), user.has_usable_password()) == ("ina@example.org", 32, False)
    assert actions() == ["accounts.created"]


def test_create_account_refuses_what_is_no_address(db):
    with pytest.raises(ValidationError):
        create_account(email="ina", first_name="Ina", last_name="Kruse")


def test_change_account_writes_down_which_fields_and_no_names(db):
    user = PersonFactory(email="ina@example.org", first_name="Ina", last_name="Kruse")
    EmailAddress.objects.create(user=user, email=user.email, primary=True)

    change_account(user=user, email="ina.harms@example.org", first_name="Ina", last_name="Harms")

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.detail) == ("accounts.changed", {"fields": ["email", "last_name"]})
    assert not EmailAddress.objects.exists()


def test_change_account_without_a_change_writes_nothing(db):
    user = PersonFactory()

    change_account(user=user, email=user.email, first_name=user.first_name, last_name=user.last_name)

    assert actions() == []


def test_change_preferences_leaves_alone_what_is_not_named(db):
    user = PersonFactory(language="en", theme="dark")

    change_preferences(user=user, theme="light")

    user.refresh_from_db()
    assert (user.language, user.theme) == ("en", "light")


def test_deactivate_person_ends_sessions_at_once_and_for_good(client, db):
    user = PersonFactory()
    client.force_login(user)
    assert client.get(reverse("profile")).status_code == 200

    with published() as events:
        deactivate_person(user=user)
    closed = client.get(reverse("profile"))
    reactivate_person(user=user)
    open_again = client.get(reverse("profile"))

    assert [type(event) for event in events] == [PersonDeactivated]
    assert (closed.status_code, open_again.status_code) == (302, 302)
    assert actions() == ["accounts.deactivated", "accounts.reactivated"]


def test_deactivate_person_twice_is_told_once(db):
    user = PersonFactory()
    deactivate_person(user=user)

    with published() as events:
        deactivate_person(user=user)

    assert events == []


def test_erase_person_cuts_the_tie_and_takes_the_names(db):
    user = MembershipFactory(user__last_name="Unverwechselbar").user

    with published() as events:
        erase_person(user=user)

    user.refresh_from_db()
    assert (user.learner_key, user.first_name, user.last_name, user.is_active) == (None, "", "", False)
    assert "Unverwechselbar" not in str(data_about(user))
    assert not user.memberships.exists()
    assert [type(event) for event in events] == [PersonDeactivated, PersonErased]


def test_an_erased_person_never_comes_back(db):
    user = PersonFactory()
    erase_person(user=user)

    reactivate_person(user=user)

    assert not User.objects.get(pk=user.pk).is_active


@pytest.mark.parametrize("command", [deactivate_person, reactivate_person, erase_person])
@pytest.mark.parametrize("role", [None, Role.LEAD, Role.TRAINER, Role.HR, Role.DATA_PROTECTION, Role.STAFF_COUNCIL])
def test_only_the_administration_opens_and_closes_accounts(db, command, role):
    unit = MembershipFactory().unit
    by = person_with(role, unit) if role else PersonFactory()

    with pytest.raises(PermissionDenied):
        command(user=PersonFactory(), by=by)


def test_everything_held_about_a_person_is_handed_out(db):
    user = MembershipFactory(user__email="ina@example.org", unit__name="Referat 32").user

    handed = data_about(user)

    assert handed["accounts.User"][0]["email"] == "ina@example.org"
    assert handed["organisation.Membership"][0]["unit"] == "Referat 32"
