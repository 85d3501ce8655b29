"""What happened, told to whoever listens.

An event is a frozen dataclass of plain values. A receiver is a function `(event) -> None` that calls one command:
"now" runs in the publisher's transaction, "later" gets one outbox row and is delivered after commit, at least once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal, Self, TypeVar
from uuid import UUID, uuid4

from django.utils import timezone
from pydantic import TypeAdapter

When = Literal["now", "later"]


@dataclass(frozen=True, kw_only=True)
class Event:
    name: ClassVar[str]
    event_id: UUID = field(default_factory=uuid4)
    occurred_at: datetime = field(default_factory=timezone.now)

    def payload(self) -> dict[str, Any]:
        """The event as JSON values, to be read back by `from_payload`."""
        values: dict[str, Any] = TypeAdapter(type(self)).dump_python(self, mode="json")
        return values

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        return TypeAdapter(cls).validate_python(payload)


E = TypeVar("E", bound=Event)
Receiver = Callable[[Any], None]


@dataclass(frozen=True)
class Subscription:
    event: type[Event]
    receiver: Receiver
    when: When
    outside: bool = False

    @property
    def key(self) -> str:
        """Stored in the outbox: a renamed receiver needs its old name kept until the outbox is empty."""
        return f"{self.receiver.__module__}.{self.receiver.__qualname__}"


subscriptions: dict[tuple[str, str], Subscription] = {}


def receives(
    event: type[E], *, when: When = "now", outside: bool = False
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Subscribe a function of an app's `receivers` module (imported by its AppConfig.ready).

    `outside` is for a "later" receiver that waits for somebody else (mail): it runs in no transaction, because a server
    that hangs would hold a lock that everybody needs. What it does is done at least once.
    """
    if outside and when == "now":
        raise ValueError("only later receivers may leave the database")

    def subscribe(receiver: Callable[[E], None]) -> Callable[[E], None]:
        subscription = Subscription(event=event, receiver=receiver, when=when, outside=outside)
        subscriptions[event.name, subscription.key] = subscription
        return receiver

    return subscribe


def subscriptions_to(event: type[Event], when: When) -> list[Subscription]:
    """In the order of subscription."""
    return [each for each in subscriptions.values() if each.event is event and each.when == when]


def subscription(event_name: str, receiver_key: str) -> Subscription | None:
    return subscriptions.get((event_name, receiver_key))
