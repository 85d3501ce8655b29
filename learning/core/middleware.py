from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property

Next = Callable[[HttpRequest], HttpResponse]


class PrivateResponseMiddleware:
    """Answers that may be personal stay out of every cache; below /cms/ Wagtail's editor gets its looser policy."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if has_session(request):
            response["Cache-Control"] = "no-store"
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
        if request.path.startswith(self.cms):
            response._csp_replace = settings.CMS_CSP  # type: ignore[attr-defined]  # -- how django-csp is told
        return response

    @cached_property
    def cms(self) -> str:
        return reverse("wagtailadmin_home")


class UnreadableAddressMiddleware:
    """No text of ours holds the character NUL, and PostgreSQL takes none: such an address means nothing (400)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds the character NUL.")
        return self.get_response(request)


class WrongMethodMiddleware:
    """Who types or reloads the address of a form gets a page with a way on; Django's own answer is blank."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = render_to_string("405.html", request=request)
        return response


def has_session(request: HttpRequest) -> bool:
    """Whether a session came with the request or began in it. Asks no database, so that /healthz need not either."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or request.session.modified
