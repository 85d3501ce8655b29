"""Platform administration and data protection see what the store holds, never of whom; each look is in the log."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learning.core.access import may
from learning.core.models import AccessEntry
from learning.organisation.enums import Role
from tests.factories.people import OrgUnitFactory, PersonFactory, person_with
from tracking.lrs.commands import store_statements
from tracking.lrs.commands.authorities import declare_private_authority
from tracking.lrs.commands.keys import create_key
from tracking.lrs.commands.storing import Source
from tracking.lrs.models import Agent, Statement, Verb
from tracking.vocabulary.accounts import learner_account, platform_authority

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
PURPOSE = "zweck=datenschutz"
LIST = f"/aufzeichnungen/?{PURPOSE}"
REGISTRATION = "1f0a1f0a-0000-4000-8000-00000000beef"
SECRETS = ("f00d" * 8, "raw-score-47", REGISTRATION, "my very own answer", "Frau Lehrerin", "extended-secret")
READ, DONE = "https://example.org/read", "http://adlnet.gov/expapi/verbs/completed"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
BOOK = "https://example.org/book"


def said(**fields):
    """Full of what nobody else may see."""
    return {
        "actor": learner_account("f00d" * 8),
        "verb": {"id": READ, "display": {"de": "las", "en": "read"}},
        "object": {
            "id": BOOK,
            "definition": {"name": {"de": "Ein Buch", "en": "A book"}, "extensions": {"urn:x:e": "extended-secret"}},
        },
        "result": {"response": "my very own answer", "extensions": {"urn:x:raw": "raw-score-47"}},
        "context": {
            "registration": REGISTRATION,
            "instructor": {"name": "Frau Lehrerin", "mbox": "mailto:lehrerin@example.org"},
            "contextActivities": {
                "parent": [{"id": "https://example.org/shelf", "definition": {"name": {"de": "Ein Regal"}}}]
            },
            "extensions": {"urn:x:more": "extended-secret"},
        },
        **fields,
    }


def stored(*statements, authority=None):
    made = store_statements(
        statements=statements or [said()], authority=authority or platform_authority(), source=Source(is_foreign=True)
    )
    return made[0]


def authority_of_a_key(name="Lernspiel"):
    return json.loads(create_key(name=name, scopes=["all"]).row.authority_json)


@pytest.fixture
def dora() -> Client:
    return signed_in(Role.DATA_PROTECTION)


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(person_with(role, OrgUnitFactory() if role is not Role.ADMIN else None))
    return client


def page(client: Client, address: str = LIST, language: str = "de") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def rows(text: str) -> int:
    return text.count('<th scope="row"')


@pytest.mark.parametrize("role", list(Role))
def test_who_may_see_statements_and_manage_keys(role):
    person = person_with(role, OrgUnitFactory())

    assert may(person, "lrs.see_statements") is (role in {Role.ADMIN, Role.DATA_PROTECTION})
    assert may(person, "lrs.manage_keys") is (role is Role.ADMIN)


def test_strangers_and_learners_may_neither():
    for person in (AnonymousUser(), PersonFactory()):
        assert not may(person, "lrs.see_statements")
        assert not may(person, "lrs.manage_keys")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.DATA_PROTECTION])
@pytest.mark.parametrize("is_foreign", [False, True])
def test_list_and_statement_hold_nothing_that_leads_to_a_person(role, is_foreign):
    row = stored(authority=authority_of_a_key() if is_foreign else None)
    client = signed_in(role)

    for text in (page(client), page(client, f"/aufzeichnungen/{row.uuid}/")):
        assert [secret for secret in SECRETS if secret in text] == []
        assert ("Ein Buch" in text) is not is_foreign
        assert (READ if is_foreign else "las") in text
        assert ("Schlüssel „Lernspiel“" if is_foreign else "diese Plattform") in text


def test_the_statement_tells_verb_activity_times_authority_and_validity(dora):
    row = stored(said(timestamp="2026-11-20T09:15:00Z"))

    text = page(dora, f"/aufzeichnungen/{row.uuid}/?{PURPOSE}")

    for told in (READ, BOOK, "https://example.org/shelf", "Ein Regal", "20.11.2026, 10:15", "gültig", str(row.uuid)):
        assert told in text


def test_a_statement_about_a_person_does_not_say_about_whom(dora):
    row = stored(said(object={"objectType": "Agent", "mbox": "mailto:otto@example.org", "name": "Otto"}))

    for text in (page(dora), page(dora, f"/aufzeichnungen/{row.uuid}/")):
        assert "otto" not in text.lower()
        assert "eine Person oder ein Programm" in text


def test_a_statement_in_a_statement_is_not_opened(dora):
    inner = {"objectType": "SubStatement", **{name: said()[name] for name in ("actor", "verb", "object", "result")}}
    row = stored(said(object=inner))

    text = page(dora, f"/aufzeichnungen/{row.uuid}/?{PURPOSE}")

    assert [secret for secret in SECRETS if secret in text] == []
    assert "eine Aussage in der Aussage" in text


def test_private_authorities_do_not_appear_at_all(dora):
    private = {"objectType": "Agent", "account": {"homePage": "https://x.example", "name": "self-assessment"}}
    declare_private_authority(authority=private)
    secret = stored(authority=private)
    remark = stored(said(object={"objectType": "StatementRef", "id": str(secret.uuid)}))

    text = page(dora)
    assert rows(text) == 1
    assert "self-assessment" not in text
    assert dora.get(f"/aufzeichnungen/{secret.uuid}/").status_code == 404
    assert str(secret.uuid) not in page(dora, f"/aufzeichnungen/{remark.uuid}/")
    agent = Agent.objects.get(is_private=True)
    assert "self-assessment" not in page(dora, f"{LIST}&urheber={agent.pk}")


def test_every_look_is_in_the_log_with_its_purpose(dora):
    row = stored()
    dora.get("/aufzeichnungen/")
    assert not AccessEntry.objects.exists()

    dora.get(f"{LIST}&gilt=ja")
    dora.get(f"/aufzeichnungen/{row.uuid}/")

    assert list(AccessEntry.objects.order_by("pk").values_list("what", "purpose", "person", "reader__email")) == [
        (f"lrs.statements: {what}", "Den Datenschutz prüfen", None, AccessEntry.objects.earliest("pk").reader.email)
        for what in ("list gilt=ja", str(row.uuid))
    ]


def test_who_has_not_said_what_for_is_asked_and_led_back(dora):
    row = stored()

    asked = page(dora, "/aufzeichnungen/?gilt=ja")
    assert 'name="gilt" value="ja"' in asked
    assert rows(asked) == 0
    assert BOOK not in page(dora, f"/aufzeichnungen/{row.uuid}/")
    assert dora.get("/aufzeichnungen/?zweck=neugier").status_code == 404

    page(dora)
    assert rows(page(dora, "/aufzeichnungen/")) == 1


def test_there_is_no_way_to_ask_for_a_person(dora):
    stored()
    stored(said(actor={"mbox": "mailto:ben@example.org"}))

    everything = page(dora)
    for name in ("agent", "actor", "registration", "person", "related_agents"):
        assert rows(page(dora, f"{LIST}&{name}={json.dumps(learner_account('f00d' * 8))}")) == 2
        assert f'name="{name}"' not in everything


def test_filters_find_what_fits_and_nothing_else(dora):
    stored()
    key = authority_of_a_key()
    stored(said(verb={"id": DONE}, object={"id": "https://example.org/cd"}), authority=key)
    verb, agent = Verb.objects.get(iri=DONE), Agent.objects.get(ifi__contains="|key:")
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)

    for query, count in {
        f"verb={verb.pk}": 1,
        f"aktivitaet={BOOK}": 1,
        "aktivitaet=https://example.org/never": 0,
        f"urheber={agent.pk}": 1,
        f"urheber={agent.pk}&aktivitaet={BOOK}": 0,
        f"von={today}&bis={today}": 2,
        f"von={tomorrow}": 0,
        f"bis={today - timedelta(days=1)}": 0,
        "gilt=ja": 2,
        "gilt=nein": 0,
    }.items():
        assert rows(page(dora, f"{LIST}&{query}")) == count, query


def test_what_was_taken_back_is_shown_and_leads_to_what_took_it_back(dora):
    uuid, key = str(uuid4()), authority_of_a_key()
    stored(said(id=uuid), authority=key)
    voiding = stored(said(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": uuid}), authority=key)

    assert rows(page(dora, f"{LIST}&gilt=nein")) == 1
    assert f"/aufzeichnungen/{voiding.uuid}/" in page(dora, f"/aufzeichnungen/{uuid}/")
    assert f"/aufzeichnungen/{uuid}/" in page(dora, f"/aufzeichnungen/{voiding.uuid}/")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("von=gestern", "Das ist kein Tag des Kalenders."),
        ("von=2026-11-02&bis=2026-11-01", "Dieser Tag liegt vor dem ersten."),
        ("verb=999999", "999999"),
        ("urheber=x", "x ist keine"),
    ],
)
def test_a_search_that_makes_no_sense_says_what_to_do_and_shows_nothing(dora, query, told):
    stored()

    text = page(dora, f"{LIST}&{query}")

    assert told in text
    assert "So lässt sich nicht suchen" in text
    assert rows(text) == 0
    assert not AccessEntry.objects.exists()


def test_empty_pages_say_why(dora):
    assert "Noch ist nichts aufgezeichnet" in page(dora)
    stored()
    assert "Dazu gibt es keine Aufzeichnung" in page(dora, f"{LIST}&gilt=nein")
    assert "Älter ist keine Aufzeichnung" in page(dora, f"{LIST}&vor=1")


def test_pages_go_on_to_the_end_without_counting(dora):
    stored(*(said() for _each in range(120)))

    address, found = LIST, []
    with CaptureQueriesContext(
        connection,
    ) as queries:
        while address:
            text = page(dora, address)
            found.append(rows(text))
            following = text.partition('rel="next" href="')[2].partition('"')[0]
            address = following.replace("&amp;", "&")

    assert found == [50, 50, 20]
    assert not [each for each in queries.captured_queries if "COUNT(" in each["sql"].upper()]


def test_the_list_costs_the_same_with_one_and_with_three_rows(dora):
    unnamed = {"id": "https://example.org/cd"}
    stored(said(object=unnamed))
    page(dora)
    with CaptureQueriesContext(connection) as one:
        page(dora)
    stored(said(), said(object=unnamed, verb={"id": DONE}))
    with CaptureQueriesContext(connection) as three:
        page(dora)

    assert len(three) == len(one)


def test_an_activity_without_a_name_has_the_end_of_its_address(dora):
    stored(said(object={"id": BOOK}))

    assert "example.org/book" in page(dora)


def naming_lena():
    """A foreign tool that writes a person wherever it can."""
    lena = {"de": "Lena Müller hat abgegeben"}
    activity = {"id": "https://lena:mueller@tool.example/lena-mueller?lena#mueller"}
    activity["definition"] = {"name": lena, "description": lena, "type": "https://tool.example/type/lena"}
    urn = {"id": "urn:lena:mueller", "definition": {"type": "http://adlnet.gov/expapi/activities/lena"}}
    course = {"id": "https://x.example/lena", "definition": {"type": "http://adlnet.gov/expapi/activities/course"}}
    context = {"contextActivities": {"parent": [urn], "other": [course]}}
    return said(verb={"id": DONE + "/own", "display": lena}, object=activity, context=context)


@pytest.mark.parametrize("speaker", ["key", "mbox", "openid", "account"])
def test_words_and_addresses_of_others_name_nobody(dora, speaker):
    authority = {
        "key": authority_of_a_key(),
        "mbox": {"mbox": "mailto:lena@tool.example"},
        "openid": {"openid": "https://lena@tool.example/lena"},
        "account": {"account": {"homePage": "https://tool.example/lena", "name": "key:lena"}},
    }[speaker]
    row = stored(naming_lena(), authority=authority)

    for text in (page(dora), page(dora, f"/aufzeichnungen/{row.uuid}/"), page(dora, f"{LIST}&urheber=1")):
        assert not [word for word in ("lena", "müller", "mueller") if word in text.lower()]
        assert DONE + "/own" in text
    assert ("Schlüssel „Lernspiel“" if speaker == "key" else f"{speaker}, tool.example") in page(dora)
    text = page(dora, f"/aufzeichnungen/{row.uuid}/")
    for told in (">urn:<", "x.example (course)", f"{DONE}/own: tool.example"):
        assert told in text


def test_what_others_call_a_thing_is_not_what_the_platform_calls_it(dora):
    key = authority_of_a_key()
    stored(said(verb={"id": READ, "display": {"de": "Lena las"}}), authority=key)
    stored(naming_lena() | {"verb": said()["verb"]}, authority=key)
    stored(said(verb={"id": READ}, object={"id": BOOK}))

    assert "Lena" not in page(dora)


def test_the_platforms_verbs_are_told_in_its_words_others_by_the_beginning_of_their_iri(dora):
    long = "https://example.org/" + "v" * 3_000_000
    stored(said(verb={"id": DONE}), said(verb={"id": long}), said(object={"id": long}))

    text = page(dora)

    assert ">hat abgeschlossen</option>" in text
    assert f">{long[:119]}…</option>" in text
    assert len(text) < 100_000
    for row in Statement.objects.all():
        assert len(page(dora, f"/aufzeichnungen/{row.uuid}/")) < 100_000


def test_verbs_of_private_authorities_alone_are_not_told(dora):
    private = {"objectType": "Agent", "account": {"homePage": "https://x.example", "name": "self-assessment"}}
    declare_private_authority(authority=private)
    stored(said(verb={"id": "urn:x:doubted"}), said(verb={"id": READ}), authority=private)
    assert "urn:x:doubted" not in page(dora)
    assert READ not in page(dora)

    stored()

    assert f">{READ}</option>" in page(dora)
    assert "urn:x:doubted" not in page(dora)


@pytest.mark.parametrize(
    ("query", "count"),
    [("von=0001-01-01", 1), ("bis=9999-12-31", 1), ("von=9999-12-31", 0), ("bis=0001-01-01", 0)],
)
def test_the_ends_of_the_calendar_are_days_too(dora, query, count):
    stored()

    assert rows(page(dora, f"{LIST}&{query}")) == count


def test_english_is_complete(dora):
    row = stored()

    assert "What is stored about learning" in page(dora, language="en")
    text = page(dora, f"/aufzeichnungen/{row.uuid}/", language="en")
    assert "read: A book" in text
    assert "Only the person it is about sees that" in text


def test_the_way_there_is_in_the_navigation_of_those_who_may(dora, client):
    assert 'href="/aufzeichnungen/"' in page(dora, "/")
    client.force_login(PersonFactory())
    assert 'href="/aufzeichnungen/"' not in page(client, "/")
