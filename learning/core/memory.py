"""What never changes, kept in this process: no way to the cache, no unpickling. Bounded, so that memory stays flat.

Only for values that belong to their key for ever (an edition's, by its digest), and never with a person in them: what
is kept here nobody can erase. Whoever takes a value out must not change it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")

_memories: list["Memory"] = []


class Memory(Generic[V]):
    """The `limit` values used last. Threads share it."""

    def __init__(self, *, limit: int) -> None:
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._limit = limit
        self._lock = threading.Lock()
        _memories.append(self)

    def __len__(self) -> int:
        return len(self._values)

    def known(self, key: Hashable) -> V | None:
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def keep(self, key: Hashable, value: V) -> V:
        with self._lock:
            self._values[key] = value
            if len(self._values) > self._limit:
                self._values.popitem(last=False)
        return value

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of this key, made if need be; two threads that miss at once both make it, and either is kept."""
        value = self.known(key)
        return self.keep(key, make()) if value is None else value

    def forget(self) -> None:
        with self._lock:
            self._values.clear()


def forget_all() -> None:
    """For tests: their rows are rolled back and their ids given anew."""
    for memory in _memories:
        memory.forget()
