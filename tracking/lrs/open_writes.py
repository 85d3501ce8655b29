"""`stored` and row ids are given before a transaction commits, so somebody who reads "all since then" could miss one.

Every write holds a lock on PostgreSQL, shared with the other writes, from before its `stored` until its commit: the
oldest of those who hold it says up to when nothing is missing. A write whose effect depends on other statements
(voiding, StatementRef) holds it alone: it sees all that came before, and all that come later see it.
On SQLite there is one writer at a time, whatever it writes.
"""

import time
from datetime import UTC, datetime

from django.db import OperationalError, connection
from django.utils import timezone

from learning.core.compiled import prepared_cursor
from tracking.lrs.models import Statement

_LOCK = 0x78415049
"""Any number that nobody else in this database uses: "xAPI"."""

_PAUSE = 0.02
_BEGIN = "SELECT pg_advisory_xact_lock_shared(%s::bigint), clock_timestamp()"
_BEGIN_ALONE = "SELECT pg_advisory_xact_lock(%s::bigint), clock_timestamp()"
_OLDEST = """
SELECT clock_timestamp(), (
    SELECT min(activity.xact_start)
    FROM pg_locks AS held JOIN pg_stat_activity AS activity USING (pid)
    WHERE held.locktype = 'advisory' AND held.classid = 0 AND held.objid = %s AND held.objsubid = 1 AND held.granted
      AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
)
"""


def begin_write(*, alone: bool = False) -> datetime:
    """In the transaction that writes; gives the `stored` of what it will write."""
    if connection.vendor != "postgresql":
        return timezone.now()
    cursor = prepared_cursor()
    cursor.execute(_BEGIN_ALONE if alone else _BEGIN, [_LOCK])
    moment: datetime = cursor.fetchone()[1]
    return moment.astimezone(UTC)


def consistent_through() -> datetime:
    """Every statement stored until then is visible to a query made after this one (xAPI 1.0.3 Part 3, 2.1.6)."""
    if connection.vendor == "postgresql":
        cursor = prepared_cursor()
        cursor.execute(_OLDEST, [_LOCK])
        ((now, oldest),) = cursor.fetchall()
        return min(now, oldest or now).astimezone(UTC)
    if connection.in_atomic_block:
        return timezone.now()  # nobody else can write
    if moment := while_nobody_writes():
        return moment
    newest = Statement.objects.order_by("-pk").values_list("stored", flat=True).first()
    return newest or datetime(1970, 1, 1, tzinfo=UTC)


def while_nobody_writes() -> datetime | None:
    """SQLite: this moment, taken while the database is held for writing; None when somebody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            cursor.execute("BEGIN IMMEDIATE")
            moment = timezone.now()
            cursor.execute("ROLLBACK")
        except OperationalError:
            return None
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {connection.settings_dict['OPTIONS'].get('timeout', 5) * 1000}")
    return moment


def settled_id(*, within: float = 2.0) -> int | None:
    """A row id up to which no statement can appear any more: those that were open when it was the newest have ended.

    None while one of them goes on for longer than `within` seconds. Not for use inside a transaction.
    """
    newest = Statement.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if connection.vendor != "postgresql":
        return newest  # one writer at a time: ids appear in their order
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [noted] = cursor.fetchone()
    until = time.monotonic() + within
    while consistent_through() < noted:
        if time.monotonic() > until:
            return None
        time.sleep(_PAUSE)
    return newest
