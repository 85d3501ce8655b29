import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection
from django.utils import translation

from learning.core.memory import forget_all
from tests.migrated import postgresql_template, sqlite_file


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Just before Django makes its test database: it begins with all migrations applied."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = postgresql_template(os.environ["DATABASE_URL"])
        yield
        return
    name = connection.creation._get_test_db_name()
    # The database in memory lives as long as one connection to it.
    with closing(sqlite3.connect(name, uri=True)) as begun, closing(sqlite3.connect(sqlite_file())) as migrated:
        migrated.backup(begun)
        for name in kept_triggers(migrated):
            begun.execute(f"DROP TRIGGER {name}")
        yield


def kept_triggers(migrated: sqlite3.Connection) -> dict[str, str]:
    """Name → SQL of those that let nobody delete. Emptying the tables after a test is deleting on SQLite."""
    return dict(migrated.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_kept'"))


@pytest.fixture(autouse=True)
def forgotten_memory() -> Iterator[None]:
    """A test's rows are rolled back and their ids given anew; what this process kept of them must go too, and the
    language of the last request with it."""
    yield
    forget_all()
    translation.deactivate()
