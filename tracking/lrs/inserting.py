"""What Django's `bulk_create` cannot do: say which rows were new, and let a row that is there take in another.

And all it does for a few rows costs more than the command itself: here the SQL of a model is worked out once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from learning.core.compiled import prepared_cursor

ROWS_AT_ONCE = 500
"""SQLite takes 32,766 parameters in one command."""
ROWS_PREPARED = 8
"""Up to so many rows stand in the command itself: what one learner does at a time. PostgreSQL gets more as arrays."""


class Merge(Enum):
    """How two values of one column become one. All of them give the same in any order and however often."""

    EARLIEST = "LEAST", "MIN"
    LATEST = "GREATEST", "MAX"
    EVER = "OR", "OR"

    def of(self, one: Any, other: Any) -> Any:
        if self is Merge.EVER:
            return one or other
        if one is None or other is None:
            return other if one is None else one
        return min(one, other) if self is Merge.EARLIEST else max(one, other)

    def sql(self, one: str, other: str) -> str:
        if self is Merge.EVER:
            return f"{one} OR {other}"
        function = self.value[connection.vendor == "sqlite"]
        return f"COALESCE({function}({one}, {other}), {one}, {other})"


@dataclass(frozen=True, kw_only=True)
class Insert:
    """Rows of one table that nobody asks the ids of. One that is there already is an IntegrityError; or, with `key`
    and `merges`, each row is merged into the one with the same unique key without reading it first (touched rows stay
    locked until the end of the transaction; no two of `rows` may have the same key)."""

    model: type[models.Model]
    rows: Sequence[models.Model]
    key: Sequence[str] = ()
    merges: Mapping[str, Merge] = field(default_factory=dict)

    @property
    def then(self) -> str:
        if not self.key:
            return ""
        return _or_merge(self.model, tuple(self.key), tuple(self.merges.items()), connection.vendor)


def insert_together(*inserts: Insert) -> None:
    """Of different tables, in this order. PostgreSQL gets those of one learner's action as one command: a journey to
    the database costs as much as what it does there."""
    wanted = [each for each in inserts if each.rows]
    if connection.vendor == "postgresql" and all(len(each.rows) <= ROWS_PREPARED for each in wanted) and wanted:
        command = _together(tuple((each.model, len(each.rows), each.then) for each in wanted))
        first, *others = wanted  # what stands in WITH is done after the command it stands before
        prepared_cursor().execute(
            command, [value for each in (*others, first) for value in _values(each.model, each.rows)]
        )
        return
    for each in wanted:
        _execute(each.model, each.rows, each.then)


def insert_row(row: models.Model) -> None:
    """Insert it and set its id; IntegrityError when it is there already."""
    ((row.pk,),) = _execute(type(row), [row], f"RETURNING {_column(type(row), 'id')}")


def insert_new(model: type[models.Model], rows: Sequence[models.Model], *, on: str) -> dict[Any, int]:
    """Insert the rows whose unique field `on` is not in the table yet; give their new ids by that field."""
    target, column, pk = _field(model, on), _column(model, on), _column(model, "id")
    then = f"{_on_conflict(model, [on])} DO NOTHING RETURNING {column}, {pk}"
    return {_hashable(target.to_python(key)): row_id for key, row_id in _execute(model, rows, then)}


def _hashable(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def insert_unless_there(row: models.Model, *, key: Sequence[str]) -> bool:
    """Insert it and set its id, unless a row with the same unique key is there; says whether it was inserted.

    Somebody who is inserting the same row right now is waited for.
    """
    for (row_id,) in _execute(type(row), [row], _or_nothing(type(row), tuple(key))):
        row.pk = row_id
        return True
    return False


def insert_or_replace(row: models.Model, *, key: Sequence[str]) -> None:
    """Insert it, or let the row with the same unique key take its values; sets its id."""
    ((row.pk,),) = _execute(type(row), [row], _or_replace(type(row), tuple(key)))


@cache
def _or_nothing(model: type[models.Model], key: tuple[str, ...]) -> str:
    return f"{_on_conflict(model, key)} DO NOTHING RETURNING {_column(model, 'id')}"


@cache
def _or_replace(model: type[models.Model], key: tuple[str, ...]) -> str:
    taken = [_column(model, field.name) for field in _fields(model) if field.name not in key]
    update = ", ".join(f"{column} = excluded.{column}" for column in taken)
    return f"{_on_conflict(model, key)} DO UPDATE SET {update} RETURNING {_column(model, 'id')}"


@cache
def _or_merge(
    model: type[models.Model], key: tuple[str, ...], merges: tuple[tuple[str, Merge], ...], _vendor: str
) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    columns = {_column(model, name): merge for name, merge in merges}
    update = ", ".join(
        f"{column} = {merge.sql(f'{table}.{column}', f'excluded.{column}')}" for column, merge in columns.items()
    )
    return f"{_on_conflict(model, key)} DO UPDATE SET {update}"


def _on_conflict(model: type[models.Model], key: Sequence[str]) -> str:
    return f"ON CONFLICT ({', '.join(_column(model, name) for name in key)})"


def _execute(model: type[models.Model], rows: Sequence[models.Model], then: str = "") -> Iterator[tuple[Any, ...]]:
    """What the command returns, of all rows."""
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        cursor = prepared_cursor()
        if connection.vendor == "postgresql" and len(part) > ROWS_PREPARED:
            cursor.execute(_insert_arrays(model, then), _arrays(model, part))
        else:
            cursor.execute(_insert(model, len(part), then, connection.vendor), _values(model, part))
        if "RETURNING" in then:
            found += cursor.fetchall()
    return iter(found)


@cache
def _fields(model: type[models.Model]) -> list[models.Field]:
    return [each for each in model._meta.concrete_fields if not each.primary_key]


def _values(model: type[models.Model], rows: Sequence[models.Model]) -> list[Any]:
    wrapper = connections[DEFAULT_DB_ALIAS]  # `connection` looks it up for each value
    fields = _fields(model)
    return [field.get_db_prep_save(getattr(row, field.attname), connection=wrapper) for row in rows for field in fields]


def _arrays(model: type[models.Model], rows: Sequence[models.Model]) -> list[list[Any]]:
    """A column each."""
    wrapper = connections[DEFAULT_DB_ALIAS]  # as above
    return [
        [field.get_db_prep_save(getattr(row, field.attname), connection=wrapper) for row in rows]
        for field in _fields(model)
    ]


@lru_cache(maxsize=1024)
def _together(parts: tuple[tuple[type[models.Model], int, str], ...]) -> str:
    first, *others = [_insert(model, count, then, "postgresql") for model, count, then in parts]
    before = ", ".join(f"part_{place} AS ({command})" for place, command in enumerate(others))
    return f"WITH {before} {first}" if before else first


@lru_cache(maxsize=1024)
def _insert(model: type[models.Model], count: int, then: str, _vendor: str) -> str:
    columns = ", ".join(_column(model, each.name) for each in _fields(model))
    rows = ", ".join([f"({', '.join(['%s'] * len(_fields(model)))})"] * count)
    table = connection.ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES {rows} {then}".rstrip()  # noqa: S608 -- names from the model


@cache
def _insert_arrays(model: type[models.Model], then: str) -> str:
    """The same for any number of rows, so that it is prepared once; parameters by the thousand are slow to send.

    In binary form: as text, every quotation mark in an array would be sought and escaped.
    """
    fields, table = _fields(model), connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(_column(model, each.name) for each in fields)
    arrays = ", ".join(f"%b::{each.db_type(connection)}[]" for each in fields)
    return f"INSERT INTO {table} ({columns}) SELECT * FROM unnest({arrays}) {then}".rstrip()  # noqa: S608 -- names from the model


def _field(model: type[models.Model], name: str) -> models.Field:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{model._meta.label}.{name} has no column")
    return field


def _column(model: type[models.Model], name: str) -> str:
    return connection.ops.quote_name(_field(model, name).column or name)
