"""In a process of its own: logging is set up once per process."""

import json
import subprocess
import sys

import pytest
import structlog

from learning.logs import struck_out, without_people
from tests.architecture.source import ROOT

SPEAK = """
import logging, structlog
from learning.logs import configure
configure({"level": "INFO", "json": %s})
structlog.get_logger("ours").info("signed in", user_id=7, email="lena@example.org", course="zieldreieck", ip="10.0.0.1")
try:
    raise ValueError("Key (email)=(lena@example.org) exists\\nDETAIL:  Failing row contains (7, Lena, Brandt).")
except ValueError:
    logging.getLogger("theirs").exception("could not save %%s", "lena@example.org")
"""


def said(json_lines: bool) -> list[str]:
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", SPEAK % json_lines], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stderr.splitlines()


def test_production_writes_one_json_line_for_each_thing_without_people() -> None:
    ours, theirs = (json.loads(line) for line in said(json_lines=True))

    assert (ours["event"], ours["course"], ours["level"], ours["logger"]) == (
        "signed in",
        "zieldreieck",
        "info",
        "ours",
    )
    assert ours.keys() == {"event", "course", "level", "logger", "timestamp"}
    assert theirs["event"] == "could not save …"
    assert "ValueError" in theirs["exception"]
    assert not any(word in json.dumps(theirs) for word in ("lena", "Lena", "Brandt", "10.0.0.1"))


def test_the_demo_writes_key_and_value() -> None:
    first = said(json_lines=False)[0]

    assert "level='info' event='signed in' course='zieldreieck'" in first
    assert "lena" not in first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail to lena.brandt+x@lernhafen.example failed", "mail to … failed"),
        ("from 192.168.0.17:4711", "from …:4711"),
        ("from 2001:db8:0:1:1:1:1:1 and ::1", "from … and …"),
        ("release 1.2.3, at 12:30:45", "release 1.2.3, at 12:30:45"),
        ("violates check\nDETAIL:  Failing row contains (7, Lena).\nnext", "violates check\n…\nnext"),
    ],
)
def test_struck_out(text: str, expected: str) -> None:
    assert struck_out(text) == expected


@pytest.mark.parametrize(
    ("request_line", "expected"),
    [
        ("GET /kurse/zieldreieck/?q=lena", "GET /kurse/zieldreieck/"),
        ("POST /berichte/person/17/", "POST /berichte/person/…/"),
        ("GET /konto/0f8fad5b-d9cb-469f-a165-70867728950e", "GET /konto/…"),
        ("GET /x/lena@example.org/", "GET /x/…/"),
    ],
)
def test_the_request_log_holds_no_keys_of_people(request_line: str, expected: str) -> None:
    event = without_people(structlog.get_logger(), "info", {"event": "request_finished", "request": request_line})

    assert event["request"] == expected
