"""Hundreds of thousands of rows into a table: what `bulk_create` does in minutes, COPY does in seconds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from json import dumps
from typing import Any
from uuid import UUID

from django.db import connection, models
from psycopg.types.json import Jsonb

AT_ONCE = 2_000
"""Rows in one message to the server."""
MOST_UUIDS = 100_000
ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
    """Insert rows of plain values, in the order of `names`, and say how many. The database's constraints hold."""
    if connection.vendor == "postgresql":
        copy_texts(model, names, texts_of(rows))
        return len(rows)
    fields, table, columns = _written(model, names)
    prepared = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)] for row in rows
    ]
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", prepared)  # noqa: S608 -- names from the model
    return len(rows)


def copy_texts(model: type[models.Model], names: Sequence[str], texts: Iterable[str]) -> None:
    """PostgreSQL only. Lines as `texts_of` makes them."""
    _fields, table, columns = _written(model, names)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for text in texts:
            copy.write(text)


def _written(model: type[models.Model], names: Sequence[str]) -> tuple[list[Any], str, str]:
    """Fields, table and columns, quoted."""
    fields = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    return fields, quote(model._meta.db_table), ", ".join(quote(str(field.column)) for field in fields)  # type: ignore[union-attr]  # -- all have one


def texts_of(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """COPY's text format (PostgreSQL, "COPY: File Formats"); raises KeyError for a type that nobody listed below."""
    write, coming = WRITE, iter(rows)
    while part := ["\t".join([write[type(value)](value) for value in row]) for row in islice(coming, AT_ONCE)]:
        yield "\n".join(part) + "\n"


def _escaped(text: str) -> str:
    return text.translate(ESCAPED)


class _Hex(dict[int, str]):
    """UUIDs as text. The same few thousand come a million times, and making a text of one is what takes longest."""

    def __missing__(self, value: int) -> str:
        if len(self) >= MOST_UUIDS:
            self.clear()
        text = self[value] = str(UUID(int=value))
        return text


_hex = _Hex()
WRITE: dict[type, Callable[[Any], str]] = {
    int: int.__str__,
    str: _escaped,
    bool: {True: "t", False: "f"}.__getitem__,
    type(None): lambda _nothing: "\\N",
    UUID: lambda value: _hex[value.int],
    datetime: datetime.isoformat,
    date: date.isoformat,
    bytes: lambda value: f"\\\\x{value.hex()}",
    Jsonb: lambda value: _escaped(dumps(value.obj)),
}
