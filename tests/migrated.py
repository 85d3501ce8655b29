"""The database after all migrations, made once for each state of them: every process of the tests begins with a copy.

Django migrates each of its test databases from nothing, a quarter of a minute of work each time. What signals after
`migrate` add (the page tree, permissions) is left out here: every test database gets it anew from the code of today.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
STORE = ROOT / "var" / "tests"
PREFIX = "lernhafen_migrated"
KEPT = 4
"""Databases of earlier states on the server: another checkout may just be using them."""


def sqlite_file() -> Path:
    file = STORE / f"migrated-{digest()}.sqlite3"
    with one_at_a_time():
        if not file.exists():
            for stale in STORE.glob("migrated-*"):
                stale.unlink()
            unfinished = STORE / "migrated-new.sqlite3"
            migrate(f"sqlite:///{unfinished}")
            unfinished.rename(file)
    return file


def postgresql_template(admin_url: str) -> str:
    """The name of a database that `CREATE DATABASE … TEMPLATE` copies."""
    name, unfinished = f"{PREFIX}_{digest()}", f"{PREFIX}_new_{os.getpid()}"
    with one_at_a_time(), psycopg.connect(admin_url, autocommit=True) as admin:
        rows = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid", [f"{PREFIX}_%"])
        known = [each for (each,) in rows]
        if name not in known:
            for old in known[:-KEPT]:
                drop(admin, old)
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
            migrate(urlunsplit(urlsplit(admin_url)._replace(path=f"/{unfinished}")))
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            admin.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
    return name


def drop(admin: psycopg.Connection, name: str) -> None:
    try:
        admin.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
    except psycopg.errors.ObjectInUse:
        return  # somebody copies it at this moment


def migrate(database_url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, "-m", "tests.migrated"], cwd=ROOT, env=environment, check=True)


@cache
def digest() -> str:
    """Of all migrations: ours by their text, the libraries' by their versions."""
    seen = hashlib.sha256((ROOT / "constraints.txt").read_bytes())
    for file in sorted(ROOT.glob("*/*/migrations/*.py")):
        seen.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()[:12]


@contextmanager
def one_at_a_time(store: Path = STORE) -> Iterator[None]:
    store.mkdir(parents=True, exist_ok=True)
    with (store / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> None:
    import django
    from django.core.management import call_command
    from django.db import connection
    from django.db.models.signals import post_migrate

    django.setup()
    post_migrate.receivers = []
    call_command("migrate", verbosity=0, interactive=False)
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.cursor().execute("PRAGMA journal_mode=DELETE")
    connection.close()


if __name__ == "__main__":
    main()
