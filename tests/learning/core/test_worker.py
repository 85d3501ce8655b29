"""Two gunicorn processes with four threads each on SQLite, no broker: one of them delivers what all of them publish."""

import os
import signal
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings as product
from pytest_django import Settings

from learning.core import worker
from learning.core.worker import Worker
from tests.learning.core.probe.processes import answers, environment, run, wait_until, web_server

POSTS = 2_000 if os.environ.get("PROVE") else 120
KILLS = 8 if os.environ.get("PROVE") else 1
CLIENTS = 8


class Database:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "probe.sqlite3"
        self.env = environment(STATE_DIR=str(folder), DATABASE_URL=f"sqlite:///{self.path}")

    def all(self, sql: str) -> list[str]:
        with sqlite3.connect(self.path, timeout=20) as connection:
            return [str(row[0]) for row in connection.execute(sql)]

    def effects(self) -> list[str]:
        return self.all("SELECT subject FROM core_auditentry WHERE action = 'probe.pinged'")

    def waiting(self) -> list[str]:
        return self.all("SELECT id FROM core_outboxitem WHERE delivered_at IS NULL")

    def runner(self) -> int:
        return int(self.path.with_name("worker.lock").read_text() or 0)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path)
    run("-m", "tests.learning.core.probe.tables", env=database.env)
    return database


def test_the_worker_beside_the_web_threads_delivers_all_once(database: Database) -> None:
    with web_server(database.env) as address, ThreadPoolExecutor(CLIENTS) as clients:
        answered = list(clients.map(lambda number: answers(f"{address}/ping/{number}/"), range(POSTS)))
        wait_until(lambda: not database.waiting())

    assert all(answered)
    assert sorted(database.effects(), key=int) == [str(number) for number in range(POSTS)]


def test_another_process_takes_over_when_the_runner_is_killed(database: Database) -> None:
    """A request in the killed process may fail, but what was answered is delivered, and nothing twice."""
    runners = set()
    with web_server(database.env) as address, ThreadPoolExecutor(CLIENTS) as clients:
        acknowledged = clients.map(lambda number: (number, answers(f"{address}/ping/{number}/")), range(POSTS))
        for _ in range(KILLS):
            wait_until(lambda: database.runner() not in runners | {0})
            runners.add(database.runner())
            os.kill(database.runner(), signal.SIGKILL)
        answered = {str(number) for number, was_answered in acknowledged if was_answered}
        wait_until(lambda: database.runner() not in runners and not database.waiting())

    effects = database.effects()
    assert len(effects) == len(set(effects))
    assert answered <= set(effects)
    assert len(answered) >= POSTS - CLIENTS * KILLS


def test_what_a_stop_leaves_the_next_start_delivers(database: Database) -> None:
    with web_server(database.env | {"BACKGROUND_WORK": "0"}) as address:
        assert answers(f"{address}/ping/7/")
    assert database.effects() == []

    with web_server(database.env):
        wait_until(lambda: not database.waiting())
    assert database.effects() == ["7"]


def test_one_of_two_workers_is_elected(tmp_path: Path, settings: Settings) -> None:
    settings.POSTGRESQL, settings.STATE_DIR = True, tmp_path
    first, second = Worker(), Worker()

    assert [first.is_elected(), second.is_elected(), first.is_elected()] == [True, False, True]
    first.resign()
    assert second.is_elected()
    second.resign()


def test_the_lock_lies_beside_the_database_or_in_the_state_folder(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STATE_DIR = Path("/state")
    settings.POSTGRESQL = True
    assert worker.lock_path() == Path("/state/worker.lock")

    settings.POSTGRESQL = False
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", "/data/lernhafen.sqlite3")
    assert worker.lock_path() == Path("/data/worker.lock")


def test_no_thread_is_started_where_background_work_is_off() -> None:
    assert product.BACKGROUND_WORK is False
    before = threading.active_count()

    worker.wake()

    assert threading.active_count() == before
