"""On PostgreSQL a row may become visible before one with a smaller id: forwarding waits for it."""

import threading
import time

import pytest
from django.db import connection, transaction

from tests.tracking.lrs.forwarding.builders import again, keep, said
from tracking.lrs.commands.forwarding import Forwarded, forward_due
from tracking.lrs.models import Statement
from tracking.lrs.open_writes import settled_id

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


class SlowWriter(threading.Thread):
    """Has stored its statement and does not commit yet."""

    def __init__(self) -> None:
        super().__init__()
        self.stored, self.may_commit = threading.Event(), threading.Event()
        self.ids: list[str] = []

    def run(self) -> None:
        try:
            with transaction.atomic():
                self.ids = keep(said())
                self.stored.set()
                self.may_commit.wait(20)
        finally:
            connection.close()


@pytest.fixture
def slow_writer(db):
    """The verb, the activity and the people are known: nobody waits for them."""
    keep(said())
    writer = SlowWriter()
    writer.start()
    assert writer.stored.wait(20)
    yield writer
    writer.may_commit.set()
    writer.join()


def test_a_statement_that_becomes_visible_late_is_not_skipped(store, target, slow_writer):
    quick = keep(said())
    first, last = Statement.objects.order_by("pk")
    assert last.pk - first.pk == 2

    assert forward_due() == Forwarded()
    slow_writer.may_commit.set()
    slow_writer.join()
    again(target)
    assert forward_due() == Forwarded(sent=3)

    assert list(store.stored) == [str(first.uuid), *slow_writer.ids, *quick]


def test_a_sender_waits_for_the_writes_that_were_open_and_not_for_later_ones(slow_writer):
    keep(said())
    threading.Timer(0.2, slow_writer.may_commit.set).start()
    began = time.monotonic()

    settled = settled_id()

    assert settled == Statement.objects.latest("pk").pk
    assert 0.1 < time.monotonic() - began < 1.5
