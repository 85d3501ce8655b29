from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracking.lrs.commands.archiving import ArchiveError, archive_statements, months_before
from tracking.lrs.commands.removing import StillToForwardError
from tracking.lrs.management.progress_bar import ProgressBar
from tracking.lrs.models import Archive


class Command(BaseCommand):
    help = (
        "Move the statements of old months into files (JSON Lines, gzip, SHA-256, manifest), month by month. What they "
        "prove stays in the progress of learners. May be killed and called again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--before", required=True, metavar="YYYY-MM", help="the first month that stays, by UTC")
        parser.add_argument("--to", type=Path, metavar="DIR", help="where the files go")
        parser.add_argument("--dry-run", action="store_true", help="only say which months those are")

    def handle(self, *, before: str, to: Path | None, dry_run: bool, **_options: Any) -> None:
        first_to_stay = self.month(before)
        months = months_before(first_to_stay)
        if dry_run:
            for month in months:
                self.stdout.write(f"{month.first_day:%Y-%m} {month.count:>12,}")
            self.stdout.write(f"{sum(month.count for month in months):>20,}  would be archived")
            return
        if to is None or not to.is_dir():
            raise CommandError("--to names a directory that is there.")
        unfinished = sum(Archive.objects.filter(removed_at=None).values_list("count", flat=True))
        bar = ProgressBar(total=unfinished or sum(month.count for month in months), label="Archiving")
        try:
            finished = archive_statements(before=first_to_stay, to=to, advance=bar.advance)
        except StillToForwardError as refusal:
            raise CommandError(
                f"Nothing was archived: {refusal} has not got all of them yet. Wait until they are forwarded, or "
                "switch the forwarding off."
            ) from None
        except ArchiveError as refusal:
            raise CommandError(f"{refusal} Nothing was removed by it.") from None
        bar.close()
        for archive in finished:
            self.stdout.write(f"{archive.month:%Y-%m} {archive.count:>12,}  {archive.file_name}  {archive.sha256}")

    def month(self, text: str) -> date:
        try:
            found = datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC).date()
        except ValueError:
            raise CommandError("--before is a month such as 2025-01.") from None
        if found > timezone.now().date():
            raise CommandError("--before lies in the future: only whole months that are over can be archived.")
        return found
