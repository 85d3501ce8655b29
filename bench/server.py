"""gunicorn as in production, and the processor time of its worker and of its connections to the database."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def cpu_ms(pids: Iterable[int]) -> float:
    """User and system time of all threads so far, to the microsecond; a process that is gone counts nothing."""
    return sum(map(_cpu_ms, pids))


def _cpu_ms(pid: int) -> float:
    try:
        return time.clock_gettime(~pid << 3 | 2) * 1000  # the clock of a process, clock_getcpuclockid(3)
    except OSError:
        return 0.0


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def environment_of_production() -> dict[str, str]:
    """All that the server needs but its database, on a port that is free."""
    port = free_port()
    environment = {
        "SECRET_KEY": "bench-" + "0123456789" * 6,
        "SDC_KEY": "bench-" + "0" * 50,
        "LERNHAFEN_PROFILE": "production",
        "STATE_DIR": str(ROOT / "var" / "bench"),
        "LOG_LEVEL": "WARNING",
        "BACKGROUND_WORK": "false",
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PLATFORM_IRI": "http://localhost:8000",
        "DJANGO_SETTINGS_MODULE": "learning.settings",
        "PYTHONPATH": str(ROOT),
    }
    if redis := os.environ.get("TEST_REDIS_URL"):
        environment["REDIS_URL"] = redis
    return environment


class Server:
    def __init__(self, process: subprocess.Popen[bytes], url: str, database_url: str) -> None:
        self.process, self.url, self.database_url = process, url, database_url

    @property
    def workers(self) -> list[int]:
        return children(self.process.pid)

    @property
    def backends(self) -> list[int]:
        """Connections of the server: all of its database but the one that asks and our own process's."""
        with psycopg.connect(self.database_url, application_name="bench") as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                " AND application_name <> 'bench' AND backend_type = 'client backend'"
            ).fetchall()
        return [pid for (pid,) in rows]


@contextmanager
def running(environment: dict[str, str], *, workers: int = 1) -> Iterator[Server]:
    port = int(environment["PORT"])
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("gunicorn")), "-c", "deploy/gunicorn.conf.py", "learning.wsgi"],
        cwd=ROOT,
        env={**os.environ, **environment, "WEB_WORKERS": str(workers)},
    )
    server = Server(process, f"http://127.0.0.1:{port}", environment["DATABASE_URL"])
    try:
        _wait_for(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for(server: Server) -> None:
    for _try in range(300):
        try:
            with urllib.request.urlopen(f"{server.url}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("gunicorn does not answer")
