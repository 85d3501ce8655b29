from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tracking.lrs.commands.forwarding import forward_due
from tracking.lrs.forwarding.states import TargetState, target_states

A_ROUND = 60.0


class Command(BaseCommand):
    help = "Send statements on to other record stores until nothing is left to send; show how far each one is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--status", action="store_true", help="show how far each target is, send nothing")
        parser.add_argument("--once", action="store_true", help="one round of about a minute")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["status"]:
            for state in target_states():
                self.stdout.write(line_of(state))
            return
        done = a_round = forward_due(seconds=A_ROUND)
        while not options["once"] and (a_round.sent or a_round.put_aside):
            a_round = forward_due(seconds=A_ROUND)
            done += a_round
        self.stdout.write(f"sent: {done.sent}, put aside: {done.put_aside}, targets away: {done.targets_away}")


def line_of(state: TargetState) -> str:
    target = state.target
    parts = [
        "active" if target.is_active else "paused",
        f"behind {state.behind}" if not state.is_behind_by_more else "behind more than 100000",
        f"lag {int(state.lag.total_seconds())} s",
        f"sent {target.sent}",
        f"last {target.last_sent_at:%F %T}" if target.last_sent_at else "last never",
        f"failures {target.failures}",
        f"dead letters {state.dead_letters}",
    ]
    return f"{target.name}: {', '.join(parts)}" + (f", {target.last_error}" if target.last_error else "")
