"""Rows with ids of our own choosing: children are written without reading their parents back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max
from psycopg.types.json import Jsonb

from tracking.reports.writing import copy_texts, texts_of


def free_ids(model: type[models.Model]) -> "count[int]":
    """Ids after the highest one. `let_ids_go_on` must follow."""
    return count((model._base_manager.aggregate(highest=Max("pk"))["highest"] or 0) + 1)


def let_ids_go_on(*used: type[models.Model]) -> None:
    """The next row written by anybody gets an id after ours."""
    with connection.cursor() as cursor:
        for command in connection.ops.sequence_reset_sql(no_style(), list(used)):
            cursor.execute(command)


def let_it_take_long() -> None:
    """In this transaction: the limits of the settings are for requests, not for copying a million rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")


def settle(*written: type[models.Model]) -> None:
    """Let the database count what is there, else its first plans are those for empty tables."""
    with connection.cursor() as cursor:
        for model in written:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def as_json(value: Any) -> Any:
    """For `insert_rows`: COPY takes no bare lists and dicts."""
    return Jsonb(value) if connection.vendor == "postgresql" else value


def insert_objects(objects: Sequence[models.Model]) -> None:
    """All of one model. Where the model has a base, that is there already."""
    if not objects:
        return
    model = type(objects[0])
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if not field.generated and not (field.primary_key and objects[0].pk is None)
    ]
    if connection.vendor == "postgresql":
        values = (
            [field.get_db_prep_save(field.pre_save(each, add=True), connection) for field in fields] for each in objects
        )
        copy_texts(model, [field.name for field in fields], texts_of(values))
        return
    for start in range(0, len(objects), 500):
        model._base_manager._insert(objects[start : start + 500], fields=fields, using=connection.alias)  # type: ignore[attr-defined]  # -- private to Django


@contextmanager
def without_indexes(*filled: type[models.Model]) -> Iterator[None]:
    """While empty tables are filled: an index is built from the sorted whole in a tenth of the time, a foreign key is
    checked by one join. All of them come back, with their names, before the transaction ends. PostgreSQL only."""
    if connection.vendor != "postgresql" or any(model._base_manager.exists() for model in filled):
        yield
        return
    tables = [model._meta.db_table for model in filled]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that are due cannot be altered
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(CONSTRAINTS, [tables])
        constraints = cursor.fetchall()
        for table, name, _definition in constraints:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute(INDEXES, [tables])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in constraints:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
FROM pg_constraint
WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'u', 'x')
ORDER BY contype DESC, conname
"""
"""Unique constraints come before foreign keys; primary keys stay, as those point at them."""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index
WHERE indrelid = ANY(%s::regclass[])
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)
ORDER BY 1
"""
