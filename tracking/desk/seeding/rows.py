"""Rows with ids of our own choosing: children are written without reading their parents back."""

from itertools import count
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max
from psycopg.types.json import Jsonb


def free_ids(model: type[models.Model]) -> "count[int]":
    """Ids after the highest one. `let_ids_go_on` must follow."""
    return count((model._base_manager.aggregate(highest=Max("pk"))["highest"] or 0) + 1)


def let_ids_go_on(*used: type[models.Model]) -> None:
    """The next row written by anybody gets an id after ours."""
    with connection.cursor() as cursor:
        for command in connection.ops.sequence_reset_sql(no_style(), list(used)):
            cursor.execute(command)


def let_statements_take_long() -> None:
    """In this transaction: the limit of the settings is meant for requests, not for COPY of a million rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")


def settle(*written: type[models.Model]) -> None:
    """Let the database count what is there, else its first plans are those for empty tables."""
    with connection.cursor() as cursor:
        for model in written:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def as_json(value: Any) -> Any:
    """For `insert_rows`: COPY takes no bare lists and dicts."""
    return Jsonb(value) if connection.vendor == "postgresql" else value
