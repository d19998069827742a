"""What the processes of a worker do when they start: share the cores, take up work, get warm."""

import os
import threading
from typing import Any

import structlog
from celery.signals import celeryd_after_setup, worker_process_init

GPU_QUEUE = "gpu"
THREADS = "OMP_NUM_THREADS"  # torch reads it when it is first imported, in each child process
log = structlog.get_logger(__name__)


@celeryd_after_setup.connect
def share_cores(instance: Any, **_: Any) -> None:
    """Each of several processes with a thread per core would stand in the others' way."""
    processes = getattr(instance, "max_concurrency", None) or instance.concurrency
    threads = max(1, len(os.sched_getaffinity(0)) // processes)
    os.environ.setdefault(THREADS, str(threads))


@worker_process_init.connect
def start_in_the_background(**_: Any) -> None:
    """Celery kills a process that is not up after four seconds; a model takes longer to load.

    This is a child process: torch must not be loaded before the fork, for its threads would not
    be there after it.
    """
    threading.Thread(target=start, name="start", daemon=True).start()


def start() -> None:
    from django.db import connection  # noqa: PLC0415 - apps are ready now

    from geoweb import tasks  # noqa: PLC0415 - likewise
    from geoweb.celery import app  # noqa: PLC0415 - it imports this module

    try:
        tasks.take_up_work()
        if GPU_QUEUE in app.amqp.queues.consume_from:
            tasks.warm_up()
    except Exception:  # tasks will meet the same fault, and say what to do
        log.exception("worker_process_not_warm")
    finally:
        connection.close()
