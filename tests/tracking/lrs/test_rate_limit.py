"""The limit of a key is counted by all processes together, and nobody is kept out while the cache is away."""

import os
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from learning.core.cache import ForgivingRedisCache
from tests.learning.core.probe.processes import free_port
from tracking.lrs import rate_limit
from tracking.lrs.models import Key
from tracking.lrs.rate_limit import TooManyRequestsError, count_request

OPTIONS = {"OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1}, "KEY_PREFIX": uuid4().hex}
LIMIT = 50


def let_in(address: str, monkeypatch: pytest.MonkeyPatch, *, requests: int) -> int:
    """How many of the requests pass, asked from four sides at once in one minute of the clock."""
    cache = ForgivingRedisCache(address, OPTIONS)
    monkeypatch.setattr(rate_limit, "cache", cache)
    monkeypatch.setattr(rate_limit.time, "time", lambda: 1_000_000_000 * 60)
    key = Key(pk=int(uuid4()) % 10**9, requests_per_minute=LIMIT)

    def passes(_number: int) -> bool:
        try:
            count_request(key)
        except TooManyRequestsError:
            return False
        return True

    with ThreadPoolExecutor(4) as sides:
        return sum(sides.map(passes, range(requests)))


@pytest.mark.services
def test_many_at_once_never_get_more_than_the_limit(monkeypatch):
    assert let_in(os.environ["TEST_REDIS_URL"], monkeypatch, requests=4 * LIMIT) == LIMIT


def test_without_the_cache_nobody_is_kept_out(monkeypatch):
    assert let_in(f"redis://127.0.0.1:{free_port()}/0", monkeypatch, requests=2 * LIMIT) == 2 * LIMIT
