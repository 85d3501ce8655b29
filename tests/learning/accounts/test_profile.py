import pytest
from django.conf import settings as product
from django.urls import reverse

from tests.factories.people import PersonFactory


@pytest.fixture
def ina(client, db):
    user = PersonFactory(first_name="Ina", last_name="Kruse", language="de")
    client.force_login(user)
    return user


def test_profile_is_for_those_who_are_signed_in(client, db):
    assert client.get(reverse("profile"))["Location"] == "/konto/login/?next=/konto/profil/"


def test_profile_shows_names_and_lets_nobody_change_them(client, ina):
    client.post(reverse("profile"), {"first_name": "Eva", "email": "eva@example.org", "theme": "dark"})

    ina.refresh_from_db()
    assert (ina.first_name, ina.theme) == ("Ina", "dark")
    assert "Ina Kruse" in client.get(reverse("profile")).content.decode()


def test_profile_sets_the_language_at_once(client, ina):
    page = client.post(reverse("profile"), {"language": "en", "theme": "auto"}, follow=True)

    assert 'lang="en"' in page.content.decode()
    assert client.cookies[product.LANGUAGE_COOKIE_NAME].value == "en"


def test_the_menu_changes_one_thing_and_stays_on_the_page(client, ina):
    response = client.post(reverse("profile"), {"theme": "dark", "next": "/was-andere-sehen/"})

    ina.refresh_from_db()
    assert (response["Location"], ina.theme, ina.language) == ("/was-andere-sehen/", "dark", "de")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_menu_never_leads_elsewhere(client, ina, elsewhere):
    assert client.post(reverse("profile"), {"theme": "dark", "next": elsewhere})["Location"] == reverse("profile")


@pytest.mark.parametrize("data", [{"theme": "pink"}, {"language": "xx"}])
def test_unknown_settings_are_refused(client, ina, data):
    assert client.post(reverse("profile"), data).status_code == 422


def test_the_profile_decides_the_language_not_the_browser(client, ina):
    page = client.get(reverse("profile"), headers={"accept-language": "en"})

    assert 'lang="de"' in page.content.decode()


@pytest.mark.parametrize(("asked", "given"), [("", "de"), ("en-GB,en;q=0.9", "en"), ("fr", "de")])
def test_strangers_get_the_language_their_browser_asks_for(client, db, asked, given):
    page = client.get(reverse("account_login"), headers={"accept-language": asked})

    assert f'<html lang="{given}"' in page.content.decode()


def test_strangers_choose_a_language_at_the_door(client, db):
    response = client.post(reverse("set_language"), {"language": "en", "next": "/konto/login/"})

    assert response["Location"] == "/konto/login/"
    assert '<html lang="en"' in client.get("/konto/login/").content.decode()


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_privacy_page_names_every_cookie(client, ina, language):
    client.get("/konto/login/")
    client.post(reverse("profile"), {"language": language, "theme": "auto"})
    set_by_us = {*client.cookies, "csrftoken"}

    page = client.get("/seite/datenschutz/").content.decode()

    assert f'<html lang="{language}"' in page
    assert {"sessionid", "django_language", "messages"} <= set_by_us
    assert {name for name in set_by_us if f"<code>{name}</code>" not in page} == set()
