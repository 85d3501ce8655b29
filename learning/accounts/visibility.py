"""Whose names a person may look up. Apps above know more than accounts does, so they add to the list:

seen_by(people_answered_for)     # (user) -> Q over accounts.User, added in AppConfig.ready
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

Scope = Callable[[Any], Q]

scopes: dict[str, Scope] = {}


def seen_by(scope: Scope) -> Scope:
    scopes[f"{scope.__module__}.{scope.__qualname__}"] = scope
    return scope


def people_seen_by(user: Any) -> Q:
    """Oneself, and whom the scopes add. A stranger sees nobody."""
    if not (user.is_authenticated and user.is_active):
        return Q(pk__in=())
    seen = Q(pk=user.pk)
    for scope in scopes.values():
        seen |= scope(user)
    return seen
