"""Seeded databases: made once for each state of the code that makes them, then copied."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "lernhafen_bench"


def code_digest() -> str:
    """Of the migrations and of what seeds."""
    files = [
        *ROOT.glob("*/*/migrations/*.py"),
        *ROOT.glob("tracking/desk/seeding/*.py"),
        ROOT / "tracking/reports/writing.py",
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:10]


def url_of(admin_url: str, database: str) -> str:
    return urlunsplit(urlsplit(admin_url)._replace(path=f"/{database}"))


def seeded_copy(admin_url: str, *, size: str, arguments: Sequence[str], environment: dict[str, str]) -> str:
    """The address of a fresh copy. `environment` holds the secrets that the seeded state goes with."""

    def seed(url: str) -> None:
        for command in (["migrate", "-v0"], ["seed_demo", *arguments]):
            manage(command, {**environment, "DATABASE_URL": url})

    return filled_copy(admin_url, size=size, digest=code_digest(), fill=seed)


def manage(command: Sequence[str], environment: dict[str, str]) -> None:
    whole = [sys.executable, str(ROOT / "manage.py"), *command]
    subprocess.run(whole, env={**os.environ, **environment}, cwd=ROOT, check=True)


def filled_copy(admin_url: str, *, size: str, digest: str, fill: Callable[[str], None]) -> str:
    """The address of a fresh copy of what `fill` makes of the empty database it is told; made once for each digest."""
    template, copy = f"{PREFIX}_{digest}_{size}", f"{PREFIX}_{size}"
    with psycopg.connect(admin_url, autocommit=True) as admin:
        rows = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}_%"]).fetchall()
        known = {name for (name,) in rows}
        for old in known:
            if old.endswith(f"_{size}") and old != template:
                admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
        if template not in known:
            unfinished = f"{PREFIX}_new_{size}"
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(unfinished)))
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
            fill(url_of(admin_url, unfinished))
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            admin.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(template)))
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        admin.execute(create.format(sql.Identifier(copy), sql.Identifier(template)))
    return url_of(admin_url, copy)
