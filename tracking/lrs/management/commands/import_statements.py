import gzip
import sys
import zlib
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracking.lrs.commands.authorities import AuthorityRefusedError
from tracking.lrs.commands.importing import Fault, FaultyLineError, import_statements
from tracking.lrs.json_lines import LineTooLongError, lines_of
from tracking.lrs.management.progress_bar import ProgressBar

REFUSED = {
    "not_an_agent": "must be an agent with one identifier",
    "of_the_platform": "must not be an account of this platform: it speaks for itself and its learners",
    "private": "must not be a private authority",
}


class Command(BaseCommand):
    help = (
        "Import statements, one per line (JSON Lines, plain or gzip), held to the rules of the API. May be killed and "
        "called again: it goes on behind the last line that was stored."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--authority", required=True, metavar="JSON", help="the agent whose statements they become")
        parser.add_argument("--version", dest="rules", choices=["1.0.3", "2.0.0"], help="default: what each line says")
        parser.add_argument("--attachments", type=Path, metavar="DIR", help="with attachments/, as an export writes it")
        parser.add_argument("--skip-faulty", type=Path, metavar="FILE", help="go on, and append faulty lines there")
        parser.add_argument("--again", action="store_true", help="also lines that were imported before")

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's own --version makes room for that of xAPI."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def handle(self, *, files: list[Path], authority: str, skip_faulty: Path | None, **options: Any) -> None:
        try:
            agent = orjson.loads(authority)
        except orjson.JSONDecodeError as error:
            raise CommandError(f"--authority must be JSON: {error}") from None
        with ExitStack() as stack:
            faulty = stack.enter_context(skip_faulty.open("ab")) if skip_faulty else None
            for path in files:
                self.one(path, agent, faulty, options)

    def one(self, path: Path, agent: Any, faulty: BinaryIO | None, options: dict[str, Any]) -> None:
        def put_aside(fault: Fault) -> None:
            self.stderr.write(f"{path}: {fault}")
            if faulty:
                faulty.write(fault.text + b"\n")
                faulty.flush()

        try:
            total = sum(1 for _ in lines_of(path)) if sys.stderr.isatty() else 0
            bar = ProgressBar(total=total, label=path.name)
            done = import_statements(
                path=path,
                authority=agent,
                version=options["rules"],
                attachments=options["attachments"],
                again=options["again"],
                on_fault=put_aside if faulty else None,
                advance=bar.advance,
            )
        except FaultyLineError as error:
            raise CommandError(f"{path}: {error}. Nothing of its batch is stored; what stands before it is.") from None
        except AuthorityRefusedError as error:
            raise CommandError(f"--authority {REFUSED[error.code]}.") from None
        except LineTooLongError as error:
            raise CommandError(f"{path}: line {error.line} is longer than XAPI_BODY_LIMIT.") from None
        except (OSError, EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise CommandError(f"{path} cannot be read to its end: {error}. What was read is stored.") from None
        bar.close()
        before = f", {done.done_before:,} lines done before" if done.done_before else ""
        self.stdout.write(f"{path}: {done.stored:,} statements, {done.skipped:,} faulty lines{before}")
