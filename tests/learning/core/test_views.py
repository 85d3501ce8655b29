import sqlite3
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, InterfaceError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from learning import urls
from learning.core import views
from learning.core.models import OutboxItem

handler500 = urls.handler500


def database_is_away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


def bug(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("away/", database_is_away), path("bug/", bug), *urls.urlpatterns]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.postgresql
def test_readyz_tells_the_state_of_the_outbox(client: Client) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert response.json()["outbox"] == {"waiting": 0, "due": 0, "claimed": 0, "parked": 0, "oldest_due_seconds": 0}


@pytest.mark.django_db
@pytest.mark.postgresql
def test_readyz_is_degraded_by_late_and_parked_rows_but_ready(client: Client) -> None:
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        OutboxItem.objects.create(event_id="0" * 32, event_name="e", receiver="r", payload={})
    assert client.get("/readyz").json()["status"] == "degraded"

    OutboxItem.objects.update(parked_at=timezone.now())
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"], response.json()["outbox"]["parked"]) == (
        200,
        "degraded",
        1,
    )


@pytest.mark.django_db
def test_readyz_is_degraded_but_ready_before_static_files_are_collected(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "static_files_are_collected", lambda: False)

    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    assert "collectstatic" in response.json()["static_files"]


@pytest.mark.django_db
def test_readyz_says_unavailable_while_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(views, "outbox_state", away)
    response = client.get("/readyz")
    assert (response.status_code, response["Retry-After"]) == (503, "10")


@pytest.mark.django_db
def test_readyz_says_unavailable_before_all_migrations(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_schema_is_current", False)
    monkeypatch.setattr(views.MigrationExecutor, "migration_plan", lambda *_: ["one more"])

    assert client.get("/readyz").json() == {"status": "unavailable", "reason": "migrations are missing"}


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.django_db
def test_a_database_that_is_away_is_a_503_with_a_time_to_come_back(visitor: Client) -> None:
    response = visitor.get("/away/")

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "<h1" in response.content.decode()


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.django_db
def test_a_bug_is_a_500_with_a_page(visitor: Client) -> None:
    response = visitor.get("/bug/")

    assert (response.status_code, response.has_header("Retry-After")) == (500, False)
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("status", [500, 503])
def test_an_error_page_asks_no_database_and_survives_a_broken_template(
    status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert views.error_page(status, "Bitte warten.").status_code == status

    def break_down(_name: str) -> None:
        raise OSError

    monkeypatch.setattr(views.loader, "get_template", break_down)
    assert "<p>Bitte warten.</p>" in views.error_page(status, "Bitte warten.").content.decode()


def caused_by_sqlite(code: int) -> OperationalError:
    cause = sqlite3.OperationalError()
    cause.sqlite_errorcode = code
    error = OperationalError()
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OperationalError("connection refused"), True),
        (InterfaceError("connection already closed"), True),
        (caused_by_sqlite(sqlite3.SQLITE_BUSY), True),
        (caused_by_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (caused_by_sqlite(sqlite3.SQLITE_FULL), True),
        (caused_by_sqlite(sqlite3.SQLITE_ERROR), False),
        (ProgrammingError("no such table"), False),
        (IntegrityError(), False),
        (ValueError(), False),
        (None, False),
    ],
)
def test_is_database_away(error: BaseException | None, expected: bool) -> None:
    assert views.is_database_away(error) is expected
