"""Platform administration walks through the pages of keys; nobody else has them."""

import base64
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learning.core.models import AuditEntry
from learning.organisation.enums import Role
from tests.factories.people import OrgUnitFactory, person_with
from tracking.lrs.commands.authorities import declare_private_authority
from tracking.lrs.commands.keys import create_key, revoke_key, rotate_key
from tracking.lrs.models import Key
from tracking.lrs.platform import platform_iri

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LIST = "/cms/schluessel/"


@pytest.fixture
def anke() -> Client:
    client = Client()
    client.force_login(person_with(Role.ADMIN, None))
    return client


def page(client: Client, address: str = LIST, language: str = "de") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def filled(client: Client, address: str, **fields):
    """The form of the page, sent with its own hidden fields."""
    once = re.search(r'name="einmal" value="(\w+)"', page(client, address))
    return {"einmal": once[1] if once else "", **fields}


def secret_in(text: str) -> tuple[str, str]:
    key, secret = (re.search(rf'id="{name}" type="text" readonly value="([^"]+)"', text) for name in ("key", "secret"))
    assert key
    assert secret
    return key[1], secret[1]


def status(key: str, secret: str) -> int:
    basic = base64.b64encode(f"{key}:{secret}".encode()).decode()
    headers = {"Authorization": f"Basic {basic}", "X-Experience-API-Version": "2.0.0"}
    return Client().get("/xapi/statements", headers=headers).status_code


NEW = {"name": "Lernspiel", "scopes": ["statements/read/mine"], "requests_per_minute": "", "ends": "", "authority": ""}


def test_a_new_key_works_and_its_secret_is_shown_once(anke):
    form = filled(anke, f"{LIST}neu/", **NEW)

    answer = anke.post(f"{LIST}neu/", form)

    key, secret = secret_in(answer.content.decode())
    assert status(key, secret) == 200
    assert answer["Cache-Control"] == "no-store"
    row = Key.objects.get()
    for address in (LIST, f"{LIST}{row.pk}/"):
        assert secret not in page(anke, address)
    assert secret not in str(dict(anke.session))
    assert AuditEntry.objects.get(action="lrs.key_created").actor is not None


def test_reloading_the_answer_makes_no_second_key(anke):
    form = filled(anke, f"{LIST}neu/", **NEW)
    anke.post(f"{LIST}neu/", form)

    again = anke.post(f"{LIST}neu/", form, follow=True)

    assert "das Geheimnis wird kein zweites Mal gezeigt" in again.content.decode()
    assert Key.objects.count() == 1


def test_a_new_key_with_everything(anke):
    authority = '{"mbox": "mailto:lernspiel@example.org", "objectType": "Agent"}'
    fields = {**NEW, "requests_per_minute": "60", "ends": "30", "authority": authority}

    anke.post(f"{LIST}neu/", filled(anke, f"{LIST}neu/", **fields))

    row = Key.objects.get()
    assert (row.requests_per_minute, row.authority.ifi) == (60, "mbox:mailto:lernspiel@example.org")
    assert timedelta(days=29) < row.expires_at - timezone.now() <= timedelta(days=30)
    text = page(anke)
    assert "höchstens 60" in text
    assert "noch nie benutzt" in text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "Noch nicht gespeichert"),
        ({"scopes": []}, "Noch nicht gespeichert"),
        ({"requests_per_minute": "0"}, "Noch nicht gespeichert"),
        ({"authority": "{"}, "Das ist kein JSON."),
        ({"authority": '{"mbox": "mailto:a@example.org", "mbox": "mailto:b@example.org"}'}, "Das ist kein JSON."),
        ({"authority": '{"name": "Anna"}'}, "Das ist kein einzelner Agent"),
        ({"authority": '{"account": {"homePage": "PLATFORM", "name": "platform"}}'}, "Konten dieser Plattform"),
        ({"authority": '{"mbox": "mailto:private@example.org"}'}, "Diese Urheberschaft ist privat"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(anke, fields, told):
    declare_private_authority(authority={"mbox": "mailto:private@example.org"})
    fields = {name: value.replace("PLATFORM", platform_iri()) if value else value for name, value in fields.items()}
    form = filled(anke, f"{LIST}neu/", **{**NEW, "name": "Lernspiel 7", **fields})

    text = anke.post(f"{LIST}neu/", form).content.decode()

    assert told in text
    assert "Lernspiel 7" in text or "name" in fields
    assert not Key.objects.exists()


def test_renewing_shows_the_new_secret_and_lets_the_old_one_live_as_long_as_chosen(anke):
    old = create_key(name="Lernspiel", scopes=["all"])
    address = f"{LIST}{old.row.pk}/erneuern/"

    form = filled(anke, address, old_lives="24")
    key, secret = secret_in(anke.post(address, form).content.decode())
    assert [status(key, secret), status(old.key, old.secret)] == [200, 200]
    assert "gilt noch bis" in page(anke, f"{LIST}{old.row.pk}/")

    assert anke.post(address, form).status_code == 302
    assert status(key, secret) == 200

    key, newest = secret_in(anke.post(address, filled(anke, address, old_lives="0")).content.decode())
    assert [status(key, newest), status(key, secret), status(old.key, old.secret)] == [200, 401, 401]


def test_changing_name_scopes_and_limit(anke):
    made = create_key(name="Lernspiel", scopes=["all"])
    address = f"{LIST}{made.row.pk}/"

    said = anke.post(
        address, {"name": "Quiz", "scopes": ["state", "profile"], "requests_per_minute": "5"}, follow=True
    ).content.decode()

    assert "Es gilt ab der nächsten Anfrage." in said
    row = Key.objects.get()
    assert (row.name, row.scopes, row.requests_per_minute) == ("Quiz", ["profile", "state"], 5)


def test_blocking_asks_first_and_ends_the_key(anke):
    made = create_key(name="Lernspiel", scopes=["all"])
    address = f"{LIST}{made.row.pk}/sperren/"

    assert "lässt sich nicht zurücknehmen" in page(anke, address)
    assert status(made.key, made.secret) == 200

    said = anke.post(address, follow=True).content.decode()
    assert "kommt nicht mehr herein" in said
    assert "gesperrt" in said
    assert status(made.key, made.secret) == 401


def test_an_ended_key_offers_nothing_and_takes_nothing(anke):
    made = create_key(name="Lernspiel", scopes=["all"])
    revoke_key(key_id=made.row.pk)
    address = f"{LIST}{made.row.pk}/"

    text = page(anke, address)
    assert "Dieser Schlüssel ist beendet" in text
    assert "erneuern/" not in text
    for to, fields in ((address, {"name": "x", "scopes": ["all"]}), (f"{address}erneuern/", {"old_lives": "0"})):
        said = anke.post(to, fields, follow=True).content.decode()
        assert "kommt nicht wieder" in said


def test_the_list_tells_what_each_key_may_whether_it_holds_and_leaves_out_tokens_of_sessions(anke):
    assert "Noch gibt es keinen Schlüssel" in page(anke)
    options = {"scopes": ["statements/write"]}
    create_key(name="Läuft", **options)
    create_key(name="Endet", expires_at=timezone.now() + timedelta(days=9), **options)
    revoke_key(key_id=create_key(name="Zu", **options).row.pk)
    create_key(name="Sitzung", expires_at=timezone.now() + timedelta(hours=1), **options)
    Key.objects.filter(name="Endet").update(expires_at=timezone.now(), created_at=timezone.now() - timedelta(days=9))

    text = page(anke)

    assert [word for word in ("Läuft", "Endet", "Zu", "Sitzung") if f">{word}</a>" in text] == ["Läuft", "Endet", "Zu"]
    assert text.index(">Läuft</a>") < text.index(">Zu</a>")
    assert all(word in text for word in ("gilt", "abgelaufen", "gesperrt", "Aufzeichnungen schreiben", "ohne Grenze"))


def test_the_list_costs_the_same_with_one_and_with_three_keys(anke):
    create_key(name="a", scopes=["all"])
    page(anke)
    with CaptureQueriesContext(connection) as one:
        page(anke)
    for name in "bc":
        rotate_key(key_id=create_key(name=name, scopes=["all"]).row.pk)
    with CaptureQueriesContext(connection) as three:
        page(anke)

    assert len(three) == len(one)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_else_has_these_pages(role):
    made = create_key(name="Lernspiel", scopes=["all"])
    client = Client()
    client.force_login(person_with(role, OrgUnitFactory()))

    for address in ("", "neu/", f"{made.row.pk}/", f"{made.row.pk}/erneuern/", f"{made.row.pk}/sperren/"):
        assert client.get(f"{LIST}{address}").status_code in {302, 404}
        assert client.post(f"{LIST}{address}", {"old_lives": "0", **NEW}).status_code in {302, 404}
    assert Key.objects.count() == 1
    assert status(made.key, made.secret) == 200


def test_keys_that_are_not_there_are_not_found(anke):
    for address in ("1/", "1/erneuern/", "1/sperren/"):
        assert anke.get(f"{LIST}{address}").status_code == 404


def test_the_menu_leads_to_keys_and_records(anke):
    text = page(anke, "/cms/")
    assert "/cms/schluessel/" in text
    assert "/aufzeichnungen/" in text


def test_english_is_complete(anke):
    made = create_key(name="Game", scopes=["statements/write"], requests_per_minute=5)
    pages = [page(anke, f"{LIST}{each}", "en") for each in ("", "neu/", f"{made.row.pk}/", f"{made.row.pk}/erneuern/")]

    for text, told in zip(
        pages, ("at most 5", "What the program may do", "Renew secret", "The present secret is good"), strict=True
    ):
        assert told in text
