"""Metrics of a worker and its child processes, on a port of its own."""

import atexit
import os
import shutil
import tempfile
from typing import Any, Final

import structlog
from celery.signals import import_modules, worker_process_shutdown, worker_ready
from django.conf import settings

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
log = structlog.get_logger(__name__)


@import_modules.connect
def share_between_processes(**_: Any) -> None:
    """The client looks for the folder when it is first imported, as Django's set-up does."""
    if settings.WORKER_METRICS_PORT and FOLDER not in os.environ:
        folder = os.environ[FOLDER] = tempfile.mkdtemp(prefix="homing-metrics-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)  # children leave by os._exit


@worker_ready.connect
def serve(**_: Any) -> None:
    """In the worker's main process, once its children are there: they fork without this thread."""
    if not settings.WORKER_METRICS_PORT:
        return
    from prometheus_client import (  # noqa: PLC0415 - after the folder is named
        CollectorRegistry,
        multiprocess,
        start_http_server,
    )

    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    address = os.environ.get("HOST", "127.0.0.1")
    try:
        start_http_server(settings.WORKER_METRICS_PORT, address, registry)
    except OSError as error:
        remedy = "Give each worker of this machine a WORKER_METRICS_PORT of its own."
        log.warning("worker_metrics_not_served", reason=str(error), remedy=remedy)


@worker_process_shutdown.connect
def forget_process(pid: int, **_: Any) -> None:
    if FOLDER in os.environ:
        from prometheus_client import multiprocess  # noqa: PLC0415 - after the folder is named

        multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]
