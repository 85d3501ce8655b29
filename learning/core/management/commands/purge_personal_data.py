from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from learning.core.commands import purge_personal_data


class Command(BaseCommand):
    help = "Delete or anonymise personal data whose period is over, and write the proof into the audit log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count what is overdue, change nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        proof = purge_personal_data(dry_run=options["dry_run"])
        for line in proof:
            self.stdout.write(f"{line.model}: {line.action} {line.rows}")
        rows = sum(line.rows for line in proof)
        self.stdout.write(f"{rows} rows overdue, nothing changed" if options["dry_run"] else f"{rows} rows purged")
