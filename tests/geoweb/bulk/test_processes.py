"""Real commands, a real broker and a real worker, killed in the middle of their work."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
import redis
from django.conf import settings
from django.db import connection

from geoweb.models import Worker
from predictor.models import Photo, Prediction

pytestmark = pytest.mark.django_db(transaction=True)
OWN_BROKER = 11  # workers beside this test must not take its chunks
COPIES = 10  # rows on each picture of the small world


@pytest.fixture
def environment(tmp_path):
    with redis.Redis.from_url(settings.REDIS_URL, db=OWN_BROKER) as broker:
        broker.flushdb()
    return os.environ | {
        "DATABASE_NAME": connection.settings_dict["NAME"],
        "REDIS_URL": f"{settings.REDIS_URL}?virtual_host={OWN_BROKER}",
        "HOMING_DATA": str(tmp_path),
        "BULK_PATIENCE_S": "3",
        "WORKER_SILENT_AFTER_S": "15",
    }


@pytest.fixture
def processes():
    started = []
    yield started
    for process in started:
        kill(process)


@pytest.fixture
def start_worker(environment, processes):
    def start():
        options = ["--queues", "gpu", "--concurrency", "1", "--loglevel", "warning"]
        command = [sys.executable, "-m", "celery", "--app", "geoweb", "worker", *options]
        processes.append(subprocess.Popen(command, env=environment, start_new_session=True))
        return processes[-1]

    return start


@pytest.fixture
def predict(environment, processes):
    def start(*options):
        # Started in the background of a shell, this test would hand its deafness to Ctrl-C on.
        hearing = ["env", "--default-signal=INT", sys.executable]
        command = [*hearing, "manage.py", "predict", "--dataset", "more", "--json", *options]
        process = subprocess.Popen(
            command, env=environment, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        processes.append(process)
        return process

    return start


@pytest.fixture
def many(fitted):
    photos = Photo.objects.filter(dataset="small")
    rows = [
        Photo(dataset="more", source_id=f"{photo.pk} {n}", file=photo.file.name,
              point=photo.point, split="train")
        for photo in photos for n in range(COPIES)
    ]  # fmt: skip
    return len(Photo.objects.bulk_create(rows))


def kill(process):
    """All of its session: a worker's child processes, too."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def wait_until(check, seconds=60):
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_job_survives_the_death_of_its_worker_and_its_own(many, start_worker, predict):
    worker = start_worker()
    wait_until(Worker.objects.exists)
    command = predict("--chunk", "32")
    wait_until(lambda: Prediction.objects.count() >= 100)
    kill(worker)
    start_worker()
    killed_at = Prediction.objects.count()
    wait_until(lambda: Prediction.objects.count() >= killed_at + 150)
    kill(command)

    said, _ = predict("--chunk", "32").communicate(timeout=120)

    told = json.loads(said)
    assert Prediction.objects.filter(photo__dataset="more").count() == many
    assert (told["failed"], told["done"] < many - 200) == (0, True)  # not begun anew


def test_an_interrupted_job_leaves_at_most_a_window(many, start_worker, predict):
    start_worker()
    wait_until(Worker.objects.exists)
    command = predict("--chunk", "16")
    wait_until(lambda: Prediction.objects.count() >= 32)

    command.send_signal(signal.SIGINT)
    _, complaint = command.communicate(timeout=30)
    done = Prediction.objects.count()

    assert command.returncode == 130
    assert "The same command goes on from there." in complaint
    time.sleep(4)
    assert done <= Prediction.objects.count() <= done + 5 * 16 < many


def test_without_a_worker_the_command_says_how_to_start_one(many, predict):
    command = predict()
    _, complaint = command.communicate(timeout=60)
    assert command.returncode == 1
    assert "Start one: celery --app geoweb worker --queues gpu,default" in complaint


def test_local_needs_no_worker_and_a_second_run_has_nothing_to_do(many, predict):
    first, _ = predict("--local", "--limit", "50").communicate(timeout=120)
    assert json.loads(first)["done"] == 50

    predict("--local", "--limit", "20").communicate(timeout=120)
    assert Prediction.objects.filter(photo__dataset="more").count() == 70
