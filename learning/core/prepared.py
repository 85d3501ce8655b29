"""For PostgreSQL only: psycopg is imported where this is."""

from typing import Any

from django.db.backends.postgresql.base import ServerBindingCursor


class PreparedCursor(ServerBindingCursor):
    """Its commands are prepared by name, once per connection (`prepare_threshold` in the settings)."""

    def _send_query_prepared(self, name: bytes, pgq: Any, **options: Any) -> None:
        super()._send_query_prepared(name, pgq, **options)  # type: ignore[misc]  # -- psycopg's own, not in its stubs
        self._query = pgq  # psycopg leaves it out here, and Django's log of queries asks for it
