import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from geoweb.domain.workers import living_workers, record_end_of_life, record_sign_of_life
from geoweb.models import Worker


@pytest.mark.django_db
def test_silent_worker_is_not_living(settings):
    record_sign_of_life(name="celery@quiet", queues="gpu")
    seen = timezone.now() - timedelta(seconds=settings.WORKER_SILENT_AFTER_S + 1)
    Worker.objects.update(seen_at=seen)
    assert living_workers() == []


@pytest.mark.django_db
def test_forgotten_worker_is_deleted_by_the_next_sign(settings):
    record_sign_of_life(name="celery@old", queues="gpu")
    Worker.objects.update(seen_at=timezone.now() - timedelta(days=2))
    record_sign_of_life(name="celery@new", queues="gpu")
    assert [worker.name for worker in Worker.objects.all()] == ["celery@new"]


@pytest.mark.django_db
def test_ended_worker_leaves_at_once():
    record_sign_of_life(name="celery@here", queues="gpu")
    record_end_of_life(name="celery@here")
    assert living_workers() == []


@pytest.mark.django_db(transaction=True)
def test_worker_process_shows_itself_and_says_goodbye():
    """A real worker, on the test database and a Redis database of its own."""
    environment = os.environ | {
        "DATABASE_NAME": connection.settings_dict["NAME"],
        "REDIS_URL": settings.REDIS_URL + "?virtual_host=9",
    }
    command = [
        sys.executable,
        "-m",
        "celery",
        "--app",
        "geoweb",
        "worker",
        "--queues",
        "gpu",
        "--concurrency",
        "1",
    ]
    worker = subprocess.Popen(
        command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        assert wait_for(1)
        assert Worker.objects.get().queues == "gpu"
    finally:
        worker.terminate()
        worker.wait(timeout=30)
    assert wait_for(0)


def wait_for(count):
    end = time.monotonic() + 30
    while Worker.objects.count() != count and time.monotonic() < end:
        time.sleep(0.1)
    return Worker.objects.count() == count
