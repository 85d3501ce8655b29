from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from learning.core import bell
from learning.core.commands import publish, record_audit
from learning.core.events import Event, receives
from learning.core.models import AuditEntry, OutboxItem


@dataclass(frozen=True, kw_only=True)
class Told(Event):
    name: ClassVar[str] = "test.told"
    word: str


@dataclass(frozen=True, kw_only=True)
class ToldLoudly(Told):
    name: ClassVar[str] = "test.told_loudly"


@pytest.mark.django_db(transaction=True)
def test_publish_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        publish(Told(word="a"))


@pytest.mark.django_db
def test_publish_runs_now_receivers_in_order() -> None:
    heard: list[str] = []

    @receives(Told)
    def first(event: Told) -> None:
        heard.append(f"first {event.word}")

    @receives(Told)
    def second(event: Told) -> None:
        heard.append(f"second {event.word}")

    publish(Told(word="a"))

    assert heard == ["first a", "second a"]


@pytest.mark.django_db
def test_publish_tells_only_those_who_subscribed_to_this_very_event() -> None:
    heard: list[Event] = []
    receives(Told)(heard.append)

    publish(ToldLoudly(word="a"))

    assert heard == []


@pytest.mark.django_db
@pytest.mark.postgresql
def test_publish_writes_one_row_for_each_later_receiver() -> None:
    @receives(Told, when="later")
    def mail(event: Told) -> None: ...

    @receives(Told, when="later")
    def forward(event: Told) -> None: ...

    event = Told(word="a")
    publish(event)

    rows = OutboxItem.objects.order_by("pk").values_list("event_id", "event_name", "receiver", "payload", "attempts")
    here = f"{__name__}.{test_publish_writes_one_row_for_each_later_receiver.__name__}.<locals>"
    assert list(rows) == [
        (event.event_id, "test.told", f"{here}.mail", event.payload(), 0),
        (event.event_id, "test.told", f"{here}.forward", event.payload(), 0),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_an_error_of_a_now_receiver_takes_the_action_and_the_outbox_back() -> None:
    @receives(Told, when="later")
    def mail(event: Told) -> None: ...

    @receives(Told)
    def fail(event: Told) -> None:
        raise ValueError(event.word)

    @transaction.atomic
    def act() -> None:
        record_audit(actor=None, action="test", subject="a")
        publish(Told(word="a"))

    with pytest.raises(ValueError, match="a"):
        act()

    assert not AuditEntry.objects.exists()
    assert not OutboxItem.objects.exists()


@pytest.mark.django_db
def test_the_bell_rings_after_commit_and_only_for_later_work(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(bell, "_listeners", [lambda: rung.append("rung")])

    with django_capture_on_commit_callbacks(execute=True):
        publish(Told(word="nobody listens"))
    assert rung == []

    @receives(Told, when="later")
    def mail(event: Told) -> None: ...

    with django_capture_on_commit_callbacks(execute=True):
        publish(Told(word="a"))
        assert rung == []
    assert rung == ["rung"]


@pytest.mark.django_db(transaction=True)
def test_a_broken_bell_does_not_reach_the_publisher(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down() -> None:
        raise OSError

    monkeypatch.setattr(bell, "_listeners", [break_down])

    @receives(Told, when="later")
    def mail(event: Told) -> None: ...

    with transaction.atomic():
        publish(Told(word="a"))

    assert OutboxItem.objects.count() == 1
