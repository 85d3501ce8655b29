import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
IMPORT = re.compile(r'^@import url\("([a-z-]+\.css)"\);$', re.MULTILINE)


def joined(folder: Path = CSS) -> str:
    """The files that index.css names, one after the other: one request instead of twenty-three, no bundler."""
    names = IMPORT.findall((folder / "index.css").read_text(encoding="utf-8"))
    parts = [(folder / name).read_text(encoding="utf-8") for name in names]
    return "/* Made by `manage.py join_css` from the files beside it: edit those. */\n" + "\n".join(parts)


class Command(BaseCommand):
    help = "Joins the style sheets that index.css names into app.css"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, fail when app.css is out of date")

    def handle(self, *_args: Any, **options: Any) -> None:
        target = CSS / "app.css"
        if not options["check"]:
            target.write_text(joined(), encoding="utf-8")
        elif target.read_text(encoding="utf-8") != joined():
            raise CommandError("app.css is out of date: run manage.py join_css")
