"""A fresh checkout, `manage.py migrate` and `gunicorn learning.wsgi`, and no variable but DATABASE_URL."""

import json
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.learning.core.probe.processes import ROOT, answers, free_port, wait_until

pytestmark = [pytest.mark.services, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

WHAT_RUNS = ("learning", "courses", "tracking", "templates", "locale", "deploy")


class Checkout:
    """The files that run, in a folder of their own: nothing that another start left behind is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in WHAT_RUNS:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("manage.py", "gunicorn.conf.py"):
            shutil.copy(ROOT / name, folder, follow_symlinks=False)
        database: dict[str, Any] = connection.settings_dict
        place = f"{database['HOST'] or '127.0.0.1'}:{database['PORT'] or 5432}/{database['NAME']}"
        url = f"postgres://{database['USER']}:{database['PASSWORD']}@{place}"
        self.environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "DATABASE_URL": url}

    def manage(self, *arguments: str) -> None:
        command = ["python", "manage.py", *arguments]
        subprocess.run(command, cwd=self.folder, env=self.environment, check=True, capture_output=True)  # noqa: S603 -- our own

    @contextmanager
    def served(self, *arguments: str) -> Iterator[str]:
        address = f"127.0.0.1:{free_port()}"
        command = ["gunicorn", "--bind", address, *arguments, "learning.wsgi"]
        server = subprocess.Popen(command, cwd=self.folder, env=self.environment, stderr=subprocess.DEVNULL)  # noqa: S603 -- our own
        try:
            wait_until(lambda: answers(f"http://{address}/healthz"))
            yield f"http://{address}"
        finally:
            server.terminate()
            server.wait(30)

    def clock_runs(self) -> bool:
        """Some process holds the lock of the one that looks after background work."""
        lock = self.folder / "var" / "worker.lock"
        return lock.exists() and lock.read_text() != ""


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "lernhafen")


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=20) as response:  # noqa: S310 -- our own server
            return response.status, response.read().decode(errors="replace")
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()


def static_files_of(page: str) -> set[str]:
    return set(re.findall(r'"(/static/[^"#]+)', page))


def test_pages_work_before_and_after_static_files_are_collected(checkout: Checkout) -> None:
    checkout.manage("migrate")
    assert not checkout.clock_runs()
    with checkout.served() as address:
        status, told = get(f"{address}/readyz")
        assert (status, json.loads(told)["status"]) == (200, "degraded")
        assert json.loads(told)["static_files"].startswith("not collected")
        in_place = shown(address)
        wait_until(checkout.clock_runs)

    checkout.manage("collectstatic", "--no-input")
    with checkout.served() as address:
        status, told = get(f"{address}/readyz")
        assert (status, json.loads(told)["status"]) == (200, "ok")
        collected = shown(address)
    assert len(collected) == len(in_place)
    assert collected.isdisjoint(in_place)


def shown(address: str) -> set[str]:
    """The files of the sign-in page; each is there, and a page that is not there says so on a page."""
    status, page = get(f"{address}/konto/login/")
    assert status == 200
    files = static_files_of(page)
    assert len(files) > 3
    assert {get(address + file)[0] for file in files} == {200}
    status, page = get(f"{address}/gibt-es-nicht/")
    assert (status, "<h1" in page) == (404, True)
    return files


def test_the_clock_runs_under_a_server_that_knows_nothing_of_our_settings(checkout: Checkout, tmp_path: Path) -> None:
    """Preloaded, too: there the process that loads the code is not the one that answers."""
    foreign = tmp_path / "foreign.conf.py"
    foreign.write_text("control_socket_disable = True\n")
    with checkout.served("-c", str(foreign), "--preload") as address:
        assert answers(f"{address}/healthz")
        wait_until(checkout.clock_runs)
