from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from learning.core.commands import purge_personal_data
from learning.core.models import AuditEntry
from tests.tracking.lrs.forwarding.builders import again, keep, said
from tracking.lrs.commands import targets
from tracking.lrs.commands.forwarding import claim, forward_due
from tracking.lrs.forwarding.remote import StoreAwayError
from tracking.lrs.forwarding.secrets import decrypted
from tracking.lrs.forwarding.states import target_states
from tracking.lrs.models import DeadLetter, ForwardingTarget, Statement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("with_past", [True, False])
def test_a_new_target_gets_the_past_if_that_is_wanted(store, with_past):
    keep(said(), said())
    fields = {"name": "Land", "url": store.url, "username": "key", "password": "geheim", "salt": "gesalzen"}

    target = targets.create_target(**fields, with_past=with_past)
    forward_due()

    assert len(store.stored) == (2 if with_past else 0)
    assert [decrypted(target.password), decrypted(target.salt)] == ["geheim", "gesalzen"]
    assert "geheim" not in target.password
    assert AuditEntry.objects.filter(action="lrs.target_created").exists()


def test_changing_a_target_ends_a_running_sender_and_its_wait(target):
    ForwardingTarget.objects.update(versions=["1.0.3"])
    claim(target.pk)
    ForwardingTarget.objects.update(next_try_at=timezone.now() + timedelta(hours=1))

    targets.change_target(target_id=target.pk, name="anders", password="neu")

    target.refresh_from_db()
    assert (target.name, target.claimed_by, target.versions) == ("anders", "", None)
    assert decrypted(target.password) == "neu"
    assert claim(target.pk)
    assert AuditEntry.objects.get(action="lrs.target_changed").detail == {"fields": ["name", "password"]}


def test_a_target_is_paused_and_goes_on_where_it_was(store, target):
    targets.pause_target(target_id=target.pk)
    ids = keep(said())
    forward_due()
    assert store.stored == {}

    targets.resume_target(target_id=target.pk)
    forward_due()

    assert list(store.stored) == ids


def test_a_deleted_target_is_gone_with_its_dead_letters(store, target):
    keep(said())
    store.rule = lambda _statements: 400
    forward_due()

    targets.delete_target(target_id=target.pk)

    assert not ForwardingTarget.objects.exists()
    assert not DeadLetter.objects.exists()


@pytest.mark.parametrize("one", [True, False])
def test_dead_letters_go_again_one_or_all(store, target, one):
    ids = keep(said(), said())
    store.rule = lambda _statements: 400
    forward_due()
    store.rule = lambda _statements: 200

    told = targets.resend_dead_letters(target_id=target.pk, statement=ids[0] if one else None)
    forward_due()

    assert told == len(store.stored) == (1 if one else 2)
    assert DeadLetter.objects.count() == 2 - told


def test_a_dead_letter_that_is_none_is_said(target):
    with pytest.raises(targets.UnknownDeadLetterError):
        targets.resend_dead_letters(target_id=target.pk, statement=uuid4())


def test_trying_a_target_writes_nothing_there(store, target):
    store.rule = lambda statements: 400 if "actor" not in statements[0] else 200

    tried = targets.try_target(target_id=target.pk)

    target.refresh_from_db()
    assert (list(tried.versions), tried.refused, target.versions) == (["1.0.3", "2.0.0"], True, ["1.0.3", "2.0.0"])
    assert store.stored == {}


def test_trying_a_target_with_a_wrong_key_says_so(store, target):
    store.rule = lambda _statements: 401

    with pytest.raises(StoreAwayError, match="HTTP 401"):
        targets.try_target(target_id=target.pk)


def test_how_far_a_target_is_can_be_seen(store, target):
    keep(said(), said())
    stored = Statement.objects.order_by("pk").values_list("stored", flat=True).first()

    [before] = target_states()
    forward_due()
    [after] = target_states()

    assert (before.behind, before.oldest, before.dead_letters) == (2, stored, 0)
    assert (after.behind, after.oldest, after.lag) == (0, None, timedelta(0))


@pytest.mark.parametrize("number", [1, 3])
def test_all_states_take_few_queries(store, django_assert_num_queries, number):
    for place in range(number):
        ForwardingTarget.objects.create(name=str(place), url=store.url)

    with django_assert_num_queries(1 + number):
        target_states()


def test_the_command_sends_everything_and_tells_how_far_it_is(store, target):
    keep(said(), said(), said())
    out = StringIO()

    call_command("forward_statements", "--status", stdout=out)
    call_command("forward_statements", stdout=out)
    again(target)
    call_command("forward_statements", "--once", stdout=out)

    status, sent, nothing = out.getvalue().splitlines()
    assert status.startswith(
        f"{target.name}: active, behind 3, lag 0 s, sent 0, last never, failures 0, dead letters 0"
    )
    assert sent == "sent: 3, put aside: 0, targets away: 0"
    assert nothing == "sent: 0, put aside: 0, targets away: 0"


def test_dead_letters_are_kept_for_half_a_year(target):
    for days in (179, 181):
        at = timezone.now() - timedelta(days=days)
        DeadLetter.objects.create(target=target, statement=uuid4(), status=400, reason=str(days), at=at)

    purge_personal_data(dry_run=False)

    assert list(DeadLetter.objects.values_list("reason", flat=True)) == ["179"]
