"""Rung after a commit that left work in the outbox. Whoever delivers listens (learning.core.worker); nobody has to."""

from collections.abc import Callable

Listener = Callable[[], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def ring() -> None:
    for listener in _listeners:
        listener()
