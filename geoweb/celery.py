"""The Celery application: queue `gpu` for prediction, `default` for the rest."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from celery import Celery
from celery.signals import heartbeat_sent, setup_logging, worker_shutting_down

# Before the application: its receiver of the same signal sets Django up, and that counts already.
from geoweb import (  # connect their signals
    worker_metrics,  # noqa: F401
    worker_processes,  # noqa: F401
)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoweb.settings")

app = Celery("geoweb")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

HEARTBEAT_EVERY_S = 10.0
log = structlog.get_logger(__name__)
last_heartbeat_s = float("-inf")


@setup_logging.connect
def keep_django_logging(**_: Any) -> None:
    """With a receiver here Celery leaves the loggers as settings.LOGGING made them."""


@heartbeat_sent.connect
def record_heartbeat(sender: Any, **_: Any) -> None:
    """Sent every two seconds by the worker's main process, busy tasks or not."""
    global last_heartbeat_s  # noqa: PLW0603 - one per process
    if time.monotonic() - last_heartbeat_s < HEARTBEAT_EVERY_S:
        return
    from geoweb.domain.workers import record_sign_of_life  # noqa: PLC0415 - apps are ready now

    last_heartbeat_s = time.monotonic()
    queues = ",".join(sorted(app.amqp.queues.consume_from))
    with connection_of_the_main_process():
        record_sign_of_life(name=sender.eventer.hostname, queues=queues)


@worker_shutting_down.connect
def record_shutdown(sender: str, **_: Any) -> None:
    from geoweb.domain.workers import record_end_of_life  # noqa: PLC0415 - apps are ready now

    with connection_of_the_main_process():
        record_end_of_life(name=sender)


@contextmanager
def connection_of_the_main_process() -> Iterator[None]:
    """Closed at once, for this process forks; a failure is logged: the database may return."""
    from django.db import connection  # noqa: PLC0415 - apps are ready now

    try:
        yield
    except Exception:
        log.exception("worker_row_not_written")
    finally:
        connection.close()
