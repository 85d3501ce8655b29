"""The cache against a real Redis, and against none."""

import os
from contextlib import closing
from uuid import uuid4

import pytest
import redis
from django.core.cache.backends.redis import RedisCache

from learning.core.cache import ForgivingRedisCache
from tests.learning.core.probe.processes import free_port

OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 1}


def test_without_redis_the_cache_is_empty_and_nobody_fails() -> None:
    cache = ForgivingRedisCache(f"redis://127.0.0.1:{free_port()}/0", {"OPTIONS": OPTIONS})

    cache.set("a", 1)
    cache.set_many({"b": 2})
    cache.delete_many(["b"])

    assert cache.get("a", "nothing") == "nothing"
    assert cache.get_many(["a", "b"]) == {}
    assert cache.add("a", 1) is True
    assert cache.incr("a") == 1
    assert (cache.touch("a"), cache.delete("a"), cache.has_key("a")) == (False, False, False)


@pytest.mark.services
def test_with_redis_it_is_a_cache() -> None:
    cache = ForgivingRedisCache(redis_url(), {"OPTIONS": OPTIONS, "KEY_PREFIX": uuid4().hex})

    cache.set("a", {"b": [1]}, 60)
    cache.set("n", 1, 60)

    assert cache.get("a") == {"b": [1]}
    assert cache.incr("n") == 2
    assert (cache.delete("a"), cache.get("a")) == (True, None)


@pytest.mark.services
def test_what_changed_during_an_outage_is_not_answered_from_before(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = ForgivingRedisCache(redis_url(), {"OPTIONS": OPTIONS, "KEY_PREFIX": uuid4().hex})
    cache.set_many({"ended": "session", "changed": "old", "kept": "same"}, 60)

    def away(*_: object) -> None:
        raise redis.ConnectionError

    with monkeypatch.context() as outage:
        outage.setattr(redis.Redis, "execute_command", away)
        cache.delete("ended")
        cache.set("changed", "new", 60)
    cache._cache.asleep_until = 0

    assert cache.get_many(["ended", "changed", "kept"]) == {"kept": "same"}


@pytest.mark.services
def test_djangos_own_cache_fails_where_ours_does_not() -> None:
    """The reason for ours; when Django learns it, ours can go."""
    with pytest.raises(redis.ConnectionError):
        RedisCache(f"redis://127.0.0.1:{free_port()}/0", {"OPTIONS": OPTIONS}).get("a")


def redis_url() -> str:
    url = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
    with closing(redis.Redis.from_url(url)) as client:
        client.ping()
    return url
