from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracking.lrs.exporting import ExportError, Wanted, export_statements
from tracking.lrs.management.progress_bar import ProgressBar
from tracking.lrs.validators import StatementInvalidError, check_identified_actor, check_timestamp, moment


class Command(BaseCommand):
    help = (
        "Write statements into a file, one per line exactly as stored (JSON Lines, packed when the name ends in .gz). "
        "The file has its name when it is complete; a killed export goes on with --resume."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--since", metavar="TIME", help="stored after it, with an offset: 2026-01-01T00:00:00Z")
        parser.add_argument("--until", metavar="TIME", help="stored at it or before")
        parser.add_argument("--verb", metavar="IRI")
        parser.add_argument("--activity", metavar="IRI", help="the object")
        parser.add_argument("--agent", metavar="JSON", help="actor or object, or a member of it")
        parser.add_argument("--with-private", action="store_true", help="also what private authorities keep")
        parser.add_argument("--attachments", type=Path, metavar="DIR", help="copy files of attachments there")
        parser.add_argument("--resume", action="store_true", help="go on with a killed export of the same options")

    def handle(self, *, file: Path, attachments: Path | None, resume: bool, **options: Any) -> None:
        wanted = Wanted(
            since=self.time("since", options["since"]),
            until=self.time("until", options["until"]),
            verb=options["verb"],
            activity=options["activity"],
            agent=self.agent(options["agent"]),
            with_private=options["with_private"],
        )
        bar = ProgressBar(label=file.name, total=0)
        if bar.is_shown:
            bar.total = wanted.rows().count()
        try:
            done = export_statements(file, wanted, attachments=attachments, resume=resume, advance=bar.advance)
        except (ExportError, OSError) as error:
            raise CommandError(str(error)) from None
        bar.close()
        self.stdout.write(f"{done.count:,} statements\n{done.sha256}  {file}")

    def time(self, name: str, text: str | None) -> datetime | None:
        if text is None:
            return None
        try:
            check_timestamp(text, f"--{name}", version="2.0.0")
        except StatementInvalidError as error:
            raise CommandError(str(error)) from None
        return moment(text)

    def agent(self, text: str | None) -> dict[str, Any] | None:
        if text is None:
            return None
        try:
            agent: dict[str, Any] = orjson.loads(text)
            check_identified_actor(agent, "agent", version="2.0.0")
        except (orjson.JSONDecodeError, StatementInvalidError) as error:
            raise CommandError(f"--agent: {error}") from None
        return agent
