"""A real worker with two child processes tells what both have done."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from celery import Celery
from django.conf import settings
from django.db import connection

BATCHES = 6


@pytest.fixture
def broker():
    """A Redis database of its own: workers beside this one must not take its tasks."""
    return settings.CELERY_BROKER_URL + "?virtual_host=10"


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def worker(broker, port):
    environment = os.environ | {
        "DATABASE_NAME": connection.settings_dict["NAME"],
        "REDIS_URL": settings.REDIS_URL + "?virtual_host=10",
        "WORKER_METRICS_PORT": str(port),
    }
    options = ["--include", "tests.geoweb.measured", "--queues", "measured", "--concurrency", "2"]
    command = [sys.executable, "-m", "celery", "--app", "geoweb", "worker", *options]
    process = subprocess.Popen(command, env=environment)
    yield process
    process.terminate()
    assert process.wait(timeout=30) == 0


def test_a_worker_tells_of_all_its_processes(worker, broker, port):
    app = Celery(broker=broker)
    for _ in range(BATCHES):
        app.send_task("tests.geoweb.measured.measure", [2], queue="measured", ignore_result=True)

    assert wait_for(port, 'homing_batch_photos_count{work="uploads"}') == BATCHES * 2


def wait_for(port, name):
    """What the worker says of `name` once it says enough, or in the end."""
    end = time.monotonic() + 30
    said = 0.0
    while said < BATCHES * 2 and time.monotonic() < end:
        time.sleep(0.2)
        found = re.search(rf"^{re.escape(name)} ([\d.]+)$", read(port), re.MULTILINE)
        said = float(found[1]) if found else 0.0
    return said


def read(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            return answer.read().decode()
    except urllib.error.URLError:
        return ""
