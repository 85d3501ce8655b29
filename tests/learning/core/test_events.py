from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from learning.core.events import Event, receives, subscription, subscriptions_to


@dataclass(frozen=True, kw_only=True)
class Moved(Event):
    name: ClassVar[str] = "test.moved"
    key: UUID
    on: date
    units: tuple[str, ...] = ()
    took: timedelta | None = None


moves = st.builds(
    Moved,
    key=st.uuids(),
    on=st.dates(),
    units=st.lists(st.text()).map(tuple),
    took=st.none() | st.timedeltas(timedelta(0), timedelta(days=9999)),
)


@given(moves)
def test_payload_brings_the_same_event_back(event: Moved) -> None:
    assert Moved.from_payload(event.payload()) == event


def test_payload_of_another_shape_is_refused() -> None:
    with pytest.raises(ValidationError):
        Moved.from_payload({"key": "no key", "on": "2026-11-23"})


def test_events_have_ids_of_their_own() -> None:
    first, second = (Moved(key=uuid4(), on=date(2026, 11, 23)) for _ in range(2))

    assert first.event_id != second.event_id


def test_subscriptions_keep_their_order_and_their_kind() -> None:
    @receives(Moved)
    def first(event: Moved) -> None: ...

    @receives(Moved, when="later")
    def mail(event: Moved) -> None: ...

    @receives(Moved)
    def second(event: Moved) -> None: ...

    assert [each.receiver for each in subscriptions_to(Moved, "now")] == [first, second]
    assert [each.receiver for each in subscriptions_to(Moved, "later")] == [mail]


def test_subscription_is_found_by_its_stored_names() -> None:
    @receives(Moved, when="later")
    def mail(event: Moved) -> None: ...

    [subscribed] = subscriptions_to(Moved, "later")
    assert subscription("test.moved", subscribed.key) == subscribed
    assert subscription("test.moved", "gone.receiver") is None


def test_a_module_imported_twice_subscribes_once() -> None:
    for _ in range(2):

        @receives(Moved)
        def project(event: Moved) -> None: ...

    assert len(subscriptions_to(Moved, "now")) == 1
