"""For PostgreSQL only: psycopg is imported where this is."""

from datetime import datetime
from typing import Any, Self

from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg import Connection
from psycopg.adapt import AdaptersMap
from psycopg.errors import FeatureNotSupported
from psycopg.pq import TransactionStatus
from psycopg.types.datetime import TimestamptzLoader
from psycopg.types.numeric import Int8Dumper


class InstantLoader(TimestamptzLoader):
    """Django speaks UTC with its database, and Python itself can read that; psycopg takes it apart by a pattern."""

    def load(self, data: Any) -> datetime:
        try:
            return datetime.fromisoformat(bytes(data).decode())
        except ValueError:  # what lies outside of Python's calendar, which psycopg has a better word for
            return super().load(data)


class PreparedCursor(ServerBindingCursor):  # psycopg's, of which django-stubs knows nothing
    """Its commands are prepared by name, once per connection (`prepare_threshold` in the settings).

    A connection has one, and it is never closed: to make one costs as much as a small read.
    """

    adapters: AdaptersMap
    connection: Connection

    def __init__(self, connection: Any) -> None:
        super().__init__(connection)  # type: ignore[call-arg]  # -- as above
        self.adapters.register_loader("timestamptz", InstantLoader)
        self.adapters.register_dumper(int, Int8Dumper)  # else a command is prepared anew for larger numbers

    @classmethod
    def of(cls, connection: Any) -> "PreparedCursor":
        """Of a connection of psycopg's, which one thread has at a time. Fetch all before it is asked again."""
        cursor: PreparedCursor | None = getattr(connection, "prepared_cursor", None)
        if cursor is None:
            cursor = connection.prepared_cursor = cls(connection)
        return cursor

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        """Once more when a migration changed what a prepared command gives ("cached plan must not change result type").

        In a transaction that is too late; but its rollback forgets what was prepared, so it happens once.
        """
        try:
            return super().execute(query, params, **options)  # type: ignore[misc]  # -- as above
        except FeatureNotSupported:
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise
            self.connection.execute("DEALLOCATE ALL")
            return super().execute(query, params, **options)  # type: ignore[misc]  # -- as above

    def _send_query_prepared(self, name: bytes, pgq: Any, **options: Any) -> None:
        super()._send_query_prepared(name, pgq, **options)  # type: ignore[misc]  # -- as above
        self._query = pgq  # psycopg leaves it out here, and Django's log of queries asks for it
