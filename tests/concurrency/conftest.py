import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tracking.lrs.shared_rows import forget_ids


@pytest.fixture(autouse=True)
def forgotten_ids() -> Iterator[None]:
    forget_ids()
    yield
    forget_ids()


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads share as web workers do: on SQLite a file, copied from the one in memory."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    file = tmp_path / "lernhafen.sqlite3"
    with sqlite3.connect(file) as copy:
        in_memory.backup(copy)
    copy.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    connection.connect()
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = in_memory, name


@pytest.fixture
def at_once(shared_database: None) -> Callable[..., list[Any]]:
    """Run the functions at the same moment, each in a thread with its own connection; give what they returned.

    At most seven: on PostgreSQL the pool holds eight connections, and the test itself has one.
    """

    def run(*functions: Callable[[], Any]) -> list[Any]:
        start = threading.Barrier(len(functions))
        results: list[Any] = [None] * len(functions)

        def call(place: int, function: Callable[[], Any]) -> None:
            try:
                connection.ensure_connection()
                start.wait(timeout=10)
                results[place] = function()
            except Exception as error:
                results[place] = error
            finally:
                connection.close()

        threads = [threading.Thread(target=call, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        if errors := [each for each in results if isinstance(each, BaseException)]:
            raise ExceptionGroup("in the threads", errors)
        return results

    return run
