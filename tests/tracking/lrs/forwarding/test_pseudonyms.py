import string
from copy import deepcopy
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.lrs.forwarding.pseudonyms import pseudonym_for, registration_for, with_pseudonyms
from tracking.lrs.json_text import dumped, parsed

HOME = "https://lernhafen.example"
SALT = "a salt of this target"
REGISTRATION = "6fa459ea-ee8a-3ca4-894e-db77e160355e"


def changed(statement: dict[str, Any], salt: str = SALT) -> dict[str, Any]:
    return with_pseudonyms(statement, salt=salt, home_page=HOME)


def account(ifi: str) -> dict[str, Any]:
    return {"account": {"homePage": HOME, "name": pseudonym_for(ifi, salt=SALT)}}


def said(**fields: Any) -> dict[str, Any]:
    return {
        "id": "16fd2706-8baf-433b-82eb-8c7fada847da",
        "actor": {"mbox": "mailto:anna@example.org", "name": "Anna Beispiel", "objectType": "Agent"},
        "verb": {"id": "https://example.org/read"},
        "object": {"id": "https://example.org/book"},
        "timestamp": "2026-11-25T10:00:00+01:00",
        **fields,
    }


@pytest.mark.parametrize(
    ("actor", "ifi"),
    [
        ({"mbox": "mailto:anna@example.org"}, "mbox:mailto:anna@example.org"),
        ({"mbox_sha1sum": "a" * 40}, f"sha1:{'a' * 40}"),
        ({"openid": "https://anna.example/"}, "openid:https://anna.example/"),
        ({"account": {"homePage": "https://x.example", "name": "4711"}}, "account:https://x.example|4711"),
    ],
)
def test_every_identifier_becomes_an_account(actor, ifi):
    assert changed(said(actor={**actor, "name": "Anna"}))["actor"] == account(ifi)


def test_a_salt_makes_pseudonyms_that_no_other_salt_makes():
    assert changed(said())["actor"] == changed(said(object={"id": "urn:x:other"}))["actor"]
    assert changed(said())["actor"] != changed(said(), salt="another salt")["actor"]


def test_what_is_said_about_the_thing_stays():
    before = said(result={"score": {"scaled": 0.5}, "response": "42"})

    after = changed(before)

    assert {name: after[name] for name in ("id", "verb", "object", "result", "timestamp")} == {
        name: before[name] for name in ("id", "verb", "object", "result", "timestamp")
    }


def test_a_registration_becomes_another_uuid_that_is_the_same_each_time():
    context = changed(said(context={"registration": REGISTRATION.upper(), "language": "de"}))["context"]

    assert context == {"registration": registration_for(REGISTRATION, salt=SALT), "language": "de"}
    assert context["registration"] != REGISTRATION


def test_attachments_stay_here():
    attachment = {"usageType": "urn:x:y", "sha2": "0", "display": {"de": "Urkunde Anna"}, "contentType": "text/plain"}
    inner = {name: value for name, value in said().items() if name not in {"id", "timestamp"}}
    inner |= {"objectType": "SubStatement", "attachments": [attachment]}

    after = changed(said(object=inner, attachments=[attachment]))

    assert "attachments" not in after
    assert "attachments" not in after["object"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ask ANNA@example.org!", "ask X!"),
        ("https://example.org/of?user=mailto%3aanna%40example.org", "https://example.org/of?user=mailto%3aX"),
        ("Anna Beispiel wrote", "X wrote"),
        ("annals", "annals"),
    ],
)
def test_mentions_in_free_text_go_too(text, expected):
    pseudonym = pseudonym_for("mbox:mailto:anna@example.org", salt=SALT)
    expected = expected.replace("X", pseudonym)

    after = changed(said(result={"response": text, "extensions": {"urn:x:e": [text, {text: text}]}}))

    assert after["result"] == {"response": expected, "extensions": {"urn:x:e": [expected, {expected: expected}]}}


def test_a_number_that_is_somebodys_account_goes_from_extensions_and_a_score_stays():
    someone = {"account": {"homePage": "https://x.example", "name": "471100"}}

    after = changed(
        said(actor=someone, result={"score": {"raw": 471100}, "extensions": {"urn:x:e": 471100, "urn:x:f": True}})
    )

    pseudonym = pseudonym_for("account:https://x.example|471100", salt=SALT)
    assert after["result"] == {"score": {"raw": 471100}, "extensions": {"urn:x:e": pseudonym, "urn:x:f": True}}


def test_a_word_of_the_standard_stays_though_somebody_is_called_so():
    before = said(actor={"account": {"homePage": "https://x.example", "name": "Agent"}, "objectType": "Agent"})

    after = changed(before | {"context": {"language": "Agent"}})

    assert (after["actor"]["objectType"], after["context"]) == ("Agent", {"language": "Agent"})


@pytest.mark.parametrize("is_inside", [False, True])
def test_verbs_and_types_name_nobody(is_inside):
    iri, pseudonym = "https://example.org/of/anna@example.org", pseudonym_for("mbox:mailto:anna@example.org", salt=SALT)
    told = said(
        verb={"id": iri, "display": {"de": "Lena Müller hat abgegeben"}},
        object={"id": iri, "definition": {"type": iri}},
    )

    after = changed(said(object={**told, "objectType": "SubStatement"}))["object"] if is_inside else changed(told)

    hidden = f"https://example.org/of/{pseudonym}"
    assert after["verb"] == {"id": hidden}
    assert after["object"] == {"id": hidden, "definition": {"type": hidden}}


def test_numbers_keep_their_digits():
    text = dumped(said()).replace('"timestamp"', '"result":{"score":{"scaled":0.50}},"timestamp"')

    after = dumped(changed(parsed(text.encode()).exact))

    assert orjson.loads(after)["result"] == {"score": {"scaled": 0.5}}


# Every place of a statement in which somebody may stand, under identifiers that are found nowhere else.
letters = st.text(string.ascii_lowercase + string.digits, min_size=6, max_size=12)
tokens = st.builds("zq{}zq".format, letters)
agents = st.one_of(
    tokens.map(lambda token: {"mbox": f"mailto:{token}@example.org"}),
    tokens.map(lambda token: {"openid": f"https://{token}.example/"}),
    tokens.map(lambda token: {"account": {"homePage": "https://home.example", "name": token}}),
).flatmap(lambda agent: st.sampled_from([agent, {**agent, "name": "zqname zqname"}, {**agent, "objectType": "Agent"}]))
groups = st.builds(
    lambda members, agent: {"objectType": "Group", "name": "zqgroup zqgroup", "member": members, **agent},
    st.lists(agents, max_size=3),
    agents,
)
actors = st.one_of(agents, groups)
objects = actors.map(lambda actor: {"objectType": "Agent", **actor})


@st.composite
def statements(draw: st.DrawFn, inside: bool = False) -> dict[str, Any]:
    actor = draw(actors)
    known = orjson.dumps(actor).decode()
    target = draw(st.one_of(objects, st.just({"id": "https://example.org/book"})))
    if not inside and draw(st.booleans()):
        target = draw(statements(inside=True)) | {"objectType": "SubStatement"}
    context = {
        "registration": draw(st.uuids()).hex,
        "instructor": draw(actors),
        "team": draw(groups),
        "contextAgents": [{"objectType": "contextAgent", "agent": draw(agents)}],
        "contextGroups": [{"objectType": "contextGroup", "group": draw(groups)}],
        "extensions": {f"urn:x:{known}": [known, {"deep": known}]},
    }
    own = {} if inside else {"authority": draw(agents)}
    verb = {"id": "https://example.org/read"}
    return {"actor": actor, "verb": verb, "object": target, "context": context, **own}


@given(statements())
def test_no_identifier_and_no_name_is_left_anywhere_in_the_text(statement):
    before = deepcopy(statement)
    registrations = [statement["context"]["registration"]]
    registrations += [statement["object"]["context"]["registration"]] if "context" in statement["object"] else []

    text = orjson.dumps(changed(statement)).decode()

    assert "zq" in orjson.dumps(statement).decode()
    assert "zq" not in text
    assert not [each for each in registrations if each in text]
    assert statement == before
