"""What is sent, in which requests, and what is not."""

import base64
import json
from hashlib import sha256
from uuid import UUID

import pytest

from tests.tracking.lrs.forwarding.builders import AUTHORITY, READ, again, keep, payload_of, said, voiding
from tracking.lrs.commands.forwarding import Forwarded, forward_due
from tracking.lrs.forwarding.parcels import Unsendable
from tracking.lrs.forwarding.secrets import encrypted
from tracking.lrs.models import Agent, DeadLetter, Statement
from tracking.lrs.signatures import USAGE

pytestmark = pytest.mark.django_db


def test_what_is_stored_arrives_in_order_and_once(store, target):
    ids = keep(*(said() for _each in range(3)))

    assert forward_due() == Forwarded(sent=3)
    again(target)
    assert forward_due() == Forwarded()

    target.refresh_from_db()
    assert list(store.stored) == ids
    assert store.batches == [3]
    assert (target.sent, target.position, target.failures) == (3, Statement.objects.latest("pk").pk, 0)
    assert target.last_sent_at is not None


def test_it_is_the_stored_text_without_what_the_other_store_sets(store, target):
    [uuid] = keep(said(result={"score": {"scaled": 0.5}}, context={"extensions": {"urn:x:stored": AUTHORITY}}))

    forward_due()

    stored = json.loads(payload_of(uuid))
    cut = f',"stored":"{stored["stored"]}","authority":{json.dumps(AUTHORITY, separators=(",", ":"))}'
    assert payload_of(uuid).count(cut) == 1
    assert store.requests[0].body.decode() == f"[{payload_of(uuid).replace(cut, '')}]"


def test_requests_name_key_and_version(store, target):
    keep(said())
    keep(said(), version="2.0.0")

    forward_due()

    assert [each.headers["X-Experience-API-Version"] for each in store.requests] == ["1.0.3", "2.0.0"]
    assert {each.headers["Authorization"] for each in store.requests} == {
        "Basic " + base64.b64encode(b"key:secret").decode()
    }


def test_at_most_a_hundred_go_together(store, target):
    keep(*(said() for _each in range(205)))

    forward_due()

    assert store.batches == [100, 100, 5]


def test_at_most_a_megabyte_goes_together(store, target):
    keep(*(said(result={"response": "x" * 400_000}) for _each in range(4)))

    forward_due()

    assert store.batches == [2, 2]
    assert max(len(each.body) for each in store.requests) <= 1024 * 1024


def test_attachments_go_with_their_statement_and_alone(store, target):
    content = b"\0\r\n--certificate"
    told = {"usageType": "urn:x:c", "display": {"de": "Urkunde"}, "contentType": "application/pdf"}
    told |= {"length": len(content), "sha2": sha256(content).hexdigest()}
    keep(said(), said(attachments=[told]), said(), attachments={told["sha2"]: content})

    forward_due()

    assert store.batches == [1, 1, 1]
    assert [each.attachments for each in store.requests] == [{}, {told["sha2"]: content}, {}]


def test_an_attachment_that_is_gone_makes_a_dead_letter(store, target, tmp_path, settings):
    content = b"certificate"
    told = {"usageType": "urn:x:c", "display": {"de": "Urkunde"}, "contentType": "application/pdf"}
    told |= {"length": len(content), "sha2": sha256(content).hexdigest()}
    lost, after = keep(said(attachments=[told]), said(), attachments={told["sha2"]: content})
    xapi = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"xapi": xapi}

    forward_due()

    assert list(store.stored) == [after]
    assert DeadLetter.objects.values_list("statement", "status", "reason").get() == (
        UUID(lost),
        0,
        Unsendable.ATTACHMENT_GONE,
    )


def test_what_a_private_authority_recorded_stays_here(store, target):
    private = {"account": {"homePage": "https://lernhafen.example", "name": "private"}}
    keep(said(), authority=private)
    Agent.objects.filter(ifi__endswith="|private").update(is_private=True)
    [public] = keep(said())

    forward_due()

    assert list(store.stored) == [public]


def test_what_was_withdrawn_before_it_was_sent_stays_here_and_its_withdrawal_goes(store, target):
    [withdrawn] = keep(said())
    [voids] = keep(voiding(withdrawn))

    forward_due()

    assert list(store.stored) == [voids]


@pytest.mark.parametrize(
    ("fields", "goes"),
    [
        ({"verbs": [READ]}, True),
        ({"verbs": ["https://example.org/lent"]}, False),
        ({"activities": ["https://example.org/"]}, True),
        ({"activities": ["https://example.org/shelf/"]}, True),
        ({"activities": ["https://example.com/"]}, False),
        ({"verbs": [READ], "activities": ["https://example.com/"]}, False),
    ],
)
def test_filters_let_pass_what_fits_and_with_it_its_withdrawal(store, target, fields, goes):
    for name, value in fields.items():
        setattr(target, name, value)
    target.save()
    shelf = {"contextActivities": {"grouping": [{"id": "https://example.org/shelf/3"}]}}
    sent = keep(said(context=shelf))
    forward_due()
    sent += keep(voiding(sent[0]))

    again(target)
    forward_due()

    target.refresh_from_db()
    assert list(store.stored) == (sent if goes else [])
    assert target.position == Statement.objects.latest("pk").pk


def test_a_target_that_speaks_1_0_gets_2_0_as_1_0_where_that_can_be(store, target):
    store.versions = ["1.0.0", "1.0.3"]
    someone = [{"objectType": "contextAgent", "agent": {"objectType": "Agent", "mbox": "mailto:ben@example.org"}}]
    plain, special = keep(said(), said(context={"contextAgents": someone}), version="2.0.0")

    forward_due()

    assert [each.headers["X-Experience-API-Version"] for each in store.requests] == ["1.0.3"]
    assert list(store.stored) == [plain]
    assert "version" not in store.stored[plain]
    assert DeadLetter.objects.values_list("statement", "reason").get() == (UUID(special), Unsendable.NEEDS_2)


def test_with_a_salt_nobody_is_named_and_nothing_signed_goes(store, target):
    target.salt = encrypted("a salt of this target")
    target.save()
    told = {"usageType": USAGE, "display": {"de": "Unterschrift"}, "contentType": "application/octet-stream"}
    told |= {"length": 1, "sha2": sha256(b"x").hexdigest()}
    plain, signed = keep(said(), said(attachments=[told]), attachments={told["sha2"]: b"x"})

    forward_due()

    assert list(store.stored) == [plain]
    assert b"anna" not in store.requests[0].body
    assert store.stored[plain]["actor"]["account"]["homePage"]
    assert {"stored", "authority"}.isdisjoint(store.stored[plain])
    assert DeadLetter.objects.values_list("statement", "reason").get() == (UUID(signed), Unsendable.SIGNED)
