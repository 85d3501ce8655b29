"""The accounts that all visitors of the demo share: nobody can lock the others out."""

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from learning.accounts.demo import ACCOUNTS
from learning.organisation.demo.loading import load_people_of_the_demo
from tests.factories.people import PersonFactory

LENA = ACCOUNTS["lena"].email
PAGES = (
    "account_change_password", "account_set_password", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key_done", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
)  # fmt: skip


@pytest.fixture
def demo(settings):
    settings.DEMO, settings.SECOND_FACTOR_REQUIRED = True, False


@pytest.fixture
def lena(client, db):
    user = PersonFactory(email=LENA)
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", PAGES)
def test_nobody_changes_how_a_shared_account_is_entered(client, demo, lena, name):
    assert client.get(reverse(name)).status_code == 404
    assert client.post(reverse(name), {}).status_code == 404


def test_the_profile_of_a_shared_account_offers_neither_password_nor_second_factor(client, demo, lena):
    lena.set_password("vier zufällige Wörter hier")
    lena.save()
    client.force_login(lena)

    page = client.get(reverse("profile")).content.decode()

    assert reverse("who_sees") in page
    assert reverse("mfa_index") not in page
    assert reverse("account_change_password") not in page


def test_a_link_for_a_new_password_opens_no_shared_account(client, demo, db):
    user = PersonFactory(email=LENA)
    link = reverse(
        "account_reset_password_from_key", args=[user_pk_to_url_str(user), default_token_generator.make_token(user)]
    )

    assert client.get(link).status_code == 404


def test_a_second_factor_left_behind_does_not_stop_the_button(client, demo, db):
    TOTP.activate(PersonFactory(email=LENA), generate_totp_secret())

    response = client.post(reverse("demo_sign_in"), {"konto": "lena"})

    assert (response["Location"], "_auth_user_id" in client.session) == ("/", True)


def test_loading_the_demo_takes_second_factors_of_shared_accounts_alone(db):
    TOTP.activate(PersonFactory(email=LENA), generate_totp_secret())
    other = PersonFactory(email="ina@example.org")
    TOTP.activate(other, generate_totp_secret())

    load_people_of_the_demo()

    assert set(Authenticator.objects.values_list("user", flat=True)) == {other.pk}


def test_other_accounts_of_a_demo_keep_their_pages(client, demo, db):
    client.force_login(PersonFactory(email="ina@example.org"))

    assert client.get(reverse("mfa_index")).status_code == 200


def test_without_the_demo_such_an_address_is_like_any_other(client, lena):
    assert client.get(reverse("mfa_index")).status_code == 200


@pytest.mark.parametrize("door", ["en", "de"])
def test_a_shared_account_speaks_the_language_of_whoever_enters(client, demo, db, door):
    lena = PersonFactory(email=LENA, language="de" if door == "en" else "en")

    client.post(reverse("demo_sign_in"), {"konto": "lena"}, headers={"accept-language": door})

    lena.refresh_from_db()
    assert lena.language == door
