"""The pages' template language. Jinja2 compiles to Python: a page costs a sixth of what Django's own language takes.

What hangs in Wagtail's frame stays in Django's language, below templates/cms/.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.template import Library
from django.template.defaultfilters import capfirst, urlencode
from django.templatetags.i18n import language_name_translated
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import ChainableUndefined, Environment, select_autoescape

DJANGOS = {
    "apnumber": apnumber,
    "capfirst": capfirst,
    "language_name_translated": language_name_translated,
    "urlencode": urlencode,
}
"""Filters of Django that our pages use, too."""


def environment(*, libraries: Iterable[str] = (), **options: Any) -> Environment:
    """Called by Django's backend. `libraries` are tag libraries: their simple tags become functions.

    Texts and mails (.txt) are not escaped; a name that nobody defined is empty, as in Django's language.
    """
    options |= {
        "autoescape": select_autoescape(["html", "svg"], default=False),
        "extensions": ["jinja2.ext.i18n"],
        "undefined": ChainableUndefined,
    }
    env = Environment(**options)  # noqa: S701 -- escaped by the file's ending, above
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # -- added by the extension
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals |= {"_": text, "static": lru_cache(maxsize=256)(static), "url_for": url_for}
    env.filters |= DJANGOS
    for name in libraries:
        library: Library = import_module(name).register
        env.filters |= library.filters
        env.globals |= functions(library)
    return env


def functions(library: Library) -> dict[str, Callable[..., Any]]:
    """The Python functions behind the simple tags of a library."""
    return {name: vars(tag)["__wrapped__"] for name, tag in library.tags.items()}


def text(message: str) -> SafeString:
    """`_("…")` in a template: a text without anything to fill in, where `%%` is a per cent sign."""
    return _text(message, get_language())


@lru_cache(maxsize=4096)
def _text(message: str, _language: str | None) -> SafeString:
    """Kept, as a page holds a hundred and German ones are looked for in vain in the catalogue of every library."""
    return mark_safe(gettext(message) % ())  # noqa: S308 -- written by us


def url_for(name: str, *arguments: Any) -> str:
    """The address of a view. Raises NoReverseMatch."""
    return _address(name, arguments, get_script_prefix(), settings.ROOT_URLCONF)


@lru_cache(maxsize=8192)
def _address(name: str, arguments: tuple[Any, ...], _prefix: str, _urlconf: str) -> str:
    """Kept, as a lesson asks for three dozen; the prefix and the routes only tell one answer from another."""
    return reverse(name, args=arguments)
