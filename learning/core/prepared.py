"""For PostgreSQL only: psycopg is imported where this is."""

from typing import Any

from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.adapt import AdaptersMap
from psycopg.types.numeric import Int8Dumper


class PreparedCursor(ServerBindingCursor):  # psycopg's, of which django-stubs knows nothing
    """Its commands are prepared by name, once per connection (`prepare_threshold` in the settings)."""

    def __init__(self, connection: Any) -> None:
        super().__init__(connection)  # type: ignore[call-arg]  # -- as above
        self.adapters: AdaptersMap
        self.adapters.register_dumper(int, Int8Dumper)  # else a command is prepared anew for larger numbers

    def _send_query_prepared(self, name: bytes, pgq: Any, **options: Any) -> None:
        super()._send_query_prepared(name, pgq, **options)  # type: ignore[misc]  # -- as above
        self._query = pgq  # psycopg leaves it out here, and Django's log of queries asks for it
