"""Another Lernhafen, as a program of its own with a database of its own, that can be killed and started again."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.learning.core.probe.processes import PATIENCE, ROOT, answers, free_port, wait_until
from tests.migrated import sqlite_file


class SecondCopy:
    def __init__(self, folder: Path) -> None:
        self.database = folder / "second.sqlite3"
        shutil.copyfile(sqlite_file(), self.database)
        self.port = free_port()
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "PYTHONPATH": str(ROOT),
            "LERNHAFEN_PROFILE": "test",
            "STATE_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SECRET_KEY": "another copy " * 5,
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "PORT": str(self.port),
            "WEB_WORKERS": "1",
        }
        told = self._manage("create_lrs_key", "--name", "first copy", "--scope", "statements/write")
        self.key, self.secret = told.split()
        self.process = self._started()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/xapi"

    def kill(self) -> None:
        """Its worker, too: nobody says goodbye."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def start_again(self) -> None:
        self.process = self._started()

    def wait_until_it_answers(self) -> None:
        wait_until(lambda: answers(f"http://127.0.0.1:{self.port}/healthz"))

    def stored(self) -> list["Held"]:
        """In the order it got them."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            rows = database.execute("SELECT uuid, payload FROM lrs_statement ORDER BY id").fetchall()
        return [Held(*row) for row in rows]

    def wait_for(self, count: int) -> None:
        """Until it has so many; looks often, for a batch takes some hundredths of a second."""
        end = time.monotonic() + PATIENCE
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            while database.execute("SELECT count(*) FROM lrs_statement").fetchone()[0] < count:
                assert time.monotonic() < end, "waited in vain"
                time.sleep(0.005)

    def attachment(self, sha2: str) -> bytes:
        [file] = self.database.parent.rglob(sha2)
        return file.read_bytes()

    def _manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)  # noqa: S603 -- our own
        return done.stdout

    def _started(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "learning.wsgi"]
        return subprocess.Popen(  # noqa: S603 -- our own
            command, cwd=ROOT, env=self.environment, start_new_session=True, stderr=subprocess.DEVNULL
        )


@dataclass(frozen=True)
class Held:
    uuid: Any
    payload: str


@contextmanager
def second_copy(folder: Path) -> Iterator[SecondCopy]:
    copy = SecondCopy(folder)
    try:
        copy.wait_until_it_answers()
        yield copy
    finally:
        copy.kill()
