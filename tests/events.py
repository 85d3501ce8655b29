"""Looking at what was published, without disturbing who receives it."""

from collections.abc import Iterator
from contextlib import contextmanager

from learning.core import events
from learning.core.events import Event, Subscription


@contextmanager
def published() -> Iterator[list[Event]]:
    """The events of the block, in order, of every class that exists."""
    seen: list[Event] = []

    def listen(event: Event) -> None:
        seen.append(event)

    classes = list(descendants(Event))
    for each in classes:
        events.subscriptions[each.name, "tests.events"] = Subscription(each, listen, "now")
    try:
        yield seen
    finally:
        for each in classes:
            events.subscriptions.pop((each.name, "tests.events"), None)


def descendants(event: type[Event]) -> Iterator[type[Event]]:
    for each in event.__subclasses__():
        if "name" in vars(each):
            yield each
        yield from descendants(each)
