from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from learning.accounts.demo import ACCOUNTS
from learning.organisation.enums import Role
from tests.factories.people import PersonFactory, person_with

PASSWORD = "vier zufällige Wörter hier"


@pytest.fixture
def ina(db):
    user = PersonFactory(email="ina@example.org")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, password=PASSWORD, email="ina@example.org", **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_sign_in_by_email_and_password(client, ina):
    response = sign_in(client, email="INA@example.org")

    assert (response.status_code, response["Location"], is_signed_in(client)) == (302, "/", True)


def test_sign_in_goes_on_where_somebody_wanted_to_go(client, ina):
    assert sign_in(client, next="/konto/profil/")["Location"] == "/konto/profil/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "http:evil.example", "/\\evil.example", "javascript:alert(1)",
     "http://testserver/", "http://localhost:8000/"],
)  # fmt: skip
def test_sign_in_never_leads_elsewhere(client, ina, elsewhere):
    assert sign_in(client, next=elsewhere)["Location"] == "/"


@pytest.mark.parametrize(("email", "password"), [("ina@example.org", "falsch"), ("niemand@example.org", PASSWORD)])
def test_sign_in_does_not_tell_whether_the_account_exists(client, ina, email, password):
    response = sign_in(client, password, email)

    assert (response.status_code, is_signed_in(client)) == (200, False)
    text = response.content.decode()
    assert "E-Mail und Passwort passen nicht zusammen." in text
    assert "<title>Fehler: Anmelden – Lernhafen</title>" in text


def test_closed_accounts_are_told_so(client, ina):
    ina.is_active = False
    ina.save()

    response = sign_in(client)

    assert (response["Location"], is_signed_in(client)) == (reverse("account_inactive"), False)


def test_guessing_is_stopped_even_with_the_right_password(client, ina):
    for _ in range(5):
        sign_in(client, "falsch")

    response = sign_in(client)

    assert "Zu viele Versuche." in response.content.decode()
    assert not is_signed_in(client)


def test_many_requests_from_one_address_get_a_page_that_explains(client, db):
    answers = [sign_in(client, "x", f"{number}@example.org") for number in range(31)]

    assert answers[-1].status_code == 429
    assert "kurze Pause" in answers[-1].content.decode()


def test_signing_out_takes_one_click_and_leads_to_the_door(client, ina):
    client.force_login(ina)

    response = client.post(reverse("account_logout"))

    assert (response["Location"], is_signed_in(client)) == (reverse("account_login"), False)


@pytest.mark.parametrize("path", ["/cms/logout/", "/verwaltung/logout/"])
def test_signing_out_works_from_every_menu(client, ina, path):
    client.force_login(ina)
    assert client.get(path).status_code == 200

    assert client.post(path)["Location"] == reverse("account_login")
    assert not is_signed_in(client)


@pytest.mark.parametrize("path", ["/cms/login/", "/_util/login/", "/verwaltung/login/"])
def test_other_doors_lead_to_the_one(client, ina, path):
    answers = [
        client.get(path),
        client.post(path, {"username": "ina@example.org", "password": PASSWORD, "login": "ina@example.org"}),
    ]

    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"].split("?")[0] for answer in answers} == {reverse("account_login")}
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "path",
    [
        "/konto/signup/", "/konto/email/", "/konto/confirm-email/", "/konto/confirm-email/x/", "/konto/3rdparty/",
        "/konto/login/code/confirm/", "/cms/password_reset/", "/cms/password_reset/done/",
        "/cms/password_reset/confirm/MQ/x/", "/verwaltung/password_change/", "/cms/users/", "/cms/groups/new/",
        "/_util/authenticate_with_password/1/1/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_admin", [False, True])
def test_what_is_not_offered_is_not_there(client, ina, path, is_admin):
    if is_admin:
        client.force_login(person_with(Role.ADMIN, None))

    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


def test_a_forgotten_password_is_chosen_anew_by_a_link(client, ina):
    client.post(reverse("account_reset_password"), {"email": "ina@example.org"})
    link = next(line for line in mail.outbox[0].body.splitlines() if "/konto/password/reset/key/" in line)
    assert link.strip().startswith(f"{settings.BASE_URL}/konto/")
    page = client.get(link.strip().removeprefix(settings.BASE_URL), follow=True)
    address = page.redirect_chain[-1][0]
    new = "fünf ganz andere Wörter nun"
    client.post(address, {"password1": new, "password2": new})

    assert mail.outbox[0].subject == "Lernhafen: Neues Passwort wählen"
    assert [each.subject for each in mail.outbox[1:]] == ["Lernhafen: Ihr Passwort ist neu"]
    assert sign_in(client, new)["Location"] == "/"


def test_asking_for_a_link_does_not_tell_whether_the_account_exists(client, ina):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}) for email in ("ina@example.org", "x@y.org")
    ]

    assert [(each.status_code, each["Location"]) for each in answers] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
    assert len(mail.outbox) == 1


def test_a_broken_mail_server_tells_nothing_either(client, ina, monkeypatch, caplog):
    def refuse(_message):
        raise SMTPRecipientsRefused({"ina@example.org": (550, b"ina@example.org is unknown")})

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)

    answers = [
        client.post(reverse("account_reset_password"), {"email": email}) for email in ("ina@example.org", "x@y.org")
    ]

    assert [(each.status_code, each["Location"]) for each in answers] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
    assert [record.levelname for record in caplog.records if "mail_failed" in record.getMessage()] == ["ERROR"]
    assert "ina@" not in caplog.text


@pytest.mark.parametrize("name", list(ACCOUNTS))
def test_demo_accounts_are_entered_by_their_button(client, db, settings, name):
    settings.DEMO = True
    PersonFactory(email=ACCOUNTS[name].email)
    assert f'value="{name}"' in client.get(reverse("account_login")).content.decode()

    response = client.post(reverse("demo_sign_in"), {"konto": name, "next": "/konto/profil/"})

    assert (response["Location"], is_signed_in(client)) == ("/konto/profil/", True)


def test_there_is_no_button_without_the_demo(client, db):
    PersonFactory(email=ACCOUNTS["admin"].email)

    assert client.post(reverse("demo_sign_in"), {"konto": "admin"}).status_code == 404
    assert "konto" not in client.get(reverse("account_login")).content.decode().replace("/konto/", "")
    assert not is_signed_in(client)


@pytest.mark.parametrize("name", ["", "nobody", "ina@example.org"])
def test_the_button_opens_no_other_account(client, ina, settings, name):
    settings.DEMO = True

    assert client.post(reverse("demo_sign_in"), {"konto": name}).status_code == 404


@pytest.mark.parametrize(("chosen", "asked", "kept"), [("", "en", "en"), ("", "de", "de"), ("de", "en", "de")])
def test_who_never_chose_a_language_goes_on_in_that_of_the_door(client, ina, chosen, asked, kept):
    ina.language = chosen
    ina.save()

    client.post(
        reverse("account_login"),
        {"login": "ina@example.org", "password": PASSWORD},
        headers={"accept-language": asked},
    )

    ina.refresh_from_db()
    page = client.get(reverse("profile"), headers={"accept-language": "de"})
    assert ina.language == kept
    assert f'<html lang="{kept}"' in page.content.decode()


def test_the_reason_for_a_refusal_is_told_once_and_by_us(client, ina):
    client.force_login(ina)

    page = client.get("/cms/", follow=True)

    assert page.status_code == 403
    assert "nicht freigegeben" in page.content.decode()
    assert 'class="notice' not in page.content.decode()
    assert "Berechtigung" not in client.get("/").content.decode()


def test_an_error_of_the_door_stands_at_the_fields_and_leads_to_them(client, ina, settings):
    settings.DEMO = True

    page = sign_in(client, "falsch").content.decode()

    order = ["<details", 'role="alert"', 'href="#id_login"', 'id="id_login"', "konto/demo/"]
    places = [page.index(each) for each in order]
    assert places == sorted(places)
    assert '<details class="more" open>' in page
    assert page.count('role="alert"') == 1
    calm = client.get(reverse("account_login")).content.decode()
    assert calm.index("konto/demo/") < calm.index("<details")
