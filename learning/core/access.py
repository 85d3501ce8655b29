"""Who may do what: one rule per action, registered by the app that knows; what nobody registered is denied.

@permits("reports.see")                       # in an app's rules.py, imported by its AppConfig.ready
def may_see_reports(user, unit) -> bool: ...

may(user, "reports.see", unit)                # to show or to hide
require(user, "reports.see", unit)            # to refuse
@requires("reports.see")                      # on a view; the authorisation table reads the mark
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

Person = AbstractBaseUser | AnonymousUser
Predicate = Callable[[Any, Any], bool]
P = TypeVar("P", bound=Predicate)
V = TypeVar("V", bound=Callable[..., HttpResponseBase])

PUBLIC = "public"
"""The mark of a view that everybody may open, signed in or not."""

log = structlog.get_logger(__name__)


class UnknownActionError(LookupError):
    """Nobody registered a rule for this action: a misspelt name, or an app whose rules are not imported."""


@dataclass(frozen=True)
class Rule:
    predicate: Predicate
    anonymous: bool


rules: dict[str, Rule] = {}


def permits(action: str, *, anonymous: bool = False) -> Callable[[P], P]:
    """Register the one rule `(user, obj) -> bool` of an action. Only with `anonymous` is it asked about strangers."""

    def register(predicate: P) -> P:
        known = rules.get(action)
        if known and known.predicate.__qualname__ != predicate.__qualname__:
            raise ImproperlyConfigured(f"{action} has two rules: {known.predicate} and {predicate}.")
        rules[action] = Rule(predicate, anonymous)
        return predicate

    return register


def may(user: Person, action: str, obj: Any = None) -> bool:
    """Ask the rule. An unknown action is denied and logged; in development and tests it raises UnknownActionError."""
    rule = rules.get(action)
    if rule is None:
        if settings.DEBUG or settings.PROFILE == "test":
            raise UnknownActionError(action)
        log.error("access.unknown_action", action=action)
        return False
    if not (user.is_authenticated and user.is_active) and not rule.anonymous:
        return False
    return rule.predicate(user, obj)


def require(user: Person, action: str, obj: Any) -> None:
    """Raises Http404: a foreign object answers as one that does not exist, so that nobody can try out which do."""
    if not may(user, action, obj):
        raise Http404


def requires(action: str) -> Callable[[V], V]:
    """Guard a whole view: strangers are sent to the sign-in page; to whom their role does not open it, a page says so
    and leads on (403). That there is such a page is no secret, whose objects there are is: those are checked in the
    view, see `require`."""

    def guard(view: V) -> V:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user, action):
                if not request.user.is_authenticated:
                    return send_to_sign_in(request)
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.policy_action = action  # type: ignore[attr-defined]  # -- read by the authorisation table
        return guarded  # type: ignore[return-value]  # -- wraps keeps the view's shape

    return guard


def send_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """And back: after a form that came too late to the page it was sent from, as its own address takes no visits."""
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path())
    if request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate":  # scripts tell it themselves (js/session.js)
        messages.warning(
            request,
            _(
                "Sie waren nicht mehr angemeldet. Was Sie gerade abgeschickt haben, ist noch nicht angekommen und "
                "zählt nicht. Melden Sie sich an und schicken Sie es noch einmal ab. Was vorher gespeichert war, ist "
                "noch da."
            ),
            fail_silently=True,
        )
    return redirect_to_login(page_before(request))


def page_before(request: HttpRequest, *, unknown: str = "/") -> str:
    """Path and query of the page that the browser says it comes from, if it is one of ours; else `unknown`."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        return unknown
    parts = urlsplit(referer)
    page = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return page if url_has_allowed_host_and_scheme(page, allowed_hosts=None) else unknown


def public(view: V) -> V:
    """Mark a view as open to everybody, so that the authorisation table need not guess."""
    view.policy_action = PUBLIC  # type: ignore[attr-defined]  # -- read by the authorisation table
    return view


@permits("platform.use")
def is_signed_in(_user: Person, _obj: None) -> bool:
    return True
