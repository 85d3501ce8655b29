"""What becomes of statements when the other store is away, refuses, or asks for patience."""

import json
import socket
import time
from contextlib import closing
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from tests.tracking.lrs.forwarding import builders
from tests.tracking.lrs.forwarding.builders import again, keep, said
from tracking.lrs.commands import forwarding
from tracking.lrs.commands.forwarding import CAREFUL_AFTER, Forwarded, Sender, claim, forward_due, wait_after
from tracking.lrs.commands.targets import put_next_aside
from tracking.lrs.forwarding.parcels import Unsendable
from tracking.lrs.models import DeadLetter, ForwardingTarget

pytestmark = pytest.mark.django_db
TRANSIENT = [429, 500, 502, 503, 504]
OURS_TO_MEND = [301, 401, 403, 404, 405]


def seconds_until_next_try(target: ForwardingTarget) -> float:
    target.refresh_from_db()
    return (target.next_try_at - timezone.now()).total_seconds()


@pytest.mark.parametrize("status", TRANSIENT + OURS_TO_MEND)
def test_nothing_is_lost_while_a_target_does_not_take_anything(store, target, status):
    ids = keep(said(), said())
    store.rule = lambda _statements: status

    assert forward_due() == Forwarded(targets_away=1)
    assert forward_due() == Forwarded()
    assert 0 < seconds_until_next_try(target) <= 5
    assert (target.failures, target.last_error, target.position) == (1, f"HTTP {status}", 0)
    assert target.is_active

    store.rule = lambda _statements: 200
    again(target)
    forward_due()

    target.refresh_from_db()
    assert list(store.stored) == ids
    assert not DeadLetter.objects.exists()
    assert (target.failures, target.last_error) == (0, "")


def test_a_server_that_is_not_there_keeps_the_others_going(store, target):
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        port = gone.getsockname()[1]
    away = builders.target(f"http://127.0.0.1:{port}/xapi", next_try_at=timezone.now() - timedelta(days=1))
    keep(said())

    assert forward_due() == Forwarded(sent=1, targets_away=1)

    away.refresh_from_db()
    assert "inside address" in away.last_error


def test_waits_grow_up_to_an_hour_and_never_meet():
    waits = [wait_after(failures).total_seconds() for failures in range(1, 100)]

    assert all(0.5 * 5 * 2**place <= wait <= 5 * 2**place for place, wait in enumerate(waits[:9]))
    assert all(1800 <= wait <= 3600 for wait in waits[12:])
    assert len(set(waits)) == len(waits)


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        ("120", 115, 120),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0, 5),
        ("soon", 0, 5),
        ("99999999", 0, 5),
        ("999999", 86390, 86400),
    ],
)
def test_a_target_that_says_when_to_come_back_is_left_alone_until_then(store, target, told, least, most):
    keep(said())
    store.rule = lambda _statements: 429
    store.answer_headers = {"Retry-After": told}

    forward_due()

    assert least < seconds_until_next_try(target) <= most


@pytest.mark.parametrize("status", [400, 413, 422])
@pytest.mark.parametrize("bad", [[0], [6], [3, 4], list(range(7))])
def test_a_refused_batch_is_halved_until_the_bad_ones_are_alone(store, target, status, bad):
    ids = keep(*(said() for _each in range(7)))
    culprits = {ids[place] for place in bad}
    store.rule = lambda statements: status if culprits & {each["id"] for each in statements} else 200

    assert forward_due() == Forwarded(sent=7 - len(bad), put_aside=len(bad))

    assert list(store.stored) == [each for each in ids if each not in culprits]
    letters = DeadLetter.objects.filter(target=target)
    assert {str(letter.statement) for letter in letters} == culprits
    assert set(letters.values_list("status", "reason")) == {(status, '{"why": "because"}')}


def test_what_arrived_before_a_failure_is_not_sent_again(store, target):
    first, second = keep(*(said() for _each in range(100))), keep(said())
    store.rule = lambda statements: 503 if len(statements) == 1 else 200
    forward_due()
    store.rule = lambda _statements: 200
    again(target)
    forward_due()

    assert store.batches == [100, 1, 1]
    assert list(store.stored) == first + second


@pytest.mark.parametrize(("held", "is_fine"), [({}, True), ({"result": {"success": True}}, False), (None, False)])
def test_a_conflict_is_fine_when_the_target_says_the_same(store, target, held, is_fine):
    [uuid, other] = keep(said(), said())
    if held is not None:
        store.stored[uuid] = json.loads(builders.payload_of(uuid)) | held
    store.rule = lambda statements: 409 if uuid in {each["id"] for each in statements} else 200

    forward_due()

    assert other in store.stored
    assert list(DeadLetter.objects.values_list("statement", "status")) == ([] if is_fine else [(UUID(uuid), 409)])


def test_204_is_taken(store, target):
    keep(said())
    store.rule = lambda _statements: 204

    assert forward_due() == Forwarded(sent=1)


def test_dead_letters_are_sent_again_when_somebody_wants_it(store, target):
    mended, bad, left = ids = keep(said(), said(), said())
    store.rule = lambda _statements: 400
    forward_due()
    DeadLetter.objects.exclude(statement=left).update(wants_resend=True)
    again(target)
    store.rule = lambda statements: 400 if statements[0]["id"] == bad else 200

    assert forward_due() == Forwarded(sent=1, put_aside=1)

    assert list(store.stored) == [mended]
    assert set(DeadLetter.objects.values_list("statement", "wants_resend")) == {
        (UUID(bad), False),
        (UUID(left), False),
    }
    assert len(ids) == 3


def test_a_dead_letter_waits_on_while_the_target_is_away(store, target):
    keep(said())
    store.rule = lambda _statements: 400
    forward_due()
    DeadLetter.objects.update(wants_resend=True)
    again(target)
    store.rule = lambda _statements: 503

    assert forward_due() == Forwarded(targets_away=1)
    assert DeadLetter.objects.get().wants_resend


def test_a_dead_letter_that_was_withdrawn_since_is_not_sent(store, target):
    [uuid] = keep(said())
    store.rule = lambda _statements: 400
    forward_due()
    store.rule = lambda _statements: 200
    [voids] = keep(builders.voiding(uuid))
    DeadLetter.objects.update(wants_resend=True)
    again(target)

    forward_due()

    assert list(store.stored) == [voids]
    assert not DeadLetter.objects.exists()


def test_only_one_sends_to_a_target_until_it_shows_no_sign_of_life(target, monkeypatch):
    monkeypatch.setattr(forwarding, "claimer", lambda: "another-host:1")
    assert claim(target.pk)
    assert claim(target.pk) is None

    ForwardingTarget.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))

    assert claim(target.pk)


def test_the_claim_of_a_process_that_is_gone_is_free_at_once(target, monkeypatch):
    monkeypatch.setattr(forwarding, "is_gone", lambda _by: True)
    assert claim(target.pk)
    assert claim(target.pk)


def test_whoever_lost_the_claim_sends_nothing_more_and_changes_nothing(store, target):
    keep(*(said() for _each in range(200)))
    ForwardingTarget.objects.update(versions=["1.0.3"])
    mine = claim(target.pk)
    ForwardingTarget.objects.update(claimed_by="another", position=7)

    Sender(mine).run(time.monotonic() + 10)

    target.refresh_from_db()
    assert store.batches == [100]
    assert (target.claimed_by, target.position, target.failures, target.sent) == ("another", 7, 0, 0)


def test_a_paused_target_gets_nothing(store, target):
    keep(said())
    ForwardingTarget.objects.update(is_active=False)

    assert forward_due() == Forwarded()
    assert store.batches == []


def test_our_own_address_is_not_sent_to(store, target, settings):
    keep(said())
    settings.BASE_URL = store.url.removesuffix("/xapi")

    assert forward_due() == Forwarded(targets_away=1)

    target.refresh_from_db()
    assert target.last_error == "this is our own address"
    assert store.batches == []


def test_a_password_that_cannot_be_read_is_said(store, target, settings):
    keep(said())
    settings.SECRET_KEY = "new" * 20

    forward_due()

    target.refresh_from_db()
    assert "SECRET_KEY has changed" in target.last_error


def test_a_statement_that_a_target_fails_at_can_be_put_aside_by_hand(store, target):
    good, bad, last = keep(said(), said(), said())
    store.rule = lambda statements: 500 if bad in {each["id"] for each in statements} else 200
    for _each in range(CAREFUL_AFTER + 1):
        again(target)
        forward_due()
    assert list(store.stored) == [good]

    assert put_next_aside(target_id=target.pk) == UUID(bad)
    forward_due()

    assert list(store.stored) == [good, last]
    letter = DeadLetter.objects.get()
    assert (str(letter.statement), letter.status, letter.reason) == (bad, 0, Unsendable.PUT_ASIDE)
    assert put_next_aside(target_id=target.pk) is None
