"""The real product for a browser: gunicorn in the demo profile on a free port, with a state of its own."""

import hashlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.migrated import one_at_a_time, sqlite_file

ROOT = Path(__file__).resolve().parents[2]
STORE = ROOT / "var" / "e2e"
DATABASE = "lernhafen.sqlite3"
# Secrets that never change: tokens and protected figures, and so the golden files, are the same on every machine.
SECRETS = {
    "SECRET_KEY": "browser-suite-0123456789-0123456789-0123456789-abcdef",
    "SDC_KEY": "browser-suite-" + "0" * 50,
}
DAY = 86_400


@dataclass(frozen=True, kw_only=True)
class Product:
    url: str
    state: Path

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database holds, read beside the running product."""
        with closing(sqlite3.connect(f"file:{self.state / DATABASE}?mode=ro", uri=True, timeout=20)) as connection:
            return connection.execute(sql, values).fetchall()

    def number(self, sql: str, *values: Any) -> int:
        return int(self.rows(sql, *values)[0][0])

    def manage(self, *arguments: str) -> None:
        """A command of the operator while the product runs."""
        manage(self.state, *arguments)

    def settle(self) -> None:
        """Returns when the product's own worker has delivered all events of so far."""
        deadline = time.monotonic() + 30
        waiting = "SELECT COUNT(*) FROM core_outboxitem WHERE delivered_at IS NULL AND parked_at IS NULL"
        while self.number(waiting):
            if time.monotonic() > deadline:
                raise RuntimeError("events wait for more than half a minute")
            time.sleep(0.05)

    @property
    def log(self) -> str:
        return (self.state / "log").read_text()


@contextmanager
def running(name: str) -> Iterator[Product]:
    """A fresh copy of the prepared state, served as in production: two workers with threads."""
    base = prepared()
    state = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=STORE))
    shutil.copy(base / DATABASE, state)
    if (base / "media").exists():
        shutil.copytree(base / "media", state / "media")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with (state / "log").open("w") as log:
        process = subprocess.Popen(  # noqa: S603 -- our own server
            [str(Path(sys.executable).with_name("gunicorn")), "-c", "deploy/gunicorn.conf.py", "learning.wsgi"],
            env=environment(state) | {"PORT": str(port), "BASE_URL": url},
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_ready(url, process)
        yield Product(url=url, state=state)
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(state, ignore_errors=True)


def manage(state: Path, *arguments: str) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    subprocess.run(command, env=environment(state), cwd=ROOT, check=True, capture_output=True)  # noqa: S603 -- our own


def environment(state: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return (
        kept
        | SECRETS
        | {
            "LERNHAFEN_PROFILE": "demo",
            "STATE_DIR": str(state),
            "STATIC_ROOT": str(STORE / f"static-{digest_of_static_files()}"),
            "PLATFORM_IRI": "https://lernhafen.example",
        }
    )


def prepared() -> Path:
    """The state after `manage.py prepare_demo`, made once for each version of the code."""
    place = prepared_place()
    with one_at_a_time(STORE):
        if not (place / "complete").exists():
            for stale in STORE.glob("*"):
                if stale.stat().st_mtime < time.time() - DAY:
                    shutil.rmtree(stale, ignore_errors=True)
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            shutil.copy(sqlite_file(), place / DATABASE)
            manage(place, "migrate")  # for what signals add
            manage(place, "prepare_demo")
            with closing(sqlite3.connect(place / DATABASE)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (place / "complete").touch()
    return place


PACKAGES = ("courses", "learning", "tracking")


@cache
def prepared_place() -> Path:
    return STORE / f"prepared-{digest()}"


def digest() -> str:
    """Of everything that decides what the prepared state holds, and of the day it speaks of."""
    return digest_of(
        (path for each in (*PACKAGES, "templates", "locale") for path in (ROOT / each).rglob("*")), time.strftime("%F")
    )


@cache
def digest_of_static_files() -> str:
    return digest_of(
        (path for each in PACKAGES for path in (ROOT / each).glob("*/static/**/*")),
        (ROOT / "constraints.txt").read_text(),
    )


def digest_of(paths: Iterable[Path], more: str) -> str:
    seen = hashlib.sha256(more.encode())
    for path in sorted(each for each in paths if each.is_file() and each.suffix != ".pyc"):
        seen.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()[:16]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"gunicorn ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):  # noqa: S310 -- our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)  # until the server listens; no test waits by the clock
    raise RuntimeError("gunicorn did not answer within a minute")
