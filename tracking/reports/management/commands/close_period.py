from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracking.reports.commands import PeriodRefusedError, close_due_periods, close_period
from tracking.reports.periods import Quarter

REFUSALS = {
    "not_over": "This quarter is not over yet (or ended less than an hour ago).",
    "out_of_order": "A later quarter is closed already: figures are published in the order of time.",
    "other_key": "SDC_KEY is not the one of the earlier quarters. Put the old key back from the backup of secrets.",
}


class Command(BaseCommand):
    help = "Close a quarter for the reports (2026-Q3), or every quarter that is over. A closed one stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("period", nargs="?", help="as 2026-Q3; without it, all that are due")

    def handle(self, *, period: str | None, verbosity: int, **_options: Any) -> None:
        try:
            closed = [close_period(period=Quarter.named(period))] if period else close_due_periods()
        except PeriodRefusedError as refused:
            raise CommandError(REFUSALS[refused.code]) from refused
        except ValueError as error:
            raise CommandError(str(error)) from error
        if verbosity:
            for snapshot in closed:
                self.stdout.write(f"{snapshot.period} is closed, as of {snapshot.as_of}.")
            if not closed:
                self.stdout.write("No quarter is due.")
