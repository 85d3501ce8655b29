"""Rows made in a second process while this one is busy: texts in files, which COPY then takes as they are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, NamedTuple, Self

from django.apps import apps
from django.db import connection, models

from tracking.reports.writing import copy_texts, insert_rows, texts_of


class Part(NamedTuple):
    model: type[models.Model]
    names: Sequence[str]
    rows: Iterable[Sequence[Any]]


Finished = tuple[str, Sequence[str], str, int]
"""Model, columns, file, number of rows."""
Make = Callable[[], Iterator[Part]]


class Aside:
    """`make` begins at once, in a copy of this process, and must not ask the database.

    Without COPY nothing begins before its rows are wanted, and they are made here. To be left like a file, so that
    neither process nor files stay behind.
    """

    def __init__(self, make: Make) -> None:
        self.make = make
        self.has_process = connection.vendor == "postgresql"
        if self.has_process:
            context = get_context("fork")
            self.folder = TemporaryDirectory(prefix="lernhafen-")
            self.finished: SimpleQueue[Finished | None] = context.SimpleQueue()
            self.process = context.Process(target=_write, args=(make, Path(self.folder.name), self.finished))
            self.process.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self.has_process:
            self.process.kill()
            self.process.join()
            self.folder.cleanup()

    def insert(self) -> Iterator[tuple[type[models.Model], int]]:
        """Insert part by part; gives model and number of rows. Raises RuntimeError when the other process failed."""
        if not self.has_process:
            for part in self.make():
                yield part.model, insert_rows(part.model, part.names, list(part.rows))
            return
        while (finished := self.finished.get()) is not None:
            label, names, file, number = finished
            with Path(file).open(encoding="utf-8", newline="") as texts:
                copy_texts(model := apps.get_model(label), names, iter(lambda: texts.read(1 << 20), ""))
            Path(file).unlink()
            yield model, number
        self.process.join()
        if self.process.exitcode:
            raise RuntimeError("The rows could not be made; the reason stands above.")


def _write(make: Make, folder: Path, finished: "SimpleQueue[Finished | None]") -> None:
    try:
        for position, part in enumerate(make()):
            file, number = folder / str(position), 0
            with file.open("w", encoding="utf-8", newline="") as texts:
                for text in texts_of(part.rows):
                    texts.write(text)
                    number += text.count("\n")
            finished.put((part.model._meta.label, part.names, str(file), number))
    finally:
        finished.put(None)
