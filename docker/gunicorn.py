"""How gunicorn serves the site."""

import gc
import os
import shutil
import tempfile
from typing import Any

# Counters of all web processes add up in files here; each start begins from zero. The client looks
# for the folder when it is first imported, so it comes before everything else.
metrics = tempfile.mkdtemp(prefix="homing-metrics-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 10
max_requests = 10_000
max_requests_jitter = 1_000
control_socket_disable = True
reload = os.environ.get("DEBUG", "0").lower() in {"1", "true", "yes", "on"}


def post_worker_init(_worker: Any) -> None:
    """What was imported stays: looking through all of it again for garbage takes a tenth of a
    second, while every visitor of this process waits."""
    gc.collect()
    gc.freeze()


def child_exit(_server: Any, worker: Any) -> None:
    from prometheus_client import multiprocess  # noqa: PLC0415 - after the folder is named

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    shutil.rmtree(metrics, ignore_errors=True)
