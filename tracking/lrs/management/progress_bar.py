"""How far a long command is: one line on a terminal that writes over itself, nothing elsewhere."""

import sys
import time
from typing import TextIO

WIDTH = 30
EVERY = 0.1


class ProgressBar:
    """`total` counts what `advance` counts: lines, statements or bytes."""

    def __init__(self, *, total: int, label: str, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self.total = total
        self._label = label
        self._done = 0
        self._shown_at = 0.0
        self.is_shown = self._stream.isatty()

    def advance(self, number: int) -> None:
        self._done += number
        now = time.monotonic()
        if self.is_shown and now - self._shown_at >= EVERY:
            self._shown_at = now
            self._show()

    def close(self) -> None:
        if self.is_shown:
            self._show()
            self._stream.write("\n")

    def _show(self) -> None:
        part = min(self._done / self.total, 1) if self.total else 1
        bar = "#" * int(part * WIDTH)
        self._stream.write(f"\r{self._label} [{bar:<{WIDTH}}] {part:4.0%}")
        self._stream.flush()
