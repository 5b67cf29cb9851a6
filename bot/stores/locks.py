"""Keeps two Rasa servers from running turns of the same conversation at once, by Redis."""

from __future__ import annotations

import redis
from rasa.core.lock_store import DEFAULT_REDIS_LOCK_STORE_KEY_PREFIX, LockStore, RedisLockStore
from rasa.utils.endpoints import EndpointConfig

# A Redis that is gone costs a turn this long at most; the desk then gives it to a person.
SOCKET_SECONDS = 2.0


class SharedLocks(RedisLockStore):
    """Rasa's own locks in Redis, found by one URL, as the app finds its Redis."""

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        self.red = redis.Redis.from_url(
            endpoint_config.url, socket_timeout=SOCKET_SECONDS, socket_connect_timeout=SOCKET_SECONDS
        )
        self.key_prefix = f"baton:{DEFAULT_REDIS_LOCK_STORE_KEY_PREFIX}"
        LockStore.__init__(self)
