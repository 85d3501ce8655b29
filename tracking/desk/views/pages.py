from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from learning.core.access import public
from tracking.desk.feedback import feedback_for
from tracking.desk.queries.traces import looks_at
from tracking.desk.visibility import GROUPS, HEADS
from tracking.reports.queries.floor import agreed_floors, floor_in_force

TITLES: dict[str, str | Promise] = {
    "hilfe": _("Hilfe"),
    "barrierefreiheit": _("Erklärung zur Barrierefreiheit"),
    "datenschutz": _("Datenschutz"),
    "impressum": _("Impressum"),
    "rueckmeldung": _("Rückmeldung"),
}


@require_safe
@public
def page(request: HttpRequest, name: str) -> HttpResponse:
    """A page of fixed text; each is one template per language."""
    if name not in TITLES:
        raise Http404
    language = "en" if get_language() == "en" else "de"
    context = {
        "title": TITLES[name],
        "body": f"pages/{name}.{language}.html",
        "feedback": feedback_for(request),
        "operator": settings.OPERATOR,
        "data_protection_officer": settings.DATA_PROTECTION_OFFICER,
        "enforcement_body": settings.ENFORCEMENT_BODY,
    }
    return render(request, "pages/page.html", context)


@require_safe
@public
def who_sees(request: HttpRequest) -> HttpResponse:
    """For strangers, too: somebody may want to know before they sign in. Who looked is for the person alone."""
    looks = looks_at(request.user) if request.user.is_authenticated else None
    floor = floor_in_force(agreed=agreed_floors())
    context = {"groups": GROUPS, "heads": HEADS, "looks": looks, "floor": floor}
    return render(request, "desk/who_sees.html", context)
