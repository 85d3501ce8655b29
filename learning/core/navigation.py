"""The main navigation: each app contributes its entry in `AppConfig.ready`, so that the frame knows no app.

contribute(NavEntry(label=_("Katalog"), url_name="catalogue", icon="search", position=20))
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

from learning.core.addresses import address


def to_everybody(_request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class NavEntry:
    """`pages` are names of views at other addresses that belong to the entry.

    `visible` is asked on every page: let it use what is cached on the user (roles), not a query of its own."""

    label: str | Promise
    url_name: str
    icon: str
    position: int
    pages: frozenset[str] = frozenset()
    visible: Callable[[HttpRequest], bool] = to_everybody


@dataclass(frozen=True)
class NavLink:
    label: str | Promise
    url: str
    icon: str
    is_current: bool


entries: dict[str, NavEntry] = {}


def contribute(entry: NavEntry) -> None:
    entries[entry.url_name] = entry


def links_for(request: HttpRequest) -> list[NavLink]:
    """The entries this person sees, in order. Current is the one this page belongs to by its name, else the one whose
    address is the longest start of this page's."""
    shown = [
        (entry, address(entry.url_name))
        for entry in sorted(entries.values(), key=lambda entry: entry.position)
        if entry.visible(request)
    ]
    page = request.resolver_match.view_name if request.resolver_match else None
    current = next((url for entry, url in shown if page in entry.pages), None)
    current = current or max((url for _, url in shown if is_below(request.path, url)), key=len, default=None)
    return [NavLink(entry.label, url, entry.icon, url == current) for entry, url in shown]


def is_below(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
