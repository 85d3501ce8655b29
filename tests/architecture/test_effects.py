"""Who writes, who listens, who peeks: each rule with a planted violation that it must see."""

import ast
from collections.abc import Iterator

import pytest

from learning.core import events
from tests.architecture.crossing import EXCEPTIONS, FACE, MOST_EXCEPTIONS, SHARED
from tests.architecture.source import ROOT, Module, in_apps, modules

READ_ONLY = {
    *("views", "viewsets", "queries", "rules", "requests", "visibility", "templatetags", "context_processors"),
    *("forms", "tables", "exports", "pages", "wording"),
}
"""Roles that never write: what changes something is a command."""
WRITES = {
    *("create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update", "delete", "save"),
    *("add_root", "add_child", "add_sibling", "select_for_update", "_raw_delete", "execute", "executemany"),
}
LONGEST_VIEW = 20
LONGER_VIEWS = {"tracking/reports/views.py export_of": "one of three formats, with its entry in the access log"}
SIGNALS = (
    "wagtail.signals",
    "allauth.",
    "django.contrib.auth.signals",
    "django.core.signals",
    "django.db.models.signals",
)
LISTENERS = {
    "courses/content/page_signals.py": "Wagtail tells by signals what happened to pages; here it becomes our events",
}
EFFECTS = ("django.core.mail", "learning.core.commands", "django.core.cache", "celery", "requests", "urllib.request")


def planted(place: str, code: str) -> Module:
    """A module that is not there."""
    module = Module(ROOT / place)
    module.__dict__["text"] = code
    return module


def writes_in(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            arguments = {each.arg: ast.unparse(each.value) for each in node.keywords}
            if arguments.get("commit") != "False":
                yield f"{module.place}:{node.lineno} {ast.unparse(node.func)}"


def signals_in(module: Module) -> Iterator[str]:
    for name in module.imports:
        is_library = name.startswith(SIGNALS) and ".signals" in name
        is_own = name.startswith("django.dispatch")
        if (is_library and not name.endswith(".post_migrate")) or is_own:  # post_migrate is told by a command
            yield f"{module.place} imports {name}"


def effects_in(module: Module) -> Iterator[str]:
    for name in module.imports:
        if name.startswith(EFFECTS) or ".commands" in name:
            yield f"{module.place} imports {name}"


def long_views_in(module: Module) -> Iterator[str]:
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_VIEW:
            yield f"{module.place} {node.name}"


def taken_in(module: Module) -> Iterator[tuple[str, str]]:
    """What a module takes from other apps beside what every app shows: (its app, the other's module)."""
    for name in module.imports:
        app, role = ".".join(name.split(".")[:2]), "".join(name.split(".")[2:3])
        foreign = app in APPS - {module.app, "learning.core"}
        if foreign and role not in FACE and f"{app}.{role}" not in SHARED:
            yield module.app or "", f"{app}.{role}"


APPS = {module.app for module in in_apps()}


def test_only_commands_write() -> None:
    assert [each for module in in_apps() if module.role in READ_ONLY for each in writes_in(module)] == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("tracking/desk/views/home.py", "def home(request):\n    Offer.objects.update(is_open=False)"),
        ("tracking/desk/queries/home.py", "def rows():\n    return Offer.objects.filter(pk=1).delete()"),
        ("courses/content/rules.py", "def may(user):\n    user.save()"),
        ("tracking/reports/views.py", "def view(request):\n    Snapshot.objects.get_or_create(pk=1)"),
        ("tracking/desk/forms.py", "def clean(self):\n    with connection.cursor() as c:\n        c.execute('x')"),
    ],
)
def test_a_planted_write_is_seen(place: str, code: str) -> None:
    module = planted(place, code)
    assert module.role in READ_ONLY
    assert list(writes_in(module))


def test_views_stay_short() -> None:
    long = {each for module in in_apps() if module.role == "views" for each in long_views_in(module)}
    assert long == set(LONGER_VIEWS)
    code = "def view(request):\n" + "    a = 1\n" * LONGEST_VIEW
    assert list(long_views_in(planted("tracking/desk/views/home.py", code)))


def test_signals_of_libraries_are_heard_in_one_place() -> None:
    assert {each.split()[0] for module in modules() for each in signals_in(module)} == set(LISTENERS)


@pytest.mark.parametrize(
    "code",
    [
        "from wagtail.signals import page_published",
        "import wagtail.signals",
        "from wagtail import signals",
        "from allauth.account.signals import user_logged_in",
        "from django.db.models.signals import post_save",
        "from django.dispatch import Signal, receiver",
    ],
)
def test_a_second_listener_is_seen(code: str) -> None:
    assert list(signals_in(planted("courses/catalogue/stock.py", code)))


def test_models_cause_nothing() -> None:
    """A model's save() may refuse; it sends, tells and writes nothing elsewhere."""
    assert [each for module in in_apps() if module.role == "models" for each in effects_in(module)] == []


@pytest.mark.parametrize(
    "code", ["from django.core.mail import send_mail", "from tracking.lrs.commands import record_statements"]
)
def test_a_planted_effect_is_seen(code: str) -> None:
    assert list(effects_in(planted("tracking/enrolment/models.py", code)))


def test_apps_take_from_each_other_what_is_made_for_others() -> None:
    taken = {pair for module in in_apps() for pair in taken_in(module)}

    assert taken - EXCEPTIONS.keys() == set(), "take models, commands, queries, … of the other app"
    assert EXCEPTIONS.keys() - taken == set(), "no longer needed: delete it here and lower MOST_EXCEPTIONS"
    assert len(EXCEPTIONS) <= MOST_EXCEPTIONS


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("tracking/desk/queries/home.py", "from tracking.lrs.links import agents_in"),
        ("courses/catalogue/queries.py", "from courses.content.fence import may_edit"),
        ("tracking/reports/views.py", "from tracking.progress.projection import project"),
    ],
)
def test_a_planted_peek_is_seen(place: str, code: str) -> None:
    assert set(taken_in(planted(place, code))) - EXCEPTIONS.keys()


def mailing_functions() -> set[str]:
    """Names of functions in modules that send mail."""
    return {
        node.name
        for module in in_apps()
        if any(name.startswith("django.core.mail") for name in module.imports)
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef)
    }


def receivers_that_mail() -> Iterator[tuple[str, str]]:
    mailing = mailing_functions()
    for module in in_apps():
        if module.role == "receivers":
            for node in module.tree.body:
                if isinstance(node, ast.FunctionDef):
                    called = {ast.unparse(each.func) for each in ast.walk(node) if isinstance(each, ast.Call)}
                    if called & mailing:
                        yield module.name, node.name


def test_whoever_waits_for_a_mail_server_does_so_outside_the_transaction() -> None:
    found = {f"{module}.{name}" for module, name in receivers_that_mail()}
    outside = {each.key for each in events.subscriptions.values() if each.outside}

    assert found
    assert found <= outside
