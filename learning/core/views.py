"""What machines ask (is it up, is it ready) and what people see when something is wrong."""

import sqlite3
import sys
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template import loader
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning.core.access import public
from learning.core.queries import outbox_state
from learning.core.static_files import static_files_are_collected

RETRY_AFTER_SECONDS = 10
TRY_AGAIN = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
_schema_is_current = False


@public
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nobody else, so that a database that is away does not get the web servers killed."""
    return HttpResponse("ok", content_type="text/plain")


@public
@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """503 until requests can be served. What keeps nobody from learning is told: parked or late rows of the outbox,
    static files that were not collected (served one by one from the apps' folders, uncompressed)."""
    try:
        connection.ensure_connection()  # waits once; the look for migrations would wait a second time
        if not schema_is_current():
            return unavailable("migrations are missing")
        outbox = outbox_state()
    except DatabaseError:
        return unavailable("the database is away")
    late = outbox.oldest_due_seconds > settings.OUTBOX_LATE_AFTER
    collected = static_files_are_collected()
    state = {
        "status": "degraded" if outbox.parked or late or not collected else "ok",
        "outbox": outbox.as_dict(),
        "static_files": "collected" if collected else "not collected: run manage.py collectstatic and restart",
        "release": settings.RELEASE,
    }
    return JsonResponse(state)


def unavailable(reason: str) -> JsonResponse:
    state = {"status": "unavailable", "reason": reason}
    return JsonResponse(state, status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})


@public
@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Browsers ask for it beside every file that is no page of ours."""
    return redirect(static("logo.svg"))


@public
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines: what is not behind the sign-in is the sign-in."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


def schema_is_current() -> bool:
    """Once true it stays true for this process: nobody takes migrations back under a running server."""
    global _schema_is_current
    if not _schema_is_current:
        executor = MigrationExecutor(connection)
        _schema_is_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _schema_is_current


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """handler400. Django's own looks for a token in the very form that cannot be read."""
    return error_page(400, _("Diese Anfrage haben wir nicht verstanden."))


def server_error(_request: HttpRequest) -> HttpResponse:
    """handler500. A database that is away or full is no fault of ours: 503, come back in a moment."""
    if is_database_away(sys.exc_info()[1]):
        response = error_page(
            503, _("Lernhafen ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.")
        )
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return error_page(
        500, _("Bei uns ist ein Fehler aufgetreten. Er ist vermerkt. Bitte versuchen Sie es noch einmal.")
    )


def is_database_away(error: BaseException | None) -> bool:
    """SQLite calls a missing table an operational error, too: there only the codes count that pass by themselves."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code is None or (code & 0xFF) in TRY_AGAIN


def error_page(status: int, sentence: str) -> HttpResponse:
    """The page without its context processors: they would ask the very database that is away."""
    context: dict[str, Any] = {
        "frame": {"language": get_language(), "theme": "auto", "nav": [], "is_demo": False},
        "message": sentence,
    }
    try:
        body = loader.get_template(f"{status}.html").render(context)
    except Exception:  # the page about an error must not be the next error
        body = (
            f'<!doctype html><html lang="{get_language()}"><title>Lernhafen</title><h1>Lernhafen</h1><p>{sentence}</p>'
        )
    return HttpResponse(body, status=status)
