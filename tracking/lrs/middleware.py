from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils.functional import cached_property
from django.utils.log import log_response

from learning.core.views import RETRY_AFTER_SECONDS, is_database_away
from tracking.lrs.protocol.answers import error_answer, with_common_headers
from tracking.lrs.protocol.errors import XapiError
from tracking.lrs.protocol.versions import HEADER, version_told
from tracking.lrs.urls import app_name

Next = Callable[[HttpRequest], HttpResponse]


class RecordStoreMiddleware:
    """The record store is for programs: sessions, languages, forms and their protections behind this one are not asked,
    which also makes it quicker. Whatever is wrong is said in JSON."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(self.root):
            return self.get_response(request)
        match = self.match(request.path_info)
        if match is None:
            error = XapiError(404, "path", "is no resource of xAPI")
            return with_common_headers(error_answer(error), version_told(request.headers.get(HEADER)))
        try:
            answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        except (DatabaseError, InterfaceError) as error:
            if not is_database_away(error):
                raise
            return _try_again(request, error)
        return answer

    @staticmethod
    def match(path: str) -> Any:
        """None also for what the pages of the platform would take for an address of theirs."""
        try:
            found = resolve(path)
        except Http404:
            return None
        return found if found.app_name == app_name else None

    @cached_property
    def root(self) -> str:
        return reverse("xapi:about").removesuffix("about")


def _try_again(request: HttpRequest, cause: Exception) -> HttpResponse:
    """Logged as Django does it for the pages."""
    error = XapiError(503, "database", "is not reachable or too slow just now")
    error.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    answer = with_common_headers(error_answer(error), version_told(request.headers.get(HEADER)))
    log_response("%s: %s", answer.reason_phrase, request.path, response=answer, request=request, exception=cause)
    return answer
