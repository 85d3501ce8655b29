"""What templates may hold and load: the strict content security policy and the import linter cannot look into them."""

import re
from pathlib import Path

import pytest

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
BELOW_THE_CMS = ("templates/wagtailadmin/", "templates/courses/questions/dialog/")
"""Wagtail's admin has its own, looser policy below /cms/ (settings.CMS_CSP)."""
LOAD = re.compile(r"{%\s*load\s+(?:[\w\s]+\sfrom\s+)?([\w\s.]+?)\s*%}")
OF_THE_LIBRARIES = {
    "humanize", "i18n", "l10n", "static", "tz", "cache", "account", "allauth", "mfa", "socialaccount",
    "wagtailadmin_tags", "wagtailcore_tags", "wagtailimages_tags", "wagtailuserbar",
}  # fmt: skip
COMPOSED: dict[str, set[str]] = {
    "templates/catalogue/catalogue.html": {"progress"},
}
"""Templates of a lower package that show something of a higher one, by tag library: each one listed on purpose."""


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
    return {
        "courses": "courses",
        "catalogue": "courses",
        "account": "learning",
        "mfa": "learning",
        "components": "learning",
    }.get(place[1], "tracking")


@pytest.mark.parametrize("template", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_inline_and_nothing_foreign(template: Path) -> None:
    if str(template.relative_to(ROOT)).startswith(BELOW_THE_CMS) or template.suffix == ".txt":
        return
    text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", template.read_text(), flags=re.DOTALL)
    assert [kind for kind, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("template", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_load_downwards(template: Path) -> None:
    """`{% load %}` of a higher package's tags is composition: allowed where COMPOSED says so."""
    ours = tag_libraries()
    loaded = {name for found in LOAD.findall(template.read_text()) for name in found.split()}
    assert loaded <= ours.keys() | OF_THE_LIBRARIES, "unknown tag library"
    order = list(PACKAGES)
    upwards = {name for name in loaded & ours.keys() if order.index(ours[name]) > order.index(package_of(template))}
    assert upwards == COMPOSED.get(str(template.relative_to(ROOT)), set())


def test_every_composition_is_still_there() -> None:
    assert all((ROOT / place).exists() for place in COMPOSED)
