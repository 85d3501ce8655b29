from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from courses.content.gate import PublishRefused
from courses.content.refusal import editor_of_refused

Next = Callable[[HttpRequest], HttpResponse]
CMS = "/cms/"
EDITORS = {"wagtailadmin_pages:add", "wagtailadmin_pages:edit"}


class PublishRefusedMiddleware:
    """Where the editor's form does not stand in front (approval, bulk action), a refusal becomes messages there too.
    What passed the form and not the gate, as between two clicks of two authors, is a draft and leads to its editor."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublishRefused) or not request.path.startswith(CMS):
            return None
        match = request.resolver_match
        if match and match.view_name in EDITORS and exception.page_id:
            return redirect(editor_of_refused(exception.page_id, asked="publish"))
        messages.error(
            request,
            _("„%(title)s“ ist noch nicht veröffentlicht. Der Entwurf ist gespeichert.") % {"title": exception.title},
        )
        for finding in exception.findings:
            messages.error(request, str(finding))
        back = _back(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What the dialog of a workflow expects; it then opens the page that shows the messages.
            return JsonResponse({"step": "success", "redirect": back})
        response = HttpResponse(status=302)
        response["Location"] = back
        return response


class OvertakenMiddleware:
    """Two clicks or two authors at once add a page at the same address: both forms found it free, one page came first.
    The other request is answered anew, and now its form says what is wrong."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name != "wagtailadmin_pages:add" or not _is_lost_race(exception):
            return None
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return answer


def _is_lost_race(exception: Exception) -> bool:
    """PostgreSQL refuses the place in the tree, SQLite lets one after the other ask for the address."""
    if isinstance(exception, ValidationError):
        return "slug" in getattr(exception, "error_dict", {})
    return isinstance(exception, IntegrityError)


def _back(request: HttpRequest) -> str:
    came_from = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return came_from
    return reverse("wagtailadmin_home")
