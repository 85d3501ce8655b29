import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.static import serve
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from courses.content.gate import blocking
from courses.content.models.pages import CheckedPage
from learning.core.access import require, requires

PUBLISHED_PICTURE = re.compile(r"editions/[0-9a-f]{64}\.webp")
"""As `commands.pictures` names the copies."""


@require_admin_access
def findings(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the checks say about the latest draft, after each save: for the side panel, or only what is in the way."""
    page = get_object_or_404(Page, pk=page_id)
    require(request.user, "content.edit", page)
    draft = page.get_latest_revision_as_object()
    if not isinstance(draft, CheckedPage):
        raise Http404
    if "blocking" in request.GET:
        return render(request, "courses/checks/_blocking.html", {"findings": blocking(draft)})
    return render(request, "courses/checks/_findings.html", {"findings": draft.findings()})


findings.policy_action = "content.edit"


@requires("platform.use")
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Pictures of editions are for all who sign in; what authors uploaded only for those who may use it in a page."""
    if not PUBLISHED_PICTURE.fullmatch(path):
        require(request.user, "pictures.see", path)
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))
