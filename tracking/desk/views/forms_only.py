from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tracking.desk.queries.checks import name_of

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def takes_forms_of(page: str) -> Callable[[V], V]:
    """POST only. Whoever types, bookmarks or comes back to the address of a form is led to the page it stands on."""

    def guard(view: V) -> V:
        @wraps(view)
        def guarded(request: HttpRequest, **address: Any) -> HttpResponseBase:
            if request.method not in {"GET", "HEAD"}:
                return require_POST(view)(request, **address)
            question = address.pop("key", None)
            response = redirect(page, **address)
            if question:
                response["Location"] += f"#{name_of(question)}"
            return response

        return guarded  # type: ignore[return-value]  # -- wraps keeps the view's shape

    return guard
