from typing import Any

from django.core.management.base import BaseCommand

from learning.core.record_of_processing import record_of_processing


class Command(BaseCommand):
    help = "Print the record of processing (Art. 30 GDPR), made from the registry, as Markdown."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(record_of_processing())
