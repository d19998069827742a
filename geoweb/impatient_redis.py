"""Connections to Redis for whoever answers a visitor: better no answer than a late one."""

import redis
from limits.storage import RedisStorage
from redis.backoff import NoBackoff
from redis.retry import Retry


def connections(redis_url: str, *, timeout_s: float, retries: int = 1) -> redis.ConnectionPool:
    """Tried once more at once: a connection may be from before a restart of Redis."""
    return redis.ConnectionPool.from_url(
        redis_url,
        socket_timeout=timeout_s,
        socket_connect_timeout=timeout_s,
        retry=Retry(NoBackoff(), retries),
    )


def counters(redis_url: str, pool: redis.ConnectionPool, prefix: str) -> RedisStorage:
    """Which knows sockets by another scheme than everybody else."""
    url = redis_url.replace("unix://", "redis+unix://", 1)
    return RedisStorage(url, connection_pool=pool, key_prefix=prefix)
