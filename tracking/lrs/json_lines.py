"""Files with one statement per line, plain or packed (.gz), of any length: only one line at a time is in memory."""

import gzip
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

T = TypeVar("T")

CHUNK = 1 << 20
GZIP = b"\x1f\x8b"
"""How such a file begins."""


def opened(path: Path) -> BinaryIO:
    """What is in it, whatever it is called."""
    with path.open("rb") as file:
        is_packed = file.read(2) == GZIP
    return cast("BinaryIO", gzip.open(path, "rb")) if is_packed else path.open("rb")


class LineTooLongError(ValueError):
    """`line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def lines_of(path: Path, *, longest: int | None = None) -> Iterator[bytes]:
    """Without their ends. Raises LineTooLongError before such a line fills the memory."""
    with opened(path) as file:
        number = 0
        while line := file.readline(longest + 1 if longest else -1):
            number += 1
            if longest and len(line) > longest:
                raise LineTooLongError(number)
            yield line.rstrip(b"\r\n")


def in_batches(values: Iterable[T], number: int) -> Iterator[list[T]]:
    iterator = iter(values)
    while batch := list(islice(iterator, number)):
        yield batch


def sha256_of(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def beside(path: Path, ending: str) -> Path:
    """`statements.jsonl.gz` → `statements.jsonl.gz.part`."""
    return path.with_name(path.name + ending)


def settled(path: Path) -> None:
    """On the disk, whatever happens to the machine."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_in_place(part: Path, path: Path) -> None:
    """The file appears under its name only when it is whole."""
    settled(part)
    part.replace(path)
    settled(path.parent)


def write_hash(path: Path, digest: str) -> None:
    """As `sha256sum --check` reads it."""
    beside(path, ".sha256").write_text(f"{digest}  {path.name}\n")


def write_values(path: Path, values: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n")
