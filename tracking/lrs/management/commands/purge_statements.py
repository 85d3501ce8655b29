from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracking.lrs.commands.purging import figures_by_authority, purge_statements, statements_stored_before
from tracking.lrs.commands.removing import StillToForwardError
from tracking.lrs.management.progress_bar import ProgressBar


class Command(BaseCommand):
    help = (
        "Delete statements that were stored longer ago than so many days, for good. What they prove stays in the "
        "progress of learners. May be killed and called again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--older-than-days", type=int, required=True, metavar="N")
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *, older_than_days: int, dry_run: bool, **_options: Any) -> None:
        if older_than_days < 1:
            raise CommandError("--older-than-days is at least 1.")
        age = timedelta(days=older_than_days)
        figures = figures_by_authority(statements_stored_before(timezone.now() - age))
        bar = ProgressBar(total=sum(each.statements for each in figures), label="Purging")
        if not dry_run:
            try:
                figures = purge_statements(older_than=age, advance=bar.advance)
            except StillToForwardError as refusal:
                raise CommandError(
                    f"Nothing was deleted: {refusal} has not got all of them yet. Wait until they are forwarded, or "
                    "switch the forwarding off."
                ) from None
            bar.close()
        for each in figures:
            self.stdout.write(f"{each.statements:>12,}  {each.ifi}")
        verb = "would be deleted" if dry_run else "deleted"
        self.stdout.write(f"{sum(each.statements for each in figures):>12,}  {verb}")
