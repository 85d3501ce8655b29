from datetime import timedelta
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracking.lrs.commands.authorities import AuthorityRefusedError
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
        parser.add_argument(
            "--authority", help="the agent under whom its statements stand, as JSON; default: an account of its own"
        )
        parser.add_argument("--limit", type=int, help="requests a minute at most; default: as many as it likes")
        parser.add_argument("--expires-days", type=int, help="days until the key ends by itself; default: never")

    def handle(self, *, name: str, scope: list[str], **options: Any) -> None:
        for option in ("limit", "expires_days"):
            if options[option] is not None and options[option] < 1:
                raise CommandError(f"--{option.replace('_', '-')} must be 1 or more")
        days = options["expires_days"]
        try:
            made = create_key(
                name=name,
                scopes=scope,
                authority=agent_from(options["authority"]),
                requests_per_minute=options["limit"],
                expires_at=timezone.now() + timedelta(days=days) if days else None,
            )
        except AuthorityRefusedError as error:
            raise CommandError(f"--authority: {WHY[error.code]}") from error
        self.stdout.write(f"{made.key} {made.secret}")


WHY = {
    "not_an_agent": "must be an agent as JSON, with exactly one of mbox, mbox_sha1sum, openid, account",
    "of_the_platform": "accounts of this platform speak for itself and its learners, not for a program",
    "private": "this authority is private: no key writes or reads under it",
}


def agent_from(text: str | None) -> Any:
    try:
        return orjson.loads(text) if text else None
    except orjson.JSONDecodeError as error:
        raise CommandError(f"--authority: {WHY['not_an_agent']}") from error
