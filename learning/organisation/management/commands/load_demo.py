from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.organisation.demo.loading import load_people_of_the_demo


class Command(BaseCommand):
    help = "Load the people of the demo: the Land Küstenland, its units and the demo accounts. Repeating adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--with-passwords", metavar="PASSWORD", help="Let the demo accounts also sign in by this password (tests)."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if settings.PROFILE == "production":
            raise CommandError("load_demo makes accounts that anybody can enter: set LERNHAFEN_PROFILE=demo.")
        new = load_people_of_the_demo(password=options["with_passwords"])
        if options["verbosity"]:
            self.stdout.write(f"{new} people are new.")
