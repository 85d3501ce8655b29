"""A form of the CMS that was cut on its way or made by hand: 400 and our page about it, instead of an error of ours.

Wagtail reads its management fields, JSON and ids as its own pages send them, without a second look. Only what goes
wrong while that is read counts here; it is logged with its trace, and every other error stays one.
"""

from collections.abc import Callable, Iterator
from traceback import walk_tb
from typing import Any

import structlog
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.actions.copy_page import CopyPageIntegrityError

from courses.content.numbers import is_too_long
from learning.core.addresses import address
from learning.core.views import bad_request

Next = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger(__name__)
NAMED_BY_THE_FORM = {"wagtailadmin_pages:copy", "wagtail_bulk_action"}
"""Views that look up a page by what was sent and take it for there."""


class UnreadableFormMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not request.path.startswith(address("wagtailadmin_home")) or not is_about_what_was_sent(request, exception):
            return None
        log.warning("cms.unreadable_form", path=request.path, exc_info=exception)
        return bad_request(request, exception)


def is_about_what_was_sent(request: HttpRequest, error: Exception) -> bool:
    match error:
        case MultiValueDictKeyError() | CopyPageIntegrityError():
            return True
        case ObjectDoesNotExist():
            view = request.resolver_match.view_name if request.resolver_match else ""
            return view in NAMED_BY_THE_FORM
        case OverflowError():
            return any(is_too_long(value) for value in _sent(request))
        case ValueError() if _innermost(error) == "get_prep_value":  # "Field 'id' expected a number but got 'x'."
            return any(str(error).endswith(f"got {value!r}.") for value in _sent(request))
        case ValueError() | KeyError() | AttributeError() | TypeError():
            return request.method == "POST" and any(_reads_a_form(*frame) for frame in _frames(error))
    return False


def _sent(request: HttpRequest) -> Iterator[Any]:
    for values in (request.GET, request.POST):
        for name in values:
            yield from values.getlist(name)


def _reads_a_form(module: str, function: str) -> bool:
    """Takes what was sent out of the form, or, for a field of Wagtail's own forms, makes a value of it."""
    return function == "value_from_datadict" or (module.startswith("wagtail.admin.forms") and function == "to_python")


def _frames(error: Exception) -> list[tuple[str, str]]:
    frames = [frame for frame, _line in walk_tb(error.__traceback__)]
    return [(frame.f_globals.get("__name__", ""), frame.f_code.co_name) for frame in frames]


def _innermost(error: Exception) -> str:
    return _frames(error)[-1][1]
