from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracking.lrs.commands.erasing import Erasure, ErasureRefusedError, erase_agent
from tracking.lrs.identities import identifier
from tracking.lrs.validators import StatementInvalidError, check_identified_actor

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Make one agent unknown in the whole record store, or erase what it did: statements, links, documents, "
        "attachments, archives. Cannot be undone. May be killed and called again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agent", required=True, metavar="JSON", help="as it stands in statements")
        mode = parser.add_mutually_exclusive_group(required=True)
        mode.add_argument("--anonymise", action="store_true", help="a pseudonym takes its place everywhere")
        mode.add_argument(
            "--erase", action="store_true", help="what it did goes; elsewhere a pseudonym takes its place"
        )
        parser.add_argument("--archives", type=Path, metavar="DIR", help="where the files of archived months are")
        parser.add_argument("--dry-run", action="store_true", help="tell the same and change nothing")

    def handle(self, *, agent: str, erase: bool, archives: Path | None, dry_run: bool, **_options: Any) -> None:
        try:
            done = erase_agent(agent=self.checked(agent), erases=erase, archives=archives, dry_run=dry_run)
        except ErasureRefusedError as refusal:
            raise CommandError(f"Nothing was changed: {refusal}") from None
        if dry_run:
            self.stdout.write("Nothing was changed; this is what would be:")
        self.tell(done)

    def checked(self, text: str) -> dict[str, Any]:
        try:
            agent: dict[str, Any] = orjson.loads(text)
            check_identified_actor(agent, "agent", version="2.0.0")
        except (orjson.JSONDecodeError, StatementInvalidError) as error:
            raise CommandError(f"--agent: {error}") from None
        if identifier(agent) is None:
            raise CommandError("--agent has no identifier.")
        return agent

    def tell(self, done: Erasure) -> None:
        for what, number in (
            ("statements removed", done.removed),
            ("statements made anonymous", done.made_anonymous),
            ("states and profiles removed", done.documents),
            ("dead letters removed", done.dead_letters),
            ("files of attachments removed", done.files),
            ("statements in archives changed", done.in_archives),
            ("descriptions of activities and verbs emptied", done.emptied),
        ):
            self.stdout.write(f"{number:>12,}  {what}")
        self.name("Have got statements about this agent and must be told", done.told)
        self.name("Archives that were not looked into (--archives)", done.archives_not_seen)
        for kind, found in done.traces.items():
            self.stdout.write(f"{kind} that still name the agent; look at them: {', '.join(found)}")

    def name(self, title: str, found: list[str]) -> None:
        if found:
            more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            self.stdout.write(f"{title}: {', '.join(found[:SHOWN])}{more}")
