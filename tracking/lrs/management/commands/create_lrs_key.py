from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tracking.lrs.commands.keys import create_key
from tracking.lrs.scopes import Scope


class Command(BaseCommand):
    help = (
        "Make a key for the record store; prints key and secret, separated by a space. The secret is shown only here."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="what the key is for")
        scopes = [scope.value for scope in Scope]
        parser.add_argument(
            "--scope", action="append", required=True, choices=scopes, help="may be given several times"
        )

    def handle(self, *, name: str, scope: list[str], **_options: Any) -> None:
        made = create_key(name=name, scopes=scope)
        self.stdout.write(f"{made.key} {made.secret}")
