"""An end to reading from a socket. A socket's own timeout is for one wait: who sends byte by byte never meets it, and
keeps a thread of the server busy as long as he likes."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

LOOKED_AFTER = 0.25
"""Seconds between two looks at what is being read."""
_reading: dict[int, tuple[float, socket.socket]] = {}
_some = threading.Event()
_starting = threading.Lock()
_watch: threading.Thread | None = None


@contextmanager
def reading_ends(connection: socket.socket | None, *, seconds: float) -> Iterator[Callable[[], bool]]:
    """After so many seconds a read within gets the end of the stream; what is given says whether it is that late.
    Without a socket only the latter."""
    until = time.monotonic() + seconds
    if connection is None:
        yield lambda: time.monotonic() > until
        return
    _see_to_the_watch()
    _reading[id(connection)] = (until, connection)
    _some.set()
    try:
        yield lambda: time.monotonic() > until
    finally:
        _reading.pop(id(connection), None)


def _see_to_the_watch() -> None:
    """One thread for all; a forked process has its own."""
    global _watch  # it lives as long as the process
    if _watch is not None and _watch.is_alive():
        return
    with _starting:
        if _watch is None or not _watch.is_alive():
            _watch = threading.Thread(target=_look, name="deadlines of reading", daemon=True)
            _watch.start()


def _look() -> None:
    while True:
        _some.wait()
        time.sleep(LOOKED_AFTER)
        now = time.monotonic()
        for until, connection in list(_reading.values()):
            if now > until:
                with suppress(OSError):  # closed meanwhile
                    connection.shutdown(socket.SHUT_RD)
        _some.clear()
        if _reading:
            _some.set()
