from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from tracking.progress.commands import rebuild_progress
from tracking.progress.differences import differences

SHOWN = 20


class Command(BaseCommand):
    help = "Compute all progress anew from the stored statements; with --check only say where it differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 when a row differs")

    def handle(self, *, check: bool, **options: Any) -> None:  # noqa: ARG002 -- Django's own options
        if check:
            self.check_rows()
            return
        self.stdout.write(f"Replayed {rebuild_progress()} statements.")

    def check_rows(self) -> None:
        is_outermost = not connection.in_atomic_block
        with transaction.atomic():
            if connection.vendor == "postgresql" and is_outermost:
                with connection.cursor() as cursor:  # one moment for rows and statements, while others learn on
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            found = list(islice(differences(), SHOWN + 1))
        for each in found[:SHOWN]:
            self.stdout.write(f"{each.table} {each.key}\n  stored   {each.stored}\n  expected {each.expected}")
        if found:
            raise CommandError("Progress differs from the statements; rebuild_progress without --check repairs it.")
        self.stdout.write("Progress is what the statements say.")
