"""What operators and developers look up must be there and must exist: settings, commands, events."""

import re
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.management import get_commands

from learning.core.events import Event
from tests.architecture.source import PACKAGES, ROOT

ENVIRONMENT = re.compile(
    r"\benv\.[a-z_]+\(\s*\"([A-Z_]+)\"|os\.environ\.get\(\"([A-Z_]+)\"|os\.environ\.get\('([A-Z_]+)'"
)
FIRST_CELL = re.compile(r"^\| \**`([\w.]+)`\** \|", re.MULTILINE)


def listed_in(page: str) -> set[str]:
    return set(FIRST_CELL.findall((ROOT / "docs" / page).read_text()))


def compare(page: str, there: set[str], what: str) -> None:
    missing, gone = there - listed_in(page), listed_in(page) - there
    assert not missing, f"docs/{page} does not tell of {what}: {', '.join(sorted(missing))}"
    assert not gone, f"docs/{page} tells of {what} that are gone: {', '.join(sorted(gone))}"


def test_every_setting_is_documented() -> None:
    read = {
        next(name for name in found if name)
        for place in ("learning/settings.py", "deploy/gunicorn.conf.py")
        for found in ENVIRONMENT.findall((ROOT / place).read_text())
    }
    compare("operate/settings.md", read, "settings")


def test_settings_are_read_from_the_environment_in_one_place() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"os\.environ(?!\.setdefault)|os\.getenv|environ\.Env", path.read_text())
    ]
    assert readers == ["learning/settings.py"]


def test_every_command_is_documented() -> None:
    ours = {name for name, app in get_commands().items() if str(app).split(".")[0] in PACKAGES}
    compare("operate/commands.md", ours, "commands")


def test_every_event_is_documented() -> None:
    for app in apps.get_app_configs():
        if app.name.split(".")[0] in PACKAGES and find_spec(f"{app.name}.events"):
            import_module(f"{app.name}.events")
    names = {event.name for event in Event.__subclasses__() if event.__module__.split(".")[0] in PACKAGES}
    compare("develop/events.md", names, "events")


def test_every_line_about_an_event_names_who_receives_it_now_or_later() -> None:
    for line in (ROOT / "docs/develop/events.md").read_text().splitlines():
        if line.startswith("| `"):
            received_by = line.split("|")[3].strip()
            assert not received_by or received_by.endswith(("(now)", "(later)")), line


LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)")


def test_links_between_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]

    broken = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in pages
        for target in LINK.findall(page.read_text())
        if not (page.parent / target).exists()
    ]

    assert not broken


def test_decisions_fit_on_a_page() -> None:
    longer = [page.name for page in (ROOT / "docs/adr").glob("*.md") if len(page.read_text().splitlines()) > 60]

    assert not longer
    assert len((ROOT / "README.md").read_text().splitlines()) <= 150
