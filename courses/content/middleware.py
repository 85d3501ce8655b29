from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from courses.content.gate import PublishRefused

Next = Callable[[HttpRequest], HttpResponse]
CMS = "/cms/"


class PublishRefusedMiddleware:
    """Where the editor's form does not stand in front (approval, bulk action), a refusal becomes messages there too."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublishRefused) or not request.path.startswith(CMS):
            return None
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


def _back(request: HttpRequest) -> str:
    came_from = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return came_from
    return reverse("wagtailadmin_home")
