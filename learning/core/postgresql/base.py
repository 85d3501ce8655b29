"""Django's PostgreSQL backend, whose pool looks at a connection before it asks it whether it still works."""

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    @property
    def pool(self) -> Any:
        pool = super().pool
        if pool is not None and pool._check is not None:
            pool._check = check_connection
        return pool


def check_connection(connection: Any) -> None:
    """Raises psycopg.OperationalError when the server has closed it.

    A socket that says nothing is an idle connection: asking the server would be a round trip for every request. One
    that says something is closed, or has a notice; then the server is asked. As the pool's own check it does not find
    out about a network that silently went away: for that there are the timeouts.
    """
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    if waiting.poll(0):
        ConnectionPool.check_connection(connection)
