from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse
from django.utils import timezone

from learning.accounts.middleware import OPEN_WITHOUT_SECOND_FACTOR
from learning.organisation.enums import Role
from tests.factories.people import OrgUnitFactory, PersonFactory, person_with

PASSWORD = "vier zufällige Wörter hier"
ACTIVATE = "/konto/2fa/totp/activate/"
FORCED = (Role.TRAINER, Role.HR, Role.DATA_PROTECTION, Role.STAFF_COUNCIL, Role.ADMIN)


@pytest.fixture(autouse=True)
def second_factor_required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.parametrize("role", FORCED)
@pytest.mark.parametrize("path", ["/", "/cms/", "/verwaltung/", "/konto/profil/", "/was-andere-sehen/", "/konto/2fa/"])
def test_roles_that_reach_far_get_nowhere_without_a_second_factor(client, db, role, path):
    client.force_login(person_with(role, OrgUnitFactory()))

    response = client.get(path)

    assert (response.status_code, response["Location"]) == (302, ACTIVATE)


@pytest.mark.parametrize("role", [None, Role.LEAD])
def test_others_need_none(client, db, role):
    client.force_login(person_with(role, OrgUnitFactory()) if role else PersonFactory())

    assert client.get("/konto/profil/").status_code == 200


def test_no_route_that_shows_or_changes_data_is_open_without(db):
    assert {
        "account_change_password", "account_logout", "account_reauthenticate", "account_set_password", "healthz",
        "mfa_activate_totp", "page", "readyz", "set_language",
    } == OPEN_WITHOUT_SECOND_FACTOR  # fmt: skip


def test_setting_up_proving_it_and_signing_in_with_it(client, db):
    user = with_password(person_with(Role.HR, OrgUnitFactory(), email="ina@example.org"))
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    secret = client.get(ACTIVATE).context["form"].secret
    assert "stimmt nicht" in client.post(ACTIVATE, {"code": "000000"}).content.decode()
    assert client.post(ACTIVATE, {"code": code(secret)})["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("profile")).status_code == 200

    client.post(reverse("account_logout"))
    step = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert step["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("profile")).status_code == 302
    assert "Noch ein Schritt." in client.get(step["Location"]).content.decode()
    spare = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    assert client.post(step["Location"], {"code": spare})["Location"] == "/"
    assert client.get(reverse("profile")).status_code == 200


def test_the_password_is_asked_for_again_when_the_sign_in_is_a_while_ago(client, db):
    user = with_password(person_with(Role.HR, OrgUnitFactory(), email="ina@example.org"))
    with time_machine.travel(timezone.now() - timedelta(minutes=6)):
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert client.get(ACTIVATE)["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(ACTIVATE).status_code == 200


def test_a_session_without_a_password_typed_in_it_is_asked_for_one(client, db):
    client.force_login(with_password(person_with(Role.HR, OrgUnitFactory())))

    assert client.get(ACTIVATE)["Location"].startswith(reverse("account_reauthenticate"))


def test_a_password_typed_for_one_account_proves_nothing_for_the_next(client, db):
    ina = with_password(person_with(Role.HR, OrgUnitFactory(), email="ina@example.org"))
    client.post(reverse("account_login"), {"login": ina.email, "password": PASSWORD})
    assert client.get(ACTIVATE).status_code == 200

    client.force_login(with_password(person_with(Role.HR, OrgUnitFactory())))
    assert client.get(ACTIVATE)["Location"].startswith(reverse("account_reauthenticate"))


def test_a_password_without_the_second_factor_leads_nowhere_near_changing_it(client, db):
    user = with_password(person_with(Role.HR, OrgUnitFactory(), email="ina@example.org"))
    TOTP.activate(user, generate_totp_secret())
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    for route in ("mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes"):
        assert client.get(reverse(route))["Location"].startswith((reverse("account_login"), "/konto/reauth"))


def test_a_forced_second_factor_cannot_be_switched_off(client, db):
    user = with_password(person_with(Role.HR, OrgUnitFactory(), email="ina@example.org"))
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.post(reverse("mfa_deactivate_totp"))

    assert "kann nicht abgeschaltet werden" in page.content.decode()
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_the_demo_asks_for_none(client, db, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(person_with(Role.HR, OrgUnitFactory()))

    assert client.get("/konto/profil/").status_code == 200
