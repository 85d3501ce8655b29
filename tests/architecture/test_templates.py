"""What templates may hold and load: the strict content security policy and the import linter cannot look into them."""

import re
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import nodes

from tests.architecture.source import PACKAGES, ROOT, templates

INLINE = {
    "inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:json|ld\+json)\")", re.IGNORECASE
    ),
    "inline style": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "another origin": re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE),
}
DJANGOS = "templates/cms/"
"""Django's template language, in the frame of Wagtail's admin, which has a looser policy (settings.CMS_CSP)."""
LOAD = re.compile(r"{%\s*load\s+(?:[\w\s]+\sfrom\s+)?([\w\s.]+?)\s*%}")
OF_THE_LIBRARIES = {
    "humanize", "i18n", "l10n", "static", "tz", "cache", "account", "allauth", "mfa", "socialaccount",
    "wagtailadmin_tags", "wagtailcore_tags", "wagtailimages_tags", "wagtailuserbar",
}  # fmt: skip
COMPOSED: dict[str, set[str]] = {
    "templates/catalogue/catalogue.html": {"my_courses", "course_state_name"},
}
"""Templates of a lower package that show something of a higher one, by function or filter: each listed on purpose."""


def tag_libraries() -> dict[str, str]:
    """Our tag libraries and the package each lives in."""
    return {
        path.stem: package
        for package in PACKAGES
        for path in (ROOT / package).rglob("templatetags/*.py")
        if path.stem != "__init__"
    }


def package_of(template: Path) -> str:
    """The package a template belongs to; pages of the desk and its kin are tracking's, the frame is the platform's."""
    place = template.relative_to(ROOT).parts
    if place[0] != "templates":
        return place[0]
    place = place[1:] if place[1] == "cms" else place
    return {
        "courses": "courses",
        "catalogue": "courses",
        "account": "learning",
        "mfa": "learning",
        "components": "learning",
    }.get(place[1], "tracking")


@pytest.mark.parametrize("template", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_inline_and_nothing_foreign(template: Path) -> None:
    if in_django(template) or template.suffix == ".txt":
        return
    text = re.sub(r"{#.*?#}", "", template.read_text(), flags=re.DOTALL)
    assert [kind for kind, pattern in INLINE.items() if pattern.search(text)] == []


def functions_and_filters() -> dict[str, str]:
    """Those of our own in Jinja2's templates, and the package each lives in."""
    env = engines["jinja2"].env  # type: ignore[attr-defined]  # -- of the Jinja2 backend
    return {
        name: package
        for name, function in {**env.globals, **env.filters}.items()
        if (package := getattr(function, "__module__", "").partition(".")[0]) in PACKAGES
    }


def in_django(template: Path) -> bool:
    return str(template.relative_to(ROOT)).startswith(DJANGOS)


@pytest.mark.parametrize("template", [*filter(in_django, templates())], ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_of_the_cms_load_downwards(template: Path) -> None:
    ours = tag_libraries()
    loaded = {name for found in LOAD.findall(template.read_text()) for name in found.split()}
    order = list(PACKAGES)

    assert loaded <= ours.keys() | OF_THE_LIBRARIES, "unknown tag library"
    assert {
        name for name in loaded & ours.keys() if order.index(ours[name]) > order.index(package_of(template))
    } == set()


@pytest.mark.parametrize(
    "template", [path for path in templates() if not in_django(path)], ids=lambda path: str(path.relative_to(ROOT))
)
def test_templates_use_what_stands_below_them(template: Path) -> None:
    """A function or filter of a higher package is composition: allowed where COMPOSED says so."""
    env = engines["jinja2"].env  # type: ignore[attr-defined]  # -- of the Jinja2 backend
    tree = env.parse(template.read_text())
    used = {node.name for node in tree.find_all((nodes.Filter, nodes.Name))}
    order = list(PACKAGES)
    upwards = {
        name
        for name, package in functions_and_filters().items()
        if name in used and order.index(package) > order.index(package_of(template))
    }

    assert {node.name for node in tree.find_all(nodes.Filter)} <= env.filters.keys()
    assert {node.node.name for node in tree.find_all(nodes.Call) if isinstance(node.node, nodes.Name)} <= {
        *env.globals, "super", "caller"
    }  # fmt: skip
    assert upwards == COMPOSED.get(str(template.relative_to(ROOT)), set())


def test_every_composition_is_still_there() -> None:
    assert all((ROOT / place).exists() for place in COMPOSED)
