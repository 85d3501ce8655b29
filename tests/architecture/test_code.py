"""Rules of the house that a linter of the shelf does not know."""

import ast
import re

import pytest

from tests.architecture.source import ROOT, in_apps, modules

LONGEST_FILE = 300
LONGER_FOR_A_REASON = {
    "learning/settings.py": "all settings stand in one file (ARCHITECTURE)",
}
REQUEST_MODULES = (
    "django.http",
    "django.shortcuts",
    "django.views",
    "django.template",
    "django.contrib.messages",
    "ninja",
)
WAGTAIL_PAGES = {
    "courses/content/models/pages.py": "Wagtail asks its page models for addresses and previews with the request",
    "courses/content/models/preview.py": "Wagtail asks its page models for previews with the request",
}
SENDS_TASKS = {"delay", "apply_async", "send_task", "apply"}


def test_files_stay_short() -> None:
    long = {module.place: len(module.text.splitlines()) for module in modules()}
    long = {place: lines for place, lines in long.items() if lines > LONGEST_FILE and place not in LONGER_FOR_A_REASON}
    assert not long, f"split by ideas, or give the reason in LONGER_FOR_A_REASON: {long}"


def test_every_reason_for_a_long_file_is_needed() -> None:
    assert all((ROOT / place).exists() for place in LONGER_FOR_A_REASON)


def test_tasks_are_sent_by_the_core_alone() -> None:
    """Everybody else publishes an event: a task sent around the outbox is lost with the broker."""
    senders = [
        f"{module.place}:{node.lineno}"
        for module in modules()
        if module.app != "learning.core"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SENDS_TASKS
    ]
    assert not senders


@pytest.mark.parametrize("role", ["commands", "queries", "models", "rules", "events"])
def test_no_request_below_the_views(role: str) -> None:
    knowing = [
        f"{module.place} imports {name}"
        for module in in_apps()
        if module.role == role and module.place not in WAGTAIL_PAGES
        for name in module.imports
        if name.startswith(REQUEST_MODULES) and not name.startswith("django.http.Http404")
    ]
    assert not knowing


def arguments_without_star(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in function.args.posonlyargs + function.args.args]


def test_commands_take_keywords_only() -> None:
    """What an app's `commands` exports: verbs with named arguments. `publish(event)` is the one known exception."""
    loose = []
    for module in in_apps():
        if module.role != "commands" or module.app == "learning.core":
            continue
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and arguments_without_star(node):
                loose.append(f"{module.place}:{node.lineno} {node.name}({', '.join(arguments_without_star(node))})")
    public = [entry for entry in loose if is_exported(entry)]
    assert not public


def is_exported(entry: str) -> bool:
    """Whether another app calls it: steps inside a command's own file may take their arguments by position."""
    place, name = entry.split(":")[0], entry.split(" ")[1].partition("(")[0]
    app = ".".join(place.split("/")[:2])
    return any(
        other.app != app
        and any(imported.startswith(f"{app}.commands") and imported.endswith(f".{name}") for imported in other.imports)
        for other in modules()
    )


SUPPRESSION = re.compile(r"#\s*(?:noqa\b(?!: [A-Z0-9, ]+ -- \S)|type: ignore\b(?!\[[\w, -]+\]\s+#? ?-- \S))")


def test_every_suppression_has_its_reason() -> None:
    bare = [
        f"{module.place}: {line.strip()}"
        for module in modules()
        for line in module.text.splitlines()
        if SUPPRESSION.search(line)
    ]
    assert not bare, "write `# noqa: CODE -- reason` or `# type: ignore[code]  # -- reason`"
