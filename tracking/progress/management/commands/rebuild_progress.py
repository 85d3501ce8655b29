from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from tracking.lrs.platform import iris_of_records, platform_iri
from tracking.progress.commands import CompletionsLost, rebuild_progress
from tracking.progress.differences import differences

SHOWN = 20


class Command(BaseCommand):
    help = "Compute all progress anew from the stored statements; with --check only say where it differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 when a row differs")

        parser.add_argument("--force", action="store_true", help="even when completions are lost by it")

    def handle(self, *, check: bool, force: bool, **options: Any) -> None:  # noqa: ARG002 -- Django's own options
        if not force:
            self.refuse_other_platforms()
        if check:
            self.check_rows()
            return
        try:
            count = rebuild_progress(may_lose_completions=force)
        except CompletionsLost as refusal:
            raise CommandError(
                f"Nothing was changed: {refusal.lost} completions stand in no statement and would be lost. Look at "
                "`rebuild_progress --check` first; `--force` takes them away."
            ) from None
        self.stdout.write(f"Replayed {count} statements.")

    def refuse_other_platforms(self) -> None:
        """What a platform of another name observed counts for nothing here, so a rebuild would take it away."""
        if others := [iri for iri in iris_of_records() if iri != platform_iri()]:
            raise CommandError(
                f"Nothing was changed: this platform is {platform_iri()}, and a rebuild leaves out the records of "
                f"{', '.join(others)}."
            )

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
