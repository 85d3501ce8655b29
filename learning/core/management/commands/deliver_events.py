from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from learning.core.commands import Delivered, deliver_due, retry_parked
from learning.core.models import OutboxItem
from learning.core.queries import outbox_state

BATCH = 100


class Command(BaseCommand):
    help = "Deliver due events of the outbox; show what waits; give parked ones another chance."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--status", action="store_true", help="show what waits and what is parked, deliver nothing")
        parser.add_argument("--retry-parked", action="store_true", help="let parked events start over, then deliver")
        parser.add_argument("--until-empty", action="store_true", help="deliver until nothing is due (else one batch)")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["status"]:
            self.show_status()
            return
        if options["retry_parked"]:
            self.stdout.write(f"started over: {retry_parked()}")
        done = batch = deliver_due(limit=BATCH)
        while options["until_empty"] and batch != Delivered():
            batch = deliver_due(limit=BATCH)
            done += batch
        self.stdout.write(f"delivered: {done.delivered}, failed: {done.failed}, parked: {done.parked}")

    def show_status(self) -> None:
        for name, figure in outbox_state().as_dict().items():
            self.stdout.write(f"{name}: {figure}")
        for item in OutboxItem.objects.parked().order_by("parked_at"):
            self.stdout.write(f"parked {item.parked_at:%F %T} {item} after {item.attempts} attempts: {item.last_error}")
