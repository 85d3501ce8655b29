"""What Django's `bulk_create` cannot do: say which rows were new, and let a row that is there take in another."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from django.db import connection, models

ROWS_AT_ONCE = 500
"""SQLite takes 32,766 parameters in one command."""


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


def insert_new(model: type[models.Model], rows: Sequence[models.Model], *, on: str) -> dict[Any, int]:
    """Insert the rows whose unique field `on` is not in the table yet; give their new ids by that field."""
    target, column, pk = _field(model, on), _column(model, on), _column(model, "id")
    ids: dict[Any, int] = {}
    with connection.cursor() as cursor:
        for insert, values in _inserts(model, rows):
            cursor.execute(f"{insert} ON CONFLICT ({column}) DO NOTHING RETURNING {column}, {pk}", values)
            ids.update({target.to_python(key): row_id for key, row_id in cursor.fetchall()})
    return ids


def insert_or_merge(
    model: type[models.Model], rows: Sequence[models.Model], *, key: Sequence[str], merges: Mapping[str, Merge]
) -> None:
    """Insert each row, or merge it into the one with the same unique key, in one command without reading first.

    Touched rows stay locked until the end of the transaction; no two of `rows` may have the same key.
    """
    table = _table(model)
    conflict = ", ".join(_column(model, name) for name in key)
    columns = {_column(model, name): merge for name, merge in merges.items()}
    update = ", ".join(
        f"{column} = {merge.sql(f'{table}.{column}', f'excluded.{column}')}" for column, merge in columns.items()
    )
    with connection.cursor() as cursor:
        for insert, values in _inserts(model, rows):
            cursor.execute(f"{insert} ON CONFLICT ({conflict}) DO UPDATE SET {update}", values)


def _inserts(model: type[models.Model], rows: Sequence[models.Model]) -> Iterator[tuple[str, list[Any]]]:
    fields = [each for each in model._meta.concrete_fields if not each.primary_key]
    columns = ", ".join(_column(model, each.name) for each in fields)
    one_row = f"({', '.join(['%s'] * len(fields))})"
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        values = [
            each.get_db_prep_save(getattr(row, each.attname), connection=connection) for row in part for each in fields
        ]
        yield f"INSERT INTO {_table(model)} ({columns}) VALUES {', '.join([one_row] * len(part))}", values  # noqa: S608 -- names from the model, values as parameters


def _field(model: type[models.Model], name: str) -> models.Field:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{model._meta.label}.{name} has no column")
    return field


def _column(model: type[models.Model], name: str) -> str:
    return connection.ops.quote_name(_field(model, name).column or name)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
