"""The stores that are compared: ours over its own database, and Ralph, started here over a file."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
import psycopg

from bench.asking import Store
from bench.databases import ROOT, filled_copy, manage
from bench.filling import fill_store
from bench.server import children, cpu_ms, environment_of_production, free_port, running
from bench.statements import statements

SHAPE = ("bench/statements.py", "bench/filling.py", "tracking/lrs/links.py")
"""What decides how a filled database looks. Migrations that came later are carried out on its copy."""
RALPH = ROOT / "var" / "ralph"
PINS = ROOT / "bench" / "ralph.txt"


@contextmanager
def lernhafen(size: int) -> Iterator[Store]:
    """Ours as in production, with two workers of four threads, over so many statements."""
    environment = environment_of_production()
    whole = os.environ | environment
    environment["DATABASE_URL"] = filled_copy(
        os.environ["TEST_DATABASE_URL"], size=f"lrs{size}", digest=_shape(), fill=partial(_fill, size, whole)
    )
    manage(["migrate", "-v0"], environment)
    command = [sys.executable, "manage.py", "create_lrs_key", "--name", "bench", "--scope", "all"]
    told = subprocess.run(command, cwd=ROOT, env=whole | environment, capture_output=True, text=True, check=True)
    key, secret = told.stdout.split()
    with running(environment, workers=2) as server:
        clock = lambda: (cpu_ms(server.workers), cpu_ms(server.backends))  # noqa: E731 -- asked for at each moment
        yield Store(url=f"{server.url}/xapi", key=key, secret=secret, label="Lernhafen", clock=clock)


def _shape() -> str:
    return hashlib.sha256(b"".join((ROOT / each).read_bytes() for each in SHAPE)).hexdigest()[:10]


def _fill(size: int, environment: dict[str, str], url: str) -> None:
    own = environment | {"DATABASE_URL": url}
    manage(["migrate", "-v0"], own)
    if size:
        fill_store(size, environment=own)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


@contextmanager
def ralph(size: int) -> Iterator[Store]:
    """ralph-malph with its file backend and two workers; the file is written as its own API writes it."""
    install_ralph()
    with TemporaryDirectory(prefix="lernhafen-ralph-") as folder:
        port, secret = free_port(), "bench-secret"
        environment = {
            **os.environ,
            "RALPH_APP_DIR": folder,
            "RALPH_AUTH_FILE": f"{folder}/auth.json",
            "RALPH_RUNSERVER_BACKEND": "fs",
            "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": folder,
            "RALPH_EXECUTION_ENVIRONMENT": "production",
        }
        person = ["-u", "bench", "-p", secret, "-s", "all", "-M", "mailto:bench@example.org", "-w"]
        subprocess.run(
            [RALPH / "bin" / "ralph", "auth", *person], env=environment, cwd=folder, check=True, capture_output=True
        )
        shutil.copyfile(ralphs_file(size), Path(folder, "fs_lrs.jsonl"))
        command = [str(RALPH / "bin" / "uvicorn"), "ralph_app:app", "--app-dir", str(ROOT / "bench"), "--workers", "2"]
        with Path(folder, "log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--host", "127.0.0.1", "--port", str(port), "--log-level", "error"],
                env=environment,
                cwd=folder,
                stderr=log,
            )
        try:
            _wait_for(f"http://127.0.0.1:{port}/__lbheartbeat__")
            clock = lambda: (cpu_ms(children(process.pid)), 0.0)  # noqa: E731 -- asked for at each moment
            yield Store(
                url=f"http://127.0.0.1:{port}/xAPI", key="bench", secret=secret, label=f"Ralph {version()}", clock=clock
            )
        finally:
            process.terminate()
            process.wait(timeout=90)


def install_ralph() -> None:
    """Into an environment of its own, from pins of its own."""
    note = RALPH / "installed"
    if note.exists() and note.read_bytes() == PINS.read_bytes():
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(RALPH)], check=True)
    subprocess.run([RALPH / "bin" / "pip", "install", "-qq", "-r", PINS], check=True, stdout=sys.stderr)
    shutil.copyfile(PINS, note)


def version() -> str:
    (line,) = (each for each in PINS.read_text().splitlines() if each.startswith("ralph-malph"))
    return line.partition("==")[2]


def ralphs_file(size: int) -> Path:
    path = RALPH / f"statements-{_shape()}-{size}.jsonl"
    if not path.exists():
        authority = {"objectType": "Agent", "mbox": "mailto:bench@example.org"}
        stored = datetime.now(UTC) - timedelta(seconds=size)
        with (unfinished := path.with_suffix(".new")).open("wb") as file:
            for number, each in enumerate(statements(0, size)):
                own = {"stored": (stored + timedelta(seconds=number)).isoformat(), "authority": authority}
                file.write(orjson.dumps(each | own) + b"\n")
        unfinished.rename(path)
    return path


def _wait_for(url: str) -> None:
    for _try in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{url} does not answer")
