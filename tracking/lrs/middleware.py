from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils.functional import cached_property

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
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
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
