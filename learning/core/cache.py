"""Redis as a cache may be away without anybody noticing more than slower pages."""

import time
from collections.abc import Iterable
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

PAUSE = 5.0
"""Seconds to leave a Redis alone that did not answer: else each request of the outage waits for it again."""

log = structlog.get_logger(__name__)


class ForgivingClient(RedisCacheClient):
    """Answers as an empty cache answers while Redis is away.

    What could not be written or deleted is deleted when Redis is back, before anything else is asked: else a session
    that ended during the outage would live on in the cache.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asleep_until = 0.0
        self.owed: set[Any] = set()
        self._clients: dict[bool, Any] = {}
        self._servers: list[str]

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """One for all calls, where there is but one server: building it costs more than asking it."""
        if len(self._servers) > 1:
            return super().get_client(key, write=write)
        if write not in self._clients:
            self._clients[write] = super().get_client(key, write=write)
        return self._clients[write]

    def ask(self, method: str, *args: Any, without_redis: Any = None, changes: Iterable[Any] = ()) -> Any:
        if time.monotonic() < self.asleep_until:
            self.owed.update(changes)
            return without_redis
        try:
            if self.owed:
                super().delete_many(list(self.owed))
                self.owed.clear()
            return getattr(super(), method)(*args)
        except RedisError as error:
            self.asleep_until = time.monotonic() + PAUSE
            self.owed.update(changes)
            log.warning("cache.away", error=type(error).__name__)
            return without_redis

    def add(self, key: Any, value: Any, timeout: Any) -> Any:
        return self.ask("add", key, value, timeout, without_redis=True)

    def get(self, key: Any, default: Any) -> Any:
        return self.ask("get", key, default, without_redis=default)

    def set(self, key: Any, value: Any, timeout: Any) -> Any:
        return self.ask("set", key, value, timeout, changes=[key])

    def touch(self, key: Any, timeout: Any) -> Any:
        return self.ask("touch", key, timeout, without_redis=False)

    def delete(self, key: Any) -> Any:
        return self.ask("delete", key, without_redis=False, changes=[key])

    def get_many(self, keys: Any) -> Any:
        return self.ask("get_many", keys, without_redis={})

    def has_key(self, key: Any) -> Any:
        return self.ask("has_key", key, without_redis=False)

    def incr(self, key: Any, delta: int) -> Any:
        return self.ask("incr", key, delta, without_redis=delta)

    def set_many(self, data: Any, timeout: Any) -> Any:
        return self.ask("set_many", data, timeout, changes=data)

    def delete_many(self, keys: Any) -> Any:
        return self.ask("delete_many", keys, changes=keys)


class ForgivingRedisCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient
