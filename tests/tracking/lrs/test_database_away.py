"""A database that is away, or too slow, is told in JSON with a time to come back, and logged."""

import logging

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client

from tests.tracking.lrs.stocked import said, store
from tracking.lrs.commands import storing
from tracking.lrs.incoming import Incoming
from tracking.lrs.models import Statement
from tracking.lrs.transactions import RowGoneError
from tracking.lrs.views import resource

HEADERS = {"Authorization": "Basic YTpi", "X-Experience-API-Version": "1.0.3"}


def asked(monkeypatch, error: Exception):
    def away(_header: str) -> None:
        raise error

    monkeypatch.setattr(resource, "authenticated", away)
    return Client(raise_request_exception=False).get("/xapi/statements", headers=HEADERS)


@pytest.mark.parametrize(
    "error",
    [OperationalError("canceling statement due to statement timeout"), InterfaceError("connection already closed")],
)
def test_it_is_a_503_in_json(monkeypatch, caplog, error):
    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = asked(monkeypatch, error)

    assert (answer.status_code, answer["Retry-After"], answer.json()["path"]) == (503, "10", "database")
    assert answer["X-Experience-API-Version"] == "1.0.3"
    assert answer.json()["rule"]
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == [error]


def test_a_mistake_of_ours_stays_one(monkeypatch):
    assert asked(monkeypatch, ProgrammingError("no such column")).status_code == 500


@pytest.mark.django_db
def test_a_statement_that_was_purged_between_conflict_and_look_asks_for_another_try():
    [row] = store(said())
    gone = Incoming.__new__(Incoming)
    object.__setattr__(gone, "row", row)
    Statement.objects.all().delete()

    with pytest.raises(RowGoneError):
        storing.stored_already([gone])
