"""Hundreds of thousands of rows into a table: what `bulk_create` does in minutes, COPY does in seconds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice, repeat
from json import dumps
from typing import Any
from uuid import UUID

from django.db import connection, models
from psycopg.types.json import Jsonb

AT_ONCE = 2_000
"""Rows in one message to the server."""
MOST_UUIDS = 100_000
ESCAPED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


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
    """COPY's text format (PostgreSQL, "COPY: File Formats"); raises TypeError for a type that nobody listed below."""
    coming = iter(rows)
    while part := list(islice(coming, AT_ONCE)):
        columns = [_column(values) for values in zip(*part, strict=True)]
        yield "\n".join(map("\t".join, zip(*columns, strict=True))) + "\n"


def _column(values: Sequence[Any]) -> Iterable[str]:
    """Values of a column are nearly always of one type: then the whole column is written without a line of Python."""
    types = set(map(type, values))
    if len(types) == 1:
        return _writer(types.pop())(values)
    return [text for value in values for text in _writer(type(value))([value])]


def _writer(kind: type) -> Callable[[Sequence[Any]], Iterable[str]]:
    for base in kind.__mro__:
        if base in WRITE:
            return WRITE[base]
    raise TypeError(f"COPY of {kind.__name__}")


def _escaped(texts: Sequence[str]) -> Iterable[str]:
    together = "".join(texts)
    if not any(sign in together for sign in ESCAPED):
        return texts
    for sign, instead in ESCAPED.items():
        texts = [text.replace(sign, instead) for text in texts]
    return texts


class _Hex(dict[int, str]):
    """UUIDs as text. The same few thousand come a million times, and making a text of one is what takes longest."""

    def __missing__(self, value: int) -> str:
        if len(self) >= MOST_UUIDS:
            self.clear()
        text = self[value] = str(UUID(int=value))
        return text


_hex = _Hex()
WRITE: dict[type, Callable[[Sequence[Any]], Iterable[str]]] = {
    int: lambda values: map(int.__repr__, values),
    str: _escaped,
    bool: lambda values: map({True: "t", False: "f"}.__getitem__, values),
    type(None): lambda values: repeat("\\N", len(values)),
    UUID: lambda values: [_hex[value.int] for value in values],
    datetime: lambda values: map(datetime.isoformat, values),
    date: lambda values: map(date.isoformat, values),
    bytes: lambda values: ["\\\\x" + value.hex() for value in values],
    Jsonb: lambda values: _escaped([(value.dumps or dumps)(value.obj) for value in values]),
}
