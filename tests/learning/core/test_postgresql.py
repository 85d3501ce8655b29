"""The pool's look at a connection: idle ones are taken as they are, closed ones are found out."""

import pytest
from django.db import connection

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


def test_a_connection_the_server_closed_is_replaced() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (mine,) = cursor.fetchone()
    pool = connection.pool
    with pool.connection() as idle:
        lost = idle.info.backend_pid
    assert lost != mine
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [lost])

    with pool.connection() as after:
        assert after.execute("SELECT 1").fetchone() == (1,)
        assert after.info.backend_pid != lost
