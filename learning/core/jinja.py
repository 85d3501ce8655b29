"""The pages' template language. Jinja2 compiles to Python: a page costs a sixth of what Django's own language takes.

What hangs in Wagtail's frame stays in Django's language, below templates/cms/.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.template import Library
from django.template.backends.jinja2 import Jinja2
from django.template.defaultfilters import capfirst, urlencode
from django.templatetags.i18n import language_name_translated
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import ChainableUndefined, Environment, nodes, select_autoescape

from learning.core.addresses import address
from learning.core.folding import foldable, folded

DJANGOS = {
    "apnumber": foldable(apnumber),
    "capfirst": capfirst,
    "language_name_translated": foldable(language_name_translated),
    "urlencode": urlencode,
}
"""Filters of Django that our pages use, too."""


class PageEnvironment(Environment):
    """For one language, prefix and set of routes, so that what is constant there is folded (learning.core.folding)."""

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        return super()._generate(folded(source, self), *args, **options)


class Pages(Jinja2):
    """Django's backend, with an environment of its own for each language, prefix and set of routes."""

    def __init__(self, params: dict[str, Any]) -> None:
        self._by_place: dict[tuple[str | None, str, str], Environment] = {}
        super().__init__(params)

    @property
    def env(self) -> Environment:
        place = (get_language(), get_script_prefix(), settings.ROOT_URLCONF)
        env = self._by_place.get(place)
        if env is None:
            env = self._by_place[place] = self._first.overlay()
            env.globals, env.filters = remembering(env.globals), remembering(env.filters)
        return env

    @env.setter
    def env(self, first: Environment) -> None:
        self._first = first


def remembering(functions: Mapping[str, Any]) -> dict[str, Any]:
    """Those that are foldable, each with a memory: what cannot be folded has few different arguments, too."""
    return {
        name: lru_cache(maxsize=4096, typed=True)(each) if getattr(each, "is_foldable", False) else each
        for name, each in functions.items()
    }


def environment(*, libraries: Iterable[str] = (), **options: Any) -> Environment:
    """Called by Django's backend. `libraries` are tag libraries: their simple tags become functions.

    Texts and mails (.txt) are not escaped; a name that nobody defined is empty, as in Django's language.
    """
    options |= {
        "autoescape": select_autoescape(["html", "svg"], default=False),
        "extensions": ["jinja2.ext.i18n"],
        "undefined": ChainableUndefined,
    }
    env = PageEnvironment(**options)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # -- added by the extension
        gettext, kept(ngettext), newstyle=True, pgettext=pgettext, npgettext=kept(npgettext)
    )
    env.globals |= {"_": text, "static": foldable(static), "url_for": url_for}
    env.filters |= DJANGOS
    for name in libraries:
        library: Library = import_module(name).register
        env.filters |= library.filters
        env.globals |= functions(library)
    return env


def kept(function: Callable[..., str]) -> Callable[..., str]:
    """A text for a number, looked up once for each language: working out the plural is what costs."""

    @lru_cache(maxsize=4096)
    def in_language(_language: str | None, *arguments: Any) -> str:
        return function(*arguments)

    return lambda *arguments: in_language(get_language(), *arguments)


def functions(library: Library) -> dict[str, Callable[..., Any]]:
    """The Python functions behind the simple tags of a library."""
    return {name: vars(tag)["__wrapped__"] for name, tag in library.tags.items()}


@foldable
def text(message: str) -> SafeString:
    """`_("…")` in a template: a text without anything to fill in, where `%%` is a per cent sign."""
    return mark_safe(gettext(message) % ())  # noqa: S308 -- written by us


@foldable
def url_for(name: str, *arguments: Any) -> str:
    """The address of a view. Raises NoReverseMatch."""
    return address(name, *arguments)
