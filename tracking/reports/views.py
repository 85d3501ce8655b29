from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from learning.core.access import requires
from tracking.reports.exports import Facts, facts_of, separated_facts, separated_values, workbook
from tracking.reports.measures import MEASURES
from tracking.reports.method import method_page
from tracking.reports.pages import page_of, start_of
from tracking.reports.proof_page import proof_page
from tracking.reports.queries.participation import Participation, cells_of, whole_scope
from tracking.reports.queries.proof import latest_proof
from tracking.reports.requests import (
    PurposeMissingError,
    ReaderRequest,
    ReportClosedError,
    asked_participation,
    chosen_unit,
    open_report,
)
from tracking.reports.tables import ExportRow, export_rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires("reports.see")
def index(request: ReaderRequest) -> HttpResponse:
    try:
        reading = open_report(request)
    except ReportClosedError as closed:
        return refused(request, closed)
    except PurposeMissingError as missing:
        return ask_purpose(request, missing)
    unit, _head = chosen_unit(request, reading)
    reading.record(what=f"{unit.code}, {reading.period.name}, overview")
    return render(request, "reports/index.html", {"page": start_of(reading, unit)})


@require_safe
@requires("reports.see")
def participation(request: ReaderRequest) -> HttpResponse:
    try:
        reading = open_report(request)
    except ReportClosedError as closed:
        return refused(request, closed)
    except PurposeMissingError as missing:
        return ask_purpose(request, missing)
    report = asked_participation(request, reading)
    reading.record(what=told(report, "page"))
    return render(request, "reports/participation.html", {"page": page_of(reading, report)})


@require_safe
@requires("reports.see")
def participation_csv(request: ReaderRequest) -> HttpResponseBase:
    return answer_separated(request, separated_values)


@require_safe
@requires("reports.see")
def participation_facts(request: ReaderRequest) -> HttpResponseBase:
    """What the CSV of the same address says about itself; the workbook has it on its later sheets."""
    return answer_separated(request, separated_facts, of="-angaben")


@require_safe
@requires("reports.see")
def participation_xlsx(request: ReaderRequest) -> HttpResponseBase:
    try:
        export = export_of(request, "xlsx")
    except PurposeMissingError as missing:
        return ask_purpose(request, missing, for_file=True)
    file = workbook(export.facts, export.rows, expected=export.expected)
    return FileResponse(file, as_attachment=True, filename=f"{export.name}.xlsx", content_type=XLSX)


@require_safe
@requires("reports.see")
def method(request: ReaderRequest) -> HttpResponse:
    return render(
        request,
        "reports/method.html",
        {"contact": settings.REPORT_CONTACT, "measures": MEASURES, "page": method_page()},
    )


@require_safe
@requires("reports.see")
def proof(request: ReaderRequest) -> HttpResponse:
    found = latest_proof()
    return render(request, "reports/proof.html", {"page": proof_page(found) if found else None})


def answer_separated(
    request: ReaderRequest, write: Callable[[Facts, Iterable[ExportRow]], Iterator[bytes]], *, of: str = ""
) -> HttpResponseBase:
    try:
        export = export_of(request, f"csv{of}")
    except PurposeMissingError as missing:
        return ask_purpose(request, missing, for_file=True)
    response = StreamingHttpResponse(write(export.facts, export.rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{export.name}{of}.csv"'
    return response


@dataclass(frozen=True, kw_only=True)
class Export:
    facts: Facts
    rows: Iterator[ExportRow]
    expected: int
    name: str


def export_of(request: ReaderRequest, file: str) -> Export:
    """What the page shows with the same parameters; with `umfang=bereich` all that the reader may see of the period."""
    try:
        reading = open_report(request)
    except ReportClosedError as closed:
        raise Http404 from closed
    period = reading.period
    if request.GET.get("umfang") == "bereich":
        unit, covers = reading.heads[0], ", ".join(head.name for head in reading.heads)
        units = [code for head in reading.heads for code in period.tree.subtree(head.code)]
        lines = whole_scope(period=period, heads=reading.heads, language=reading.language)
        expected = len(cells_of(period.tree, reading.heads)) * len(period.courses) * len(MEASURES)
        what = f"{unit.code}, {period.name}, all, {file}"
    else:
        report = asked_participation(request, reading)
        unit, covers = report.unit, report.unit.name
        units = [unit.code, *(period.tree.children.get(unit.code, ()) if report.course else ())]
        lines = iter(report.shown)
        expected = len(report.shown) * len(MEASURES)
        what = told(report, file)
    reading.record(what=what)
    return Export(
        facts=facts_of(reading, unit=unit, covers=covers, units=units),
        rows=export_rows(
            lines, unit_name=unit.name, language=reading.language, as_of=period.as_of, period=period.label
        ),
        expected=expected,
        name=f"teilnahme-{slugify(unit.code)}-{period.name.lower()}",
    )


def told(report: Participation, how: str) -> str:
    """What the access log says was read: no names, no figures."""
    course = report.course.slug if report.course else "all courses"
    return f"{report.unit.code}, {report.period.name}, {course}, {how}"


def refused(request: ReaderRequest, closed: ReportClosedError) -> HttpResponse:
    """The person may read reports, but this one cannot be shown: the page says why and what to do."""
    return render(request, "reports/closed.html", {"code": closed.code, "policy": closed.policy})


def ask_purpose(request: ReaderRequest, missing: PurposeMissingError, *, for_file: bool = False) -> HttpResponse:
    """Everything else that was asked for stays in the address; nothing was read, so nothing is recorded. The address
    of a file gives it once the purpose is said."""
    asked = [(name, value) for name, value in request.GET.items() if name != "zweck"]
    return render(
        request, "reports/purpose.html", {"asked": asked, "for_file": for_file, "purposes": missing.policy.purposes}
    )
