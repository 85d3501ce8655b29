"""Whatever happens in whatever order: nothing published is lost, and everything ends delivered or parked."""

import os
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import settings as effort
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from learning.core import events
from learning.core.commands import deliver_due, delivery, publish, record_audit, retry_parked
from learning.core.events import Event, receives
from learning.core.models import AuditEntry, OutboxItem

MAX_ATTEMPTS = 3
EXAMPLES = 1_000 if os.environ.get("PROVE") else 40


@dataclass(frozen=True, kw_only=True)
class Told(Event):
    name: ClassVar[str] = "test.told"
    number: int


class Outbox(RuleBasedStateMachine):
    """The model: `sent` numbers were committed; the receiver fails on the `poisoned` ones among them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: set[int] = set()
        self.poisoned: set[int] = set()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.clock = time_machine.travel(timezone.now(), tick=False)
        self.now = self.clock.start()
        self.limits = override_settings(OUTBOX_MAX_ATTEMPTS=MAX_ATTEMPTS)
        self.limits.enable()
        self.kept = dict(events.subscriptions)
        events.subscriptions.clear()

    @initialize()
    def subscribe(self) -> None:
        @receives(Told, when="later")
        def write_down(event: Told) -> None:
            record_audit(actor=None, action="told", subject=str(event.number))
            if event.number in self.poisoned:
                raise ValueError(event.number)

    @rule(number=st.integers(0, 10**9), poisoned=st.booleans())
    def commit(self, number: int, poisoned: bool) -> None:
        if number in self.sent:
            return
        with transaction.atomic():
            publish(Told(number=number))
        self.sent.add(number)
        if poisoned:
            self.poisoned.add(number)

    @rule()
    def roll_back(self) -> None:
        class TakenBackError(Exception):
            pass

        try:
            with transaction.atomic():
                publish(Told(number=-1))
                raise TakenBackError
        except TakenBackError:
            pass

    @rule(limit=st.integers(1, 5))
    def deliver(self, limit: int) -> None:
        deliver_due(limit=limit)

    @rule()
    def die_with_a_claim(self) -> None:
        delivery.claim()

    @rule()
    def die_after_the_effect_before_the_commit(self) -> None:
        item = delivery.claim()
        if item is None:
            return
        with transaction.atomic():
            record_audit(actor=None, action="told", subject=str(item.payload["number"]))
            transaction.set_rollback(True)

    @precondition(lambda self: self.poisoned)
    @rule()
    def heal_the_receiver(self) -> None:
        self.poisoned.clear()
        retry_parked()

    @rule(minutes=st.integers(0, 60 * 7))
    def wait(self, minutes: int) -> None:
        self.now.shift(timedelta(minutes=minutes))

    @invariant()
    def nothing_is_lost(self) -> None:
        assert {row["number"] for row in OutboxItem.objects.values_list("payload", flat=True)} == self.sent

    @invariant()
    def an_effect_is_there_exactly_when_its_row_is_delivered(self) -> None:
        delivered = OutboxItem.objects.exclude(delivered_at=None).values_list("payload", flat=True)
        effects = Counter(AuditEntry.objects.values_list("subject", flat=True))
        assert effects == Counter(str(row["number"]) for row in delivered)

    @invariant()
    def nobody_tries_more_often_than_allowed(self) -> None:
        assert not OutboxItem.objects.filter(attempts__gt=MAX_ATTEMPTS).exists()

    def teardown(self) -> None:
        for _ in range(2 * MAX_ATTEMPTS):
            self.now.shift(delivery.LONGEST_WAIT)
            deliver_due(limit=1000)
        assert not OutboxItem.objects.waiting().exists()
        self.poisoned.clear()
        retry_parked()
        deliver_due(limit=1000)
        assert {int(word) for word in AuditEntry.objects.values_list("subject", flat=True)} == self.sent
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)
        self.clock.stop()
        self.limits.disable()
        events.subscriptions.clear()
        events.subscriptions.update(self.kept)


@pytest.mark.django_db
@pytest.mark.postgresql
def test_the_outbox_keeps_its_promises() -> None:
    run_state_machine_as_test(Outbox, settings=effort(max_examples=EXAMPLES, stateful_step_count=25, deadline=None))
