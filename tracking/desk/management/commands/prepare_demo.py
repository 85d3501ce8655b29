from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

STARTER = settings.BASE_DIR / "courses" / "exchange" / "starter"


class Command(BaseCommand):
    help = (
        "Make everything the demo shows: database, static files, people, the course, figures. Again is safe and quick."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("prepare_demo needs LERNHAFEN_PROFILE=demo: it makes accounts that anybody can enter.")
        if has_unapplied_migrations():
            self.say("Database …")
            call_command("migrate", verbosity=0, interactive=False)
        if static_files_changed():
            self.say("Static files …")
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp().touch()
        self.say("People, course and figures …")
        call_command("load_demo", verbosity=0)
        call_command("load_courses", str(STARTER), folder="LAK", verbosity=0, stdout=StringIO())
        call_command("load_demo_history", verbosity=0)

    def say(self, line: str) -> None:
        self.stdout.write(line)


def has_unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def stamp() -> Path:
    return Path(settings.STATIC_ROOT) / ".collected"


def static_files_changed() -> bool:
    if not stamp().exists():
        return True
    collected = stamp().stat().st_mtime
    sources = [settings.BASE_DIR / "constraints.txt", *(settings.BASE_DIR / "learning/core/static").rglob("*")]
    return any(source.stat().st_mtime > collected for source in sources)
