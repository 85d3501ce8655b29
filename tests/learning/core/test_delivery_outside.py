"""A receiver that leaves the database holds no lock while it waits."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.conf import settings as configured
from django.core.mail import send_mail
from django.db import connection, transaction

from learning.core.commands import Delivered, deliver_due, publish, record_audit
from learning.core.events import Event, receives
from learning.core.models import AuditEntry, OutboxItem

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@dataclass(frozen=True, kw_only=True)
class Written(Event):
    name: ClassVar[str] = "test.written"


@pytest.fixture
def silent_server(settings) -> Iterator[None]:
    """Takes the connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()[:2]
        settings.EMAIL_TIMEOUT = 1
        yield


def tell() -> None:
    with transaction.atomic():
        publish(Written())


@pytest.mark.parametrize(("outside", "in_transaction"), [(True, [False]), (False, [True])])
def test_only_what_stays_in_the_database_runs_in_the_transaction(outside, in_transaction) -> None:
    seen = []
    receives(Written, when="later", outside=outside)(lambda _event: seen.append(connection.in_atomic_block))
    tell()

    assert deliver_due() == Delivered(delivered=1)
    assert seen == in_transaction
    assert not OutboxItem.objects.waiting().exists()


def test_nobody_waits_while_a_mail_server_hangs(silent_server) -> None:
    others: list[threading.Thread] = []
    written_meanwhile = []

    def write() -> None:
        record_audit(actor=None, action="test", subject="meanwhile")
        connection.close()

    def mail(_event: Written) -> None:
        others.append(threading.Thread(target=write))
        others[0].start()
        try:
            send_mail("Betreff", "Text", "a@lernhafen.example", ["b@lernhafen.example"])
        finally:
            written_meanwhile.append(AuditEntry.objects.filter(subject="meanwhile").exists())

    receives(Written, when="later", outside=True)(mail)
    tell()

    assert deliver_due() == Delivered(failed=1)
    others[0].join()
    assert written_meanwhile == [True]
    assert "timed out" in OutboxItem.objects.get().last_error


def test_what_runs_now_cannot_leave_the_database() -> None:
    with pytest.raises(ValueError, match="later"):
        receives(Written, outside=True)


def test_waiting_for_the_mail_server_has_an_end() -> None:
    assert 0 < configured.EMAIL_TIMEOUT <= 30
