"""How often a key may ask: so many requests in each minute of the clock, counted in the cache, so by all processes
together where they share one (Redis). While the cache is away nobody is counted, and nobody is kept out."""

import time
from http import HTTPStatus

from django.core.cache import cache

from tracking.lrs.models import Key
from tracking.lrs.protocol.errors import XapiError

MINUTE = 60


class TooManyRequestsError(XapiError):
    def __init__(self, limit: int, *, wait: int) -> None:
        rule = f"this key may ask {limit} times a minute; wait {wait} seconds"
        super().__init__(HTTPStatus.TOO_MANY_REQUESTS, "Authorization", rule, clause="RFC 6585 4")
        self.headers["Retry-After"] = str(wait)


def count_request(key: Key) -> None:
    """Raises TooManyRequestsError. A key without a limit costs nothing here."""
    if key.requests_per_minute is None:
        return
    minute, second = divmod(int(time.time()), MINUTE)
    if _counted(f"lrs:requests:{key.pk}:{minute}") > key.requests_per_minute:
        raise TooManyRequestsError(key.requests_per_minute, wait=MINUTE - second)


def _counted(name: str) -> int:
    """`add` writes only what is not there, `incr` adds in one step: two processes never take the same number."""
    cache.add(name, 0, timeout=2 * MINUTE)
    try:
        return int(cache.incr(name))
    except ValueError:  # thrown out between the two, by a cache that is full
        return 1
