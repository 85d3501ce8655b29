from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracking.desk.demo_history import load_history


class Command(BaseCommand):
    help = "Let the people of the demo have learned in the last two quarters, agree on the report and close them."

    def handle(self, *, verbosity: int, **_options: Any) -> None:
        if not settings.DEMO and settings.PROFILE != "test":
            raise CommandError("load_demo_history invents learners: set LERNHAFEN_PROFILE=demo.")
        new = load_history()
        if verbosity:
            self.stdout.write(f"{new} people have a history now.")
