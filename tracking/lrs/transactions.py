"""One action, one transaction; and another try when the database asked for it."""

import random
import time
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from tracking.lrs.shared_rows import forget_ids

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 4
_ASKS_TO_RETRY = {"40001", "40P01", "55P03"}
"""PostgreSQL: serialization_failure, deadlock_detected, lock_not_available."""
_POINTS_NOWHERE = "23503"
"""PostgreSQL: foreign_key_violation."""


class RowGoneError(OperationalError):
    """What was just there has been deleted by another process: another try finds out what is there now."""


_inside: ContextVar[bool] = ContextVar("inside a command that is one transaction", default=False)


def one_transaction(command: Callable[P, R]) -> Callable[P, R]:
    """Run the command in one transaction. The outermost one is tried again after a deadlock or a busy database, and
    when it leaned on a row that another process has made unknown meanwhile (commands.erasing).

    A command inside another one has no savepoint of its own: it succeeds or fails with the whole, even if the outer
    one caught its error.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _inside.get():
            with transaction.atomic(savepoint=False):
                return command(*args, **kwargs)
        token = _inside.set(True)
        try:
            return outermost(*args, **kwargs)
        finally:
            _inside.reset(token)

    def outermost(*args: P.args, **kwargs: P.kwargs) -> R:
        for already in range(1, 1 if connection.in_atomic_block else TRIES):
            try:
                with transaction.atomic():
                    return command(*args, **kwargs)
            except (OperationalError, IntegrityError) as error:
                if points_nowhere(error):
                    forget_ids()
                elif not asks_to_retry(error):
                    raise
                time.sleep(random.uniform(0.01, 0.05) * already)  # noqa: S311 -- spreads load, guards nothing
        with transaction.atomic():
            return command(*args, **kwargs)

    return run


def points_nowhere(error: DatabaseError) -> bool:
    if connection.vendor == "sqlite":
        return "FOREIGN KEY" in str(error)
    return getattr(error.__cause__, "sqlstate", None) == _POINTS_NOWHERE


def asks_to_retry(error: DatabaseError) -> bool:
    cause = error.__cause__
    if isinstance(error, RowGoneError):
        return True
    if connection.vendor == "sqlite":
        return "locked" in str(error) or "busy" in str(error)
    return getattr(cause, "sqlstate", None) in _ASKS_TO_RETRY
