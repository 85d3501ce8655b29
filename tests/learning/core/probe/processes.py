"""Starts and ends the real programs: gunicorn with the probe's addresses, a Celery worker with its receivers."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
PATIENCE = 60.0


def environment(**settings: str) -> dict[str, str]:
    product = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    profile = {"DJANGO_SETTINGS_MODULE": "tests.learning.core.probe.settings", "LERNHAFEN_PROFILE": "test"}
    return product | profile | {"BACKGROUND_WORK": "1", "PYTHONPATH": str(ROOT)} | settings


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*arguments: str, env: dict[str, str]) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=env, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603 -- our own programs


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@contextmanager
def process(*arguments: str, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A Python program in a process group of its own, ended with all its children."""
    started = subprocess.Popen(  # noqa: S603 -- our own programs
        [sys.executable, "-m", *arguments], cwd=ROOT, env=env, start_new_session=True, stderr=subprocess.DEVNULL
    )
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(20)
        except subprocess.TimeoutExpired:
            kill(started)


def kill(started: subprocess.Popen[bytes]) -> None:
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()


@contextmanager
def web_server(env: dict[str, str]) -> Iterator[str]:
    """Two processes with four threads each; gives the address."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    program = ["gunicorn", "-c", "deploy/gunicorn.conf.py", "tests.learning.core.probe.wsgi"]
    with process(*program, env=env | {"PORT": str(port), "WEB_WORKERS": "2", "WEB_THREADS": "4"}):
        wait_until(lambda: answers(f"{address}/healthz"))
        yield address


def answers(url: str) -> bool:
    """Whether the request was answered with success."""
    try:
        with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 -- our own server
            return bool(response.status == 200)
    except OSError:
        return False
