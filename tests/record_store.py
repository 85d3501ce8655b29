"""The record store as it runs in production: gunicorn with two workers over a database of its own, and a key."""

import base64
import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.learning.core.probe.processes import ROOT, answers, free_port, process, wait_until
from tests.migrated import postgresql_template, sqlite_file

PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class RecordStore:
    url: str
    """Of the endpoint, without a slash at its end."""
    key: str
    secret: str
    pid: int
    """Of gunicorn's first process."""
    environment: Mapping[str, str] = field(repr=False)

    @property
    def basic(self) -> str:
        return "Basic " + base64.b64encode(f"{self.key}:{self.secret}".encode()).decode()

    def manage(self, *arguments: str) -> str:
        return manage(self.environment, *arguments)

    def call(
        self, method: str, path: str, body: Any = None, *, connection: HTTPConnection | None = None, **query: str
    ) -> Answer:
        """`path` below the endpoint, or an address of `more`; bytes are sent as they are, anything else as JSON."""
        server = urlsplit(self.url)
        line = connection or HTTPConnection(server.netloc, timeout=PATIENCE)
        headers = {"Authorization": self.basic, "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"}
        content = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        address = path if path.startswith(f"{server.path}/") else f"{server.path}{path}"
        line.request(method, f"{address}?{urlencode(query)}" if query else address, content, headers)
        answer = line.getresponse()
        read = Answer(answer.status, dict(answer.headers), answer.read())
        if connection is None:
            line.close()
        return read

    def workers(self) -> list[int]:
        told = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(each) for each in told.split()]


@contextmanager
def record_store(folder: Path, *, admin_url: str = "", **settings: str) -> Iterator[RecordStore]:
    """Over SQLite in the folder, or over a new database of the PostgreSQL server at `admin_url`."""
    port = free_port()
    with database(folder, admin_url) as database_url:
        environment = {
            **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}},
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "learning.settings",
            "LERNHAFEN_PROFILE": "test",
            "STATE_DIR": str(folder),
            "DATABASE_URL": database_url,
            "BASE_URL": f"http://127.0.0.1:{port}",
            "PORT": str(port),
            "WEB_WORKERS": "2",
            "LOG_LEVEL": "WARNING",
            **settings,
        }
        manage(environment, "migrate", "-v0")
        key, secret = manage(environment, "create_lrs_key", "--name", "test", "--scope", "all").split()
        with process("gunicorn", "-c", "deploy/gunicorn.conf.py", "learning.wsgi", env=environment) as started:
            wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
            yield RecordStore(f"http://127.0.0.1:{port}/xapi", key, secret, started.pid, environment)


@contextmanager
def database(folder: Path, admin_url: str) -> Iterator[str]:
    """A migrated one, gone afterwards."""
    if not admin_url:
        path = folder / "records.sqlite3"
        shutil.copyfile(sqlite_file(), path)
        yield f"sqlite:///{path}"
        return
    name = sql.Identifier(own := f"lernhafen_records_{uuid.uuid4().hex[:10]}")
    with psycopg.connect(admin_url, autocommit=True) as admin:
        template = sql.Identifier(postgresql_template(admin_url))
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, template))
        try:
            yield urlunsplit(urlsplit(admin_url)._replace(path=f"/{own}"))
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def manage(environment: Mapping[str, str], *arguments: str) -> str:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    done = subprocess.run(command, env=dict(environment), cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 -- our own program
    assert done.returncode == 0, done.stderr
    return done.stdout
