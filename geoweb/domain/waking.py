"""Messages that wake workers: the rows are the truth, so a lost message costs a sweep."""

from functools import lru_cache

import redis
import structlog
from django.conf import settings
from kombu.exceptions import OperationalError

from geoweb.celery import app
from geoweb.impatient_redis import connections

ANSWER_UPLOADS = "geoweb.tasks.answer_uploads"
# Stands in Redis while a message is on its way. A worker that takes one sees every row committed
# before that, so that hundreds of uploads at once need one message, not hundreds.
ON_ITS_WAY = "homing:uploads:woken"
LOST_AFTER_S = 2
STALE_AFTER_S = 60  # the sweep has sent others since
TIMEOUT_S = 0.3  # somebody waits for his upload to be taken
FAILURES = (OperationalError, redis.RedisError, OSError)
log = structlog.get_logger(__name__)


def wake_workers() -> None:
    """Never raises: without Redis the upload waits for the sweep."""
    try:
        if client(settings.REDIS_URL).set(ON_ITS_WAY, 1, nx=True, ex=LOST_AFTER_S):
            send()
    except FAILURES as error:
        log.warning("workers_not_woken", error=type(error).__name__)


def woken() -> None:
    """A worker says that it is about to look; who commits a row from now on wakes another."""
    try:
        client(settings.REDIS_URL).delete(ON_ITS_WAY)
    except FAILURES as error:
        log.warning("waking_not_noted", error=type(error).__name__)


def send() -> None:
    try:
        app.send_task(ANSWER_UPLOADS, queue="gpu", retry=False, expires=STALE_AFTER_S)
    except FAILURES:  # the connection was from before a restart of Redis, and is renewed now
        app.send_task(ANSWER_UPLOADS, queue="gpu", retry=False, expires=STALE_AFTER_S)


@lru_cache(maxsize=4)
def client(redis_url: str) -> redis.Redis:
    return redis.Redis(connection_pool=connections(redis_url, timeout_s=TIMEOUT_S))
