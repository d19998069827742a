"""How gunicorn serves the site."""

import os
import shutil
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 10
max_requests = 10_000
max_requests_jitter = 1_000
control_socket_disable = True
reload = os.environ.get("DEBUG", "0").lower() in {"1", "true", "yes", "on"}

# Counters of all web processes add up in files here; each start begins from zero.
metrics = Path(os.environ.get("HOMING_DATA", ".homing")).resolve() / f"metrics-{os.getpid()}"
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(metrics)


def on_starting(_server: Any) -> None:
    for left in metrics.parent.glob("metrics-*"):  # by a kill -9
        if not Path("/proc", left.name.removeprefix("metrics-")).exists():
            shutil.rmtree(left, ignore_errors=True)
    metrics.mkdir(parents=True, mode=0o700)


def child_exit(_server: Any, worker: Any) -> None:
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    shutil.rmtree(metrics, ignore_errors=True)
