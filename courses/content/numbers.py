"""Addresses of the CMS that name by a number what cannot have one: they do not exist, instead of ending in an error.

Wagtail hands what it is given to the database, which cannot take a number of thirty digits, and to `int()`, which
cannot take a word.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from learning.core.addresses import address
from learning.core.validators import MOST_DIGITS, is_id

Next = Callable[[HttpRequest], HttpResponse]
IDS = {"id", "childOf", "parent_page_id"}
COUNTS = {"offset", "limit"}
SEVERAL = ("wagtail_bulk_action", "chosen_multiple")
"""How the names of routes end that take many ids."""


class NumbersMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, arguments: dict[str, Any]) -> None:
        match = request.resolver_match
        if match is None or not request.path.startswith(address("wagtailadmin_home")):
            return
        named = [value for name in IDS | COUNTS for value in request.GET.getlist(name)]
        if any(is_too_long(value) for value in (*arguments.values(), *named)):
            raise Http404
        ids = request.GET.getlist("parent_page_id")
        if str(match.url_name).endswith(SEVERAL):
            ids += request.GET.getlist("id")
        if match.url_name == "wagtail_bulk_action":
            ids = [each for each in ids if each != "all"] + list(filter(None, request.GET.getlist("childOf")))
        if not all(map(is_id, ids)):
            raise Http404


def is_too_long(value: Any) -> bool:
    if isinstance(value, int):
        return value >= 10**MOST_DIGITS
    return isinstance(value, str) and value.isdecimal() and len(value) > MOST_DIGITS
