"""HR and staff council read the terms of the report and decide, each for their own part."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from learning.accounts.administration import platform_admin
from learning.core.access import require, requires
from tracking.reports.agreement_pages import agreement_page
from tracking.reports.commands import AgreementRefusedError, approve_report, withdraw_report
from tracking.reports.commands.agreements import Side
from tracking.reports.enums import Report
from tracking.reports.requests import ReaderRequest

REFUSALS = {
    "unknown_report": gettext_lazy("Es ist noch nichts vorgeschlagen."),
    "other_terms": gettext_lazy("Der Vorschlag wurde inzwischen geändert. Lesen Sie ihn bitte noch einmal."),
    "not_of_this_side": gettext_lazy("Freigeben kann nur, wer für einen Bereich spricht."),
    "same_person": gettext_lazy("Sie haben schon für die andere Seite freigegeben. Es braucht zwei Personen."),
}


@require_safe
@requires("reports.see")
def agreement(request: ReaderRequest) -> HttpResponse:
    may_open_log = platform_admin.has_permission(request)
    return render(
        request, "reports/agreement.html", {"page": agreement_page(request.user), "may_open_log": may_open_log}
    )


@require_POST
@requires("reports.approve")
def approve(request: ReaderRequest) -> HttpResponse:
    side = side_of(request)
    if side is not None:
        try:
            approve_report(
                report=Report.PARTICIPATION, side=side, by=request.user, mark=request.POST.get("vorschlag", "")
            )
            messages.success(request, _("Ihre Freigabe ist eingetragen."))
        except AgreementRefusedError as refused:
            messages.error(request, str(REFUSALS[refused.code]))
    return redirect("reports:agreement")


@require_POST
@requires("reports.approve")
def withdraw(request: ReaderRequest) -> HttpResponse:
    side = side_of(request)
    if side is not None:
        try:
            withdraw_report(report=Report.PARTICIPATION, side=side, by=request.user)
            messages.success(request, _("Zurückgezogen. In Ihrem Bereich sieht ab jetzt niemand mehr Zahlen."))
        except AgreementRefusedError as refused:
            messages.error(request, str(REFUSALS[refused.code]))
    return redirect("reports:agreement")


def side_of(request: HttpRequest) -> Side | None:
    """Not found where the person is not of that side; None where the form came without one."""
    asked = request.POST.get("seite")
    if asked is None:
        return None
    require(request.user, "reports.approve", asked)
    return "hr" if asked == "hr" else "staff_council"
