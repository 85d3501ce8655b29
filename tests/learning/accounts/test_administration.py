import pytest

from learning.accounts.models import User
from learning.core.models import AuditEntry
from learning.organisation.enums import Role
from learning.organisation.models import Membership, OrgUnit, RoleGrant
from tests.factories.people import OrgUnitFactory, PersonFactory, person_with


@pytest.fixture
def admin(client, db):
    user = person_with(Role.ADMIN, None)
    client.force_login(user)
    return user


def texts(response):
    return [str(message) for message in response.context["messages"]]


def test_adding_a_person_runs_the_command(client, admin):
    unit = OrgUnitFactory()
    client.post(
        "/verwaltung/accounts/user/add/",
        {"email": "Ina@Example.org", "first_name": "Ina", "last_name": "Kruse", "language": "de", "unit": unit.pk,
         "valid_from": "2026-01-01"},
    )  # fmt: skip

    user = User.objects.get(email="ina@example.org")
    assert (user.memberships.get().unit, AuditEntry.objects.filter(actor=admin).count()) == (unit, 2)


def test_changing_a_person_runs_the_command(client, admin):
    user = PersonFactory()
    client.post(
        f"/verwaltung/accounts/user/{user.pk}/change/", {"email": user.email, "first_name": "Ina", "last_name": "Harms"}
    )

    user.refresh_from_db()
    assert (user.last_name, AuditEntry.objects.get(actor=admin).action) == ("Harms", "accounts.changed")


def test_the_learner_key_is_shown_nowhere(client, admin):
    user = PersonFactory()

    for path in ("", f"{user.pk}/change/"):
        assert user.learner_key not in client.get(f"/verwaltung/accounts/user/{path}").content.decode()


@pytest.mark.parametrize(("action", "is_active", "has_key"), [("deactivate", False, True), ("erase", False, False)])
def test_closing_and_erasing_people(client, admin, action, is_active, has_key):
    user = PersonFactory()
    client.post("/verwaltung/accounts/user/", {"action": action, "_selected_action": [user.pk]})

    user.refresh_from_db()
    assert (user.is_active, user.learner_key is not None) == (is_active, has_key)


def test_the_last_administrator_is_told_why_not(client, admin):
    response = client.post(
        "/verwaltung/accounts/user/", {"action": "deactivate", "_selected_action": [admin.pk]}, follow=True
    )

    assert "letzte Person" in " ".join(texts(response))


def test_units_are_added_below_others_and_renamed(client, admin):
    parent = OrgUnitFactory(code="KL")
    data = {"code": "MI", "name": "Ministerium", "short_name": "", "kind": "ministry", "parent": parent.pk}
    client.post("/verwaltung/organisation/orgunit/add/", data)
    unit = OrgUnit.objects.get(code="MI")
    client.post(f"/verwaltung/organisation/orgunit/{unit.pk}/change/", {"name": "Ministerium A", "short_name": "MA"})

    unit.refresh_from_db()
    assert (unit.get_parent(), unit.name, unit.code) == (parent, "Ministerium A", "MI")


def test_moving_a_person(client, admin):
    user, unit = PersonFactory(), OrgUnitFactory()
    client.post(
        "/verwaltung/organisation/membership/add/", {"user": user.pk, "unit": unit.pk, "valid_from": "2026-01-01"}
    )

    assert Membership.objects.get().unit == unit


def test_granting_and_withdrawing_a_role(client, admin):
    user, unit = PersonFactory(), OrgUnitFactory()
    data = {"user": user.pk, "role": "hr", "unit": unit.pk, "valid_from": "2026-01-01"}
    client.post("/verwaltung/organisation/rolegrant/add/", data)
    grant = RoleGrant.objects.get(user=user)
    assert (grant.granted_by, grant.in_effect) == (admin, True)

    client.post("/verwaltung/organisation/rolegrant/", {"action": "withdraw", "_selected_action": [grant.pk]})

    assert not RoleGrant.objects.current().filter(user=user).exists()


def test_a_refusal_is_a_message_on_the_page(client, admin):
    user, unit = PersonFactory(is_active=False), OrgUnitFactory()
    data = {"user": user.pk, "unit": unit.pk, "valid_from": "2026-01-01"}

    response = client.post("/verwaltung/organisation/membership/add/", data, follow=True)

    assert "Das Konto ist geschlossen." in " ".join(texts(response))


@pytest.mark.parametrize("model", ["core/auditentry", "core/accessentry"])
def test_protocols_are_to_read_only(client, admin, model):
    assert client.get(f"/verwaltung/{model}/").status_code == 200
    assert client.get(f"/verwaltung/{model}/add/").status_code == 403


@pytest.mark.parametrize(
    "model", ["accounts/user", "organisation/orgunit", "organisation/membership", "organisation/rolegrant"]
)
def test_nothing_is_deleted(client, admin, model):
    user = PersonFactory()

    assert client.get(f"/verwaltung/{model}/{user.pk}/delete/").status_code in {302, 403}
    assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_often_for_three_as_for_one(client, admin, django_assert_max_num_queries, count):
    for _ in range(count):
        person_with(Role.HR, OrgUnitFactory())

    with django_assert_max_num_queries(9):
        client.get("/verwaltung/organisation/rolegrant/")


@pytest.mark.parametrize("kind", ["membership", "rolegrant"])
@pytest.mark.parametrize("nobody", ["x", "9" * 25, "9" * 5_000, "-1"])
def test_who_and_where_that_is_no_number_names_nobody(client, admin, kind, nobody):
    address = f"/verwaltung/organisation/{kind}/add/"

    for name in ("user", "unit"):
        page = client.get(address, {name: nobody})
        sent = client.post(address, {name: nobody})

        assert (page.status_code, sent.status_code) == (200, 200)
        assert name in sent.context["adminform"].form.errors


@pytest.mark.parametrize("nobody", ["x", "9" * 25, "-1"])
def test_an_action_on_what_has_no_number_is_not_understood(client, admin, nobody):
    sent = {"action": "withdraw", "_selected_action": [nobody], "index": "0"}

    assert client.post("/verwaltung/organisation/rolegrant/", sent).status_code == 400


@pytest.mark.parametrize("kind", ["membership", "rolegrant"])
def test_who_is_named_by_the_address_is_chosen_already(client, admin, kind):
    person = PersonFactory()

    page = client.get(f"/verwaltung/organisation/{kind}/add/", {"user": person.pk})

    assert f'<option value="{person.pk}" selected>' in page.content.decode()
