"""The same tests at full size, with the figures they give; called by `make prove`, parts by name.

`prove/run.py attacks seed` runs two parts and keeps the other parts' figures in prove/latest.json as they were.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402 -- the project is on the path only now
from psycopg import sql  # noqa: E402 -- as above

from bench.databases import url_of  # noqa: E402 -- as above
from bench.source import commit_here, is_in_history  # noqa: E402 -- as above

LATEST = ROOT / "prove" / "latest.json"
SEED_SIZE = ("40000", "200")
SEED_SECONDS = 60
HYPOTHESIS_SEEDS = range(1, 6)
LOAD = ((20, 60), (100, 180))
"""Requests per second, seconds."""
P95_MS, P99_MS = 400, 1000
PROPERTIES = [
    "tests/tracking/progress/test_projection_properties.py",
    "tests/courses/exchange/test_parsing.py",
    "tests/courses/exchange/test_rich_text.py",
]
Figures = dict[str, Any]


class PartFailedError(Exception):
    """With the end of what was printed."""


def called(command: list[str], **environment: str) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PROVE": "1", **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PartFailedError((done.stdout + done.stderr)[-2000:])
    return done.stdout


def tested(*paths: str, **environment: str) -> str:
    return called([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *paths], **environment)


def counts(told: str) -> str:
    """pytest's last line, as in "31 passed in 4.20s"."""
    return told.strip().splitlines()[-1]


def attacks() -> Figures:
    told = tested("-s", "tests/attacks")
    return {"tests": counts(told), "figures": [json.loads(text) for text in json_texts(told)]}


def json_texts(told: str) -> list[str]:
    """The objects that tests printed, each from a line that begins with "{" to one that is "}"."""
    texts, lines = [], []
    for line in told.splitlines():
        if lines or line.lstrip(".").startswith("{"):
            lines.append(line if lines else line.lstrip("."))
        if lines and line == "}":
            texts.append("\n".join(lines))
            lines = []
    return texts


def bad_input() -> Figures:
    """Requests that must be refused and statements that must not: all on SQLite, a thousand on PostgreSQL."""
    folder = "tests/tracking/lrs"
    requests = [f"{folder}/test_bad_requests.py", f"{folder}/test_unusual_requests.py"]
    told = tested("-s", f"{folder}/test_generated.py", *requests)
    kinds = [json.loads(text) for text in json_texts(told)]
    again = tested(*requests, DATABASE_URL=admin_url(), PROVE="")
    sockets = tested(f"{folder}/test_bad_sockets.py")
    return {"tests": [counts(each) for each in (told, again, sockets)], "tried": kinds}


def outbox() -> Figures:
    paths = [f"tests/learning/core/test_{name}.py" for name in ("delivery_concurrency", "outbox_machine", "worker")]
    return {"tests": counts(tested(*paths, DATABASE_URL=admin_url()))}


def concurrency() -> Figures:
    return {"tests": counts(tested("tests/concurrency", DATABASE_URL=admin_url()))}


def properties() -> Figures:
    runs = [counts(tested(f"--hypothesis-seed={seed}", *PROPERTIES)) for seed in HYPOTHESIS_SEEDS]
    return {"seeds": len(runs), "tests": runs}


def seed() -> Figures:
    """An empty database, migrated, filled and checked."""
    people, courses = SEED_SIZE
    database = "lernhafen_prove_seed"
    own = {"DATABASE_URL": url_of(admin_url(), database), "LERNHAFEN_PROFILE": "test", "LOG_LEVEL": "WARNING"}
    manage = [sys.executable, "manage.py"]
    with psycopg.connect(admin_url(), autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
        try:
            called([*manage, "migrate", "-v0"], **own)
            began = time.monotonic()
            told = called([*manage, "seed_demo", "--people", people, "--courses", courses], **own)
            seconds = round(time.monotonic() - began, 1)
            checked = called([*manage, "rebuild_progress", "--check"], **own).strip()
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))
    return {
        "people": int(people),
        "courses": int(courses),
        "passed": seconds <= SEED_SECONDS,
        "seconds": seconds,
        "target_seconds": SEED_SECONDS,
        "told": told.strip().splitlines(),
        "rebuild_progress --check": checked,
    }


def bench() -> Figures:
    table = called([sys.executable, "bench/run.py"])
    missed = "MISSED" in table or "GROWS" in table
    rows = json.loads((ROOT / "bench/results/latest.json").read_text())
    return {"passed": not missed, "table": table.splitlines(), "rows": rows}


def load() -> Figures:
    from bench.run import PEOPLE, prepared

    taken = []
    for rate, seconds in LOAD:
        environment = prepared(people=PEOPLE, courses=100) | {"DJANGO_SETTINGS_MODULE": "learning.settings"}
        told = called([sys.executable, "prove/load.py", str(rate), str(seconds)], **environment)
        taken.append(json.loads(told.splitlines()[-1]))
    kept = all(run["errors"] == 0 and run["p95_ms"] <= P95_MS and run["p99_ms"] <= P99_MS for run in taken)
    return {"passed": kept, "runs": taken, "target": f"p95 {P95_MS} ms, p99 {P99_MS} ms, no error"}


def lrs_speed() -> Figures:
    table = called([sys.executable, "bench/lrs.py"])
    run = json.loads((ROOT / "bench/results/lrs.json").read_text())
    return {"passed": "MISSED" not in table, "table": table.splitlines(), "rows": run["figures"]}


PARTS: dict[str, Callable[[], Figures]] = {
    each.__name__: each for each in (attacks, bad_input, outbox, concurrency, properties, seed, bench, load, lrs_speed)
}


def admin_url() -> str:
    return os.environ["TEST_DATABASE_URL"]


def proved(part: str) -> Figures:
    """What the part gave. One that fails or misses its target (`passed`) says so and does not stop the others."""
    began, commit = time.monotonic(), commit_here()
    try:
        figures: Figures = {"passed": True, **PARTS[part]()}
    except PartFailedError as failure:
        figures = {"passed": False, "said": str(failure)}
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit,
        "minutes": round((time.monotonic() - began) / 60, 1),
        **figures,
    }


def kept_parts() -> dict[str, Figures]:
    """Of earlier runs, but for figures of code that is not in this history: nobody could look it up."""
    parts: dict[str, Figures] = json.loads(LATEST.read_text()) if LATEST.exists() else {}
    for name, figures in list(parts.items()):
        if not is_in_history(figures["commit"]):
            sys.stdout.write(f"{name}: left out, {figures['commit']} is not in this history\n")
            del parts[name]
    return parts


def as_markdown(parts: dict[str, Figures]) -> str:
    lines = ["# What was proved last", "", "Written by `make prove`.", ""]
    for name, figures in parts.items():
        verdict = "passed" if figures["passed"] else "FAILED"
        lines += [f"## {name}: {verdict}", ""]
        lines += [f"{figures['date']}, commit {figures['commit']}, {figures['minutes']} minutes", ""]
        facts = {key: value for key, value in figures.items() if key not in {"passed", "date", "commit", "minutes"}}
        facts.pop("rows", None)
        lines += ["```", *_told(facts), "```", ""]
    return "\n".join(lines)


def _told(facts: Figures) -> list[str]:
    lines = []
    for key, value in facts.items():
        if isinstance(value, list):
            lines += [f"{key}:", *(f"  {each if isinstance(each, str) else json.dumps(each)}" for each in value)]
        else:
            lines.append(f"{key}: {value}")
    return lines


def write(parts: dict[str, Figures]) -> None:
    LATEST.write_text(json.dumps(parts, indent=2, ensure_ascii=False) + "\n")
    LATEST.with_suffix(".md").write_text(as_markdown(parts))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="all when none is named")
    wanted = parser.parse_args().parts or list(PARTS)
    parts = kept_parts()
    for part in wanted:
        parts[part] = proved(part)
        write(parts)
        sys.stdout.write(f"{part}: {'passed' if parts[part]['passed'] else 'FAILED'}, {parts[part]['minutes']} min\n")
        sys.stdout.flush()
    return 0 if all(parts[part]["passed"] for part in wanted) else 1


if __name__ == "__main__":
    sys.exit(main())
