"""Many deliverers at once on PostgreSQL: each row is claimed by one of them."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from learning.core.commands import Delivered, deliver_due, publish
from learning.core.events import receives
from learning.core.models import AuditEntry
from tests.learning.core.probe.receivers import Pinged, write_down

ROWS = 2_000 if os.environ.get("PROVE") else 100
DELIVERERS = 6


def deliver_in_a_thread(_number: int) -> Delivered:
    try:
        return deliver_due(limit=ROWS)
    finally:
        connection.close()


@pytest.mark.services
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_many_deliverers_share_the_outbox() -> None:
    receives(Pinged, when="later")(write_down)
    with transaction.atomic():
        for number in range(ROWS):
            publish(Pinged(number=number))

    with ThreadPoolExecutor(DELIVERERS) as threads:
        done = list(threads.map(deliver_in_a_thread, range(DELIVERERS)))

    assert sum(done, Delivered()) == Delivered(delivered=ROWS)
    assert sorted(AuditEntry.objects.values_list("subject", flat=True), key=int) == [str(n) for n in range(ROWS)]
