"""Platform administration walks through the pages of forwarding; nobody else has them."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from learning.organisation.enums import Role
from tests.factories.people import OrgUnitFactory, person_with
from tests.tracking.lrs.forwarding import builders
from tests.tracking.lrs.forwarding.builders import keep, said
from tracking.lrs.commands.forwarding import forward_due
from tracking.lrs.forwarding.parcels import Unsendable
from tracking.lrs.forwarding.secrets import decrypted
from tracking.lrs.forwarding.wording import advice_on
from tracking.lrs.models import DeadLetter, ForwardingTarget

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("error::RuntimeWarning")]
LIST = "/cms/weiterleitungen/"
NEW = {
    "name": "Land",
    "url": "https://lrs.example.org/xapi",
    "username": "our key",
    "password": "their secret",
    "verbs": "https://example.org/read\n\n https://example.org/lent ",
    "activities": "https://example.org/",
    "salt": "salt of sixteen characters",
}


@pytest.fixture
def anke() -> Client:
    client = Client()
    client.force_login(person_with(Role.ADMIN, None))
    return client


def page(client: Client, address: str = LIST) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client: Client, address: str, **fields: str) -> str:
    """What the page says that the form leads to."""
    answer = client.post(address, fields, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_target_is_as_it_was_told_and_its_secrets_are_shown_nowhere(anke):
    keep(said())

    text = sent(anke, f"{LIST}neu/", **NEW)

    row = ForwardingTarget.objects.get()
    assert (row.name, row.url, row.username) == ("Land", "https://lrs.example.org/xapi", "our key")
    assert row.verbs == ["https://example.org/read", "https://example.org/lent"]
    assert row.activities == ["https://example.org/"]
    assert (decrypted(row.password), decrypted(row.salt)) == (NEW["password"], NEW["salt"])
    assert row.position > 0
    pages = text + page(anke) + page(anke, f"{LIST}{row.pk}/")
    assert "Prüfen Sie jetzt die Verbindung" in text
    assert not [secret for secret in (NEW["password"], NEW["salt"], row.password, row.salt) if secret in pages]


def test_a_new_target_may_get_the_past(anke):
    keep(said())

    sent(anke, f"{LIST}neu/", **NEW, with_past="on")

    assert ForwardingTarget.objects.get().position == 0


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("url", "ftp://lrs.example.org", "https://"),
        ("url", "https://user:pass@lrs.example.org", "Passwort enthalten"),
        ("url", "http://localhost:8000/xapi/", "Adresse dieses Speichers selbst"),
        ("url", "http://localhost:8000/xapi/statements", "Adresse dieses Speichers selbst"),
        ("verbs", "read", "kein IRI"),
        ("activities", "https://example.org/ok\nbooks", "kein IRI"),
        ("salt", "too short", "16"),
        ("password", "", "Noch nicht gespeichert"),
        ("name", "taken", "andere Weiterleitung"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(anke, field, value, complaint):
    builders.target("https://elsewhere.example/xapi", name="taken")

    text = sent(anke, f"{LIST}neu/", **{**NEW, field: value})

    assert complaint in text
    assert ForwardingTarget.objects.count() == 1


def test_a_change_keeps_secrets_that_are_not_told_anew(anke):
    sent(anke, f"{LIST}neu/", **NEW)
    row = ForwardingTarget.objects.get()

    sent(anke, f"{LIST}{row.pk}/", **NEW | {"name": "Bund", "password": "", "salt": "", "verbs": ""})

    row.refresh_from_db()
    assert (row.name, row.verbs) == ("Bund", [])
    assert (decrypted(row.password), decrypted(row.salt)) == (NEW["password"], NEW["salt"])


def test_a_change_can_renew_the_password_drop_the_salt_and_begin_anew(anke):
    keep(said())
    sent(anke, f"{LIST}neu/", **NEW)
    row = ForwardingTarget.objects.get()

    more = {"password": "new", "salt": "", "without_salt": "on", "with_past": "on"}
    sent(anke, f"{LIST}{row.pk}/", **NEW | more)

    row.refresh_from_db()
    assert (decrypted(row.password), row.salt, row.position) == ("new", "", 0)


def test_the_connection_is_tried(anke, store, target):
    store.rule = lambda _statements: 400
    text = sent(anke, f"{LIST}{target.pk}/pruefen/")
    assert "Das Ziel spricht xAPI 1.0.3, 2.0.0, und der Schlüssel gilt." in text

    store.rule = lambda _statements: 403
    assert "nimmt den Schlüssel nicht an" in sent(anke, f"{LIST}{target.pk}/pruefen/")

    store.rule = lambda _statements: 200
    assert "nimmt aber auch an" in sent(anke, f"{LIST}{target.pk}/pruefen/")


def test_a_target_is_paused_resumed_and_deleted(anke, target):
    assert "Angehalten" in sent(anke, f"{LIST}{target.pk}/schalten/")
    assert "angehalten" in page(anke)

    assert "Es geht weiter" in sent(anke, f"{LIST}{target.pk}/schalten/")
    target.refresh_from_db()
    assert target.is_active

    assert "löschen?" in page(anke, f"{LIST}{target.pk}/loeschen/")
    assert ForwardingTarget.objects.exists()
    assert "bleibt beim Ziel" in sent(anke, f"{LIST}{target.pk}/loeschen/")
    assert not ForwardingTarget.objects.exists()


def test_lag_and_failures_are_seen(anke, store, target):
    keep(said(), said())
    store.rule = lambda _statements: 401
    forward_due()
    ForwardingTarget.objects.update(failures=3, sent=1234, last_sent_at=timezone.now() - timedelta(hours=1))

    overview, detail = page(anke), page(anke, f"{LIST}{target.pk}/")

    for text in (overview, detail):
        assert "3 Fehlversuche in Folge" in text
        assert "HTTP 401" in text
        assert "2, älteste von" in " ".join(text.split())
        assert "1.234" in text
    assert "Tragen Sie ihn neu ein" in detail


def test_the_next_one_is_put_aside_where_a_target_fails_again_and_again(anke, target):
    [uuid] = keep(said())
    assert "beiseitelegen" not in page(anke, f"{LIST}{target.pk}/")
    ForwardingTarget.objects.update(failures=3, last_error="HTTP 500")
    assert "beiseitelegen" in page(anke, f"{LIST}{target.pk}/")

    assert f"Beiseitegelegt: {uuid}" in sent(anke, f"{LIST}{target.pk}/beiseite/")
    assert "Gerade wartet keine" in sent(anke, f"{LIST}{target.pk}/beiseite/")
    assert str(DeadLetter.objects.get().statement) == uuid


@pytest.mark.parametrize("rows", [1, 3])
def test_dead_letters_are_listed_with_their_reasons(anke, target, rows, django_assert_max_num_queries):
    for _each in range(rows):
        DeadLetter.objects.create(target=target, statement=uuid4(), status=400, reason="<b>why</b>")
    DeadLetter.objects.create(target=target, statement=uuid4(), status=0, reason=Unsendable.SIGNED)

    with django_assert_max_num_queries(14):
        text = page(anke, f"{LIST}{target.pk}/abgelehnt/")

    assert text.count("400: &lt;b&gt;why&lt;/b&gt;") == rows
    assert "Sie ist unterschrieben" in text


@pytest.mark.parametrize("which", ["one", "all"])
def test_dead_letters_are_sent_again_from_the_list(anke, store, target, which):
    ids = keep(said(), said())
    store.rule = lambda _statements: 400
    forward_due()
    store.rule = lambda _statements: 200

    told = sent(anke, f"{LIST}{target.pk}/abgelehnt/erneut/", **({"statement": ids[1]} if which == "one" else {}))
    forward_due()

    assert ("1 wird" if which == "one" else "2 werden") in told
    assert list(store.stored) == (ids[1:] if which == "one" else ids)
    left = {UUID(ids[0])} if which == "one" else set()
    assert set(DeadLetter.objects.values_list("statement", flat=True)) == left


@pytest.mark.parametrize("named", ["nonsense", "7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11"])
def test_a_letter_that_is_none_is_not_found(anke, target, named):
    assert anke.post(f"{LIST}{target.pk}/abgelehnt/erneut/", {"statement": named}).status_code == 404


PLACES = ("", "neu/", "1/", "1/loeschen/", "1/abgelehnt/")
ACTIONS = ("neu/", "1/", "1/loeschen/", "1/pruefen/", "1/schalten/", "1/beiseite/", "1/abgelehnt/erneut/")


@pytest.mark.parametrize("role", [None, Role.TRAINER, Role.HR, Role.DATA_PROTECTION])
def test_nobody_else_has_these_pages(client, role, store, target):
    if role:
        client.force_login(person_with(role, OrgUnitFactory.create() if role is not Role.DATA_PROTECTION else None))
    before = ForwardingTarget.objects.values().get()
    places = [place.replace("1/", f"{target.pk}/", 1) for place in PLACES]
    actions = [action.replace("1/", f"{target.pk}/", 1) for action in ACTIONS]

    seen = [client.get(LIST + place).status_code for place in places]
    done = [client.post(LIST + action, NEW).status_code for action in actions]

    assert 200 not in seen + done
    assert ForwardingTarget.objects.values().get() == before
    assert store.batches == []


@pytest.mark.parametrize("place", PLACES[2:])
def test_a_target_that_is_none_is_not_found(anke, place):
    assert anke.get(f"{LIST}{place}").status_code == 404


def test_administration_finds_it_in_the_menu(anke):
    assert LIST in page(anke, "/cms/")


@pytest.mark.parametrize(
    ("error", "part"),
    [
        ("HTTP 401", "Schlüssel"),
        ("HTTP 404", "Adresse"),
        ("HTTP 503", "von selbst"),
        ("lrs is an inside address and not named in EGRESS_ALLOW", "EGRESS_ALLOW"),
        ("password and salt cannot be read any more: SECRET_KEY has changed", "neu ein"),
        ("this is our own address", "dieses Speichers selbst"),
        ("gaierror: nobody", "nicht zu erreichen"),
    ],
)
def test_every_failure_has_its_advice(error, part):
    assert part in advice_on(error)


def test_no_failure_has_none():
    assert advice_on("") == ""
