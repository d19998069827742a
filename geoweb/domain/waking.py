"""Messages that wake workers: the rows are the truth, so a lost message costs a sweep."""

import structlog
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from geoweb.celery import app

log = structlog.get_logger(__name__)
ANSWER_UPLOADS = "geoweb.tasks.answer_uploads"


def wake_workers() -> None:
    try:
        app.send_task(ANSWER_UPLOADS, queue="gpu", retry=False, ignore_result=True)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("workers_not_woken", error=type(error).__name__)
