import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from learning.core.commands import (
    Delivered,
    deliver_due,
    delivery,
    free_stale_claims,
    publish,
    record_audit,
    retry_parked,
)
from learning.core.events import Event, receives
from learning.core.models import AuditEntry, OutboxItem

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@dataclass(frozen=True, kw_only=True)
class Told(Event):
    name: ClassVar[str] = "test.told"
    word: str


def write_down(event: Told) -> None:
    record_audit(actor=None, action="test", subject=event.word)


def fail(event: Told) -> None:
    record_audit(actor=None, action="half done", subject=event.word)
    raise ValueError(event.word)


def written() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("subject", flat=True))


def tell(*words: str) -> None:
    for word in words:
        with transaction.atomic():
            publish(Told(word=word))


def test_deliver_due_runs_each_receiver_once_in_order() -> None:
    receives(Told, when="later")(write_down)
    tell("a", "b", "c")

    assert deliver_due() == Delivered(delivered=3)
    assert deliver_due() == Delivered()
    assert written() == ["a", "b", "c"]
    assert not OutboxItem.objects.waiting().exists()


def test_deliver_due_stops_at_the_limit() -> None:
    receives(Told, when="later")(write_down)
    tell("a", "b", "c")

    assert deliver_due(limit=2) == Delivered(delivered=2)
    assert written() == ["a", "b"]


def test_a_failing_receiver_leaves_no_half_effect_and_lets_the_others_pass() -> None:
    receives(Told, when="later")(fail)
    receives(Told, when="later")(write_down)
    tell("a", "b")

    assert deliver_due() == Delivered(delivered=2, failed=2)
    assert written() == ["a", "b"]


def test_a_failed_row_says_why_and_waits_longer_each_time(settings: Settings) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 4
    receives(Told, when="later")(fail)
    tell("a")
    waits = []
    now = timezone.now()
    for _ in range(3):
        with time_machine.travel(now, tick=False):
            deliver_due()
        item = OutboxItem.objects.get()
        waits.append(item.due_at - now)
        now = item.due_at

    assert item.last_error == "ValueError: a"
    assert item.claimed_by == ""
    for wait, longest in zip(waits, (15, 45, 135), strict=True):
        assert timedelta(seconds=longest / 2) <= wait <= timedelta(seconds=longest)


def test_a_row_is_parked_after_its_last_attempt_with_an_alert(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 1
    receives(Told, when="later")(fail)
    tell("a")

    assert deliver_due() == Delivered(parked=1)
    assert OutboxItem.objects.parked().count() == 1
    assert [record.levelname for record in caplog.records if "outbox.parked" in str(record.msg)] == ["ERROR"]
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        assert deliver_due() == Delivered()


def test_retry_parked_lets_a_row_start_over(settings: Settings) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 1
    subscribe = receives(Told, when="later")
    subscribe(fail)
    tell("a")
    deliver_due()
    settings.OUTBOX_MAX_ATTEMPTS = 2

    assert retry_parked() == 1
    assert deliver_due() == Delivered(failed=1)


def test_a_row_whose_receiver_is_gone_is_kept_for_a_repair() -> None:
    OutboxItem.objects.create(event_id="0" * 32, event_name="test.told", receiver="old.name", payload={})

    assert deliver_due() == Delivered(failed=1)
    assert OutboxItem.objects.get().last_error == "LookupError: no receiver old.name of test.told"


def test_a_receiver_that_breaks_the_transaction_fails_alone() -> None:
    def break_a_constraint(event: Told) -> None:
        known = OutboxItem.objects.order_by("pk").values("event_id", "event_name", "receiver", "payload")[0]
        OutboxItem.objects.create(**known)

    receives(Told, when="later")(break_a_constraint)
    receives(Told, when="later")(write_down)
    tell("a")

    assert deliver_due() == Delivered(delivered=1, failed=1)
    assert written() == ["a"]
    assert OutboxItem.objects.waiting().get().last_error.startswith(IntegrityError.__name__)


def test_what_a_receiver_publishes_is_delivered_in_the_same_run() -> None:
    def answer(event: Told) -> None:
        if event.word == "question":
            publish(Told(word="answer"))

    receives(Told, when="later")(answer)
    receives(Told, when="later")(write_down)
    tell("question")

    assert deliver_due() == Delivered(delivered=4)
    assert written() == ["question", "answer"]


def test_a_claimed_row_is_nobody_elses() -> None:
    receives(Told, when="later")(write_down)
    tell("a")
    item = delivery.claim()

    assert item is not None
    assert (item.attempts, item.claimed_by.rsplit(":", 1)[0]) == (1, f"{socket.gethostname()}:{os.getpid()}")
    assert delivery.claim() is None
    assert deliver_due() == Delivered()


def test_a_claim_whose_time_is_up_is_freed() -> None:
    receives(Told, when="later")(write_down)
    tell("a")
    delivery.claim()

    assert free_stale_claims() == 0
    with time_machine.travel(timezone.now() + delivery.CLAIM_LASTS + timedelta(seconds=1)):
        assert deliver_due() == Delivered(delivered=1)


def test_a_claim_of_a_process_that_is_gone_is_freed_at_once() -> None:
    receives(Told, when="later")(write_down)
    tell("a")
    item = delivery.claim()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    OutboxItem.objects.update(claimed_by=f"{socket.gethostname()}:{gone.pid}:12345678")

    assert deliver_due() == Delivered(delivered=1)
    assert item is not None


@pytest.mark.parametrize("claimed_by", ["elsewhere:1:12345678", f"{socket.gethostname()}:1:12345678", "odd", ""])
def test_a_claim_that_may_be_alive_is_kept(claimed_by: str) -> None:
    receives(Told, when="later")(write_down)
    tell("a")
    delivery.claim()
    OutboxItem.objects.update(claimed_by=claimed_by)

    assert free_stale_claims() == 0


def test_a_row_that_ends_its_process_every_time_is_parked(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 1
    receives(Told, when="later")(write_down)
    tell("a")
    delivery.claim()

    with time_machine.travel(timezone.now() + delivery.CLAIM_LASTS + timedelta(seconds=1)):
        assert deliver_due() == Delivered()
    assert OutboxItem.objects.parked().get().last_error == "The process ended during each attempt."
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_who_lost_the_claim_has_no_effect() -> None:
    receives(Told, when="later")(write_down)
    tell("a")
    late = delivery.claim()
    assert late is not None
    with time_machine.travel(timezone.now() + delivery.CLAIM_LASTS + timedelta(seconds=1)):
        deliver_due()

        assert delivery.deliver(late) == Delivered()
    assert written() == ["a"]


def test_an_idle_round_takes_no_write_lock() -> None:
    with connection.execute_wrapper(only_reads):
        assert deliver_due() == Delivered()


def only_reads(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # -- Django's wrapper shape
    assert sql.startswith("SELECT")
    assert "FOR UPDATE" not in sql
    return execute(sql, params, many, context)


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 15), (2, 45), (3, 135), (7, 10_935), (8, 21_600), (40, 21_600)])
def test_wait_after_grows_to_six_hours(attempts: int, seconds: int) -> None:
    waits = [delivery.wait_after(attempts).total_seconds() for _ in range(200)]

    assert seconds / 2 <= min(waits) < max(waits) <= seconds
