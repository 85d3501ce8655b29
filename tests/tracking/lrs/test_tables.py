"""What the tables lean on when they are large."""

import pytest
from django.db import connection

from tests.tracking.lrs.stocked import said, store
from tracking.lrs.models import Statement

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def one(command: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(command)
        return str(cursor.fetchone()[0])


def test_the_index_on_stored_is_a_brin_where_there_are_such():
    if connection.vendor == "postgresql":
        found = one("SELECT indexdef FROM pg_indexes WHERE indexname = 'statement_by_stored'")
        assert "USING brin (stored)" in found
    else:
        found = one("SELECT sql FROM sqlite_master WHERE name = 'statement_by_stored'")
        assert found.endswith("lrs_statement (stored)")


def test_ids_come_from_the_database_ascending():
    if connection.vendor == "postgresql":
        kind = "SELECT is_identity || ' ' || data_type FROM information_schema.columns"
        assert one(f"{kind} WHERE table_name = 'lrs_statement' AND column_name = 'id'") == "YES bigint"
    rows = store(*[said() for _each in range(3)])

    assert [row.pk for row in rows] == sorted(row.pk for row in rows)
    assert list(Statement.objects.order_by("stored", "pk").values_list("pk", flat=True)) == [row.pk for row in rows]
