"""Statements into our own tables, without HTTP: the first ones by the command that every statement goes through, more
by repeating those in SQL, with ids and moments of their own.

`python -m bench.filling FIRST COUNT STEP` is one of several writers; each takes every STEP-th batch.
"""

import subprocess
import sys
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
AT_ONCE, WRITERS = 250, 2
BY_COMMAND = 100_000
LINKS = {"lrs_statementagent": "agent_id", "lrs_statementactivity": "activity_id"}
EARLIER = "stored - %(earlier)s"
TEXT = """to_char(({}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')"""
STORED_TEXT = f"replace({{}}, {TEXT.format('stored')}, {TEXT.format(EARLIER)})"
UUID = "md5(uuid::text || %(ids)s)::uuid"
OWN = {
    "id": "id + %(ids)s",
    "uuid": UUID,
    "stored": EARLIER,
    "payload": STORED_TEXT.format(f"replace(payload, uuid::text, {UUID}::text)"),
}
"""What a repeated statement has of its own: columns, and how they are made."""
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = 'lrs_statement' ORDER BY 1"
EXTENT = "SELECT min(id), max(id), max(stored) - min(stored) + interval '1 second' FROM lrs_statement"


def fill_store(count: int, *, environment: dict[str, str]) -> None:
    """Into the database of the environment, migrated already and without a statement."""
    first = min(count, BY_COMMAND)
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.filling", str(number * AT_ONCE), str(first), str(WRITERS * AT_ONCE)],
            cwd=ROOT,
            env=environment,
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.wait()
    if any(writer.returncode for writer in writers):
        raise RuntimeError("A writer gave up; what it said stands above.")
    if count > first:
        repeat_statements(environment["DATABASE_URL"], times=count // first)


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


def repeat_statements(url: str, *, times: int) -> None:
    """So that each is there so often, the last ones stored just now.

    Foreign keys are not checked again: they lead where those of the first lead.
    """
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        names = [name for (name,) in connection.execute(COLUMNS)]
        lowest, highest, lasted = connection.execute(EXTENT).fetchone() or (None, 0, None)
        values = ", ".join(OWN.get(name, name) for name in names)
        for number in range(1, times):
            given = {
                "ids": number * (highest - lowest + 1),
                "earlier": (times - 1 - number) * lasted,
                "highest": highest,
            }
            connection.execute(
                f"INSERT INTO lrs_statement ({', '.join(names)})"
                f" SELECT {values} FROM lrs_statement WHERE id <= %(highest)s ORDER BY id",
                given,
            )
            for table, column in LINKS.items():
                connection.execute(
                    f"INSERT INTO {table} ({column}, statement_id, role) SELECT {column}, statement_id + %(ids)s, role"
                    f" FROM {table} WHERE statement_id <= %(highest)s ORDER BY 1, 2",
                    given,
                )
            connection.commit()
        changes = f"UPDATE lrs_statement SET stored = {EARLIER}, payload = {STORED_TEXT.format('payload')}"
        connection.execute(f"{changes} WHERE id <= %(highest)s", {"earlier": (times - 1) * lasted, "highest": highest})
        connection.execute("SELECT setval(pg_get_serial_sequence('lrs_statement', 'id'), max(id)) FROM lrs_statement")


if __name__ == "__main__":
    write(*(int(each) for each in sys.argv[1:]))
