"""What the README tells people to type."""

import os
import runpy
import socket
import subprocess
from contextlib import closing

import pytest

from tests.architecture.source import ROOT

SERVER = ROOT / "deploy" / "gunicorn.conf.py"


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """As from a shell: under `make test` an inner make would tell that it is one."""
    shell = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", *arguments]
    return subprocess.run(command, cwd=ROOT, env=shell, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 -- our own


def test_make_demo_names_a_free_port_before_it_makes_anything() -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = make("demo", f"PORT={port}")

    assert done.returncode != 0
    assert done.stdout == ""
    said = done.stderr.splitlines()[0]
    assert said.startswith(f"Port {port} ist belegt / is in use: PORT=")
    free = int(said.removesuffix(" make demo").rpartition("=")[2])
    with closing(socket.socket()) as ours:
        ours.bind(("127.0.0.1", free))


def test_make_help_tells_of_both_environments() -> None:
    told = make("help").stdout
    assert {"install", "setup", "demo", "test"} <= {line.split()[1] for line in told.splitlines()}


@pytest.mark.parametrize(
    ("profile", "told"),
    [("demo", "Lernhafen: http://localhost:8001/   (stop with Ctrl+C)\n"), ("production", "")],
)
def test_only_the_demo_tells_its_address_when_it_is_ready(
    profile: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LERNHAFEN_PROFILE", profile)
    monkeypatch.setenv("BASE_URL", "http://localhost:8001")

    runpy.run_path(str(SERVER))["when_ready"](server=None)

    assert capsys.readouterr().out == told
