from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
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
    Reading,
    ReportClosedError,
    asked_participation,
    chosen_unit,
    open_report,
)
from tracking.reports.tables import ExportRow, export_rows

View = Callable[[ReaderRequest, Reading], HttpResponseBase]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opened(*, or_else: int) -> Callable[[View], Callable[[ReaderRequest], HttpResponseBase]]:
    """Gives the view the report that its reader may see. One that is closed says why and what to do, with the status
    `or_else`; one without a purpose asks for it, keeps all else of the address, and leads back to it."""

    def opening(view: View) -> Callable[[ReaderRequest], HttpResponseBase]:
        @wraps(view)
        def answer(request: ReaderRequest) -> HttpResponseBase:
            try:
                reading = open_report(request)
            except ReportClosedError as closed:
                about = {"code": closed.code, "withdrawals": closed.withdrawals}
                return render(request, "reports/closed.html", about, status=or_else)
            except PurposeMissingError as missing:
                asked = [(name, value) for name, value in request.GET.items() if name != "zweck"]
                return render(request, "reports/purpose.html", {"asked": asked, "purposes": missing.policy.purposes})
            return view(request, reading)

        return answer

    return opening


@dataclass(frozen=True, kw_only=True)
class Export:
    facts: Facts
    rows: Iterator[ExportRow]
    expected: int
    name: str


@require_safe
@requires("reports.see")
@opened(or_else=200)
def index(request: ReaderRequest, reading: Reading) -> HttpResponse:
    unit, _head = chosen_unit(request, reading)
    reading.record(what=f"{unit.code}, {reading.period.name}, overview")
    return render(request, "reports/index.html", {"page": start_of(reading, unit)})


@require_safe
@requires("reports.see")
@opened(or_else=200)
def participation(request: ReaderRequest, reading: Reading) -> HttpResponse:
    report = asked_participation(request, reading)
    reading.record(what=told(report, "page"))
    return render(request, "reports/participation.html", {"page": page_of(reading, report)})


@require_safe
@requires("reports.see")
@opened(or_else=404)
def participation_csv(request: ReaderRequest, reading: Reading) -> HttpResponseBase:
    return answer_separated(export_of(request, reading, "csv"), separated_values)


@require_safe
@requires("reports.see")
@opened(or_else=404)
def participation_facts(request: ReaderRequest, reading: Reading) -> HttpResponseBase:
    """What the CSV of the same address says about itself; the workbook has it on its later sheets."""
    return answer_separated(export_of(request, reading, "csv-angaben"), separated_facts, of="-angaben")


@require_safe
@requires("reports.see")
@opened(or_else=404)
def participation_xlsx(request: ReaderRequest, reading: Reading) -> HttpResponseBase:
    export = export_of(request, reading, "xlsx")
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
    export: Export, write: Callable[[Facts, Iterable[ExportRow]], Iterator[bytes]], *, of: str = ""
) -> HttpResponseBase:
    response = StreamingHttpResponse(write(export.facts, export.rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{export.name}{of}.csv"'
    return response


def export_of(request: ReaderRequest, reading: Reading, file: str) -> Export:
    """What the page shows with the same parameters; with `umfang=bereich` all that the reader may see of the period."""
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
