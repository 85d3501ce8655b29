"""Statements into our own tables by the command that every statement goes through, without HTTP: for a large store.

`python -m bench.filling FIRST COUNT STEP` is one of several writers; each takes every STEP-th batch.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AT_ONCE, WRITERS = 250, 2


def fill_store(count: int, *, environment: dict[str, str]) -> None:
    """Into the database of the environment, migrated already."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.filling", str(number * AT_ONCE), str(count), str(WRITERS * AT_ONCE)],
            cwd=ROOT,
            env=environment,
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.wait()
    if any(writer.returncode for writer in writers):
        raise RuntimeError("A writer gave up; what it said stands above.")


def write(first: int, count: int, step: int) -> None:
    import django

    django.setup()
    from django.db import connection

    from bench.statements import HOME, statements
    from tracking.lrs.commands import store_statements

    authority = {"objectType": "Agent", "account": {"homePage": HOME, "name": "bench"}}
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    for start in range(first, count, step):
        batch = list(statements(start, min(AT_ONCE, count - start)))
        store_statements(statements=batch, authority=authority)


if __name__ == "__main__":
    write(*(int(each) for each in sys.argv[1:]))
