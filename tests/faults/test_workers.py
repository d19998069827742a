"""Real worker processes: who loads torch, who answers, and what it costs to wake them."""

import sys
import uuid
from pathlib import Path

import numpy as np
import pytest

from geoweb.domain.waking import TIMEOUT_S
from tests.faults.house import children, until
from tests.faults.sending import Sender
from tests.predictor.fitting.small_world import picture

WAKE = """
import time, django
django.setup()
from geoweb.domain.waking import wake_workers
wake_workers()
began = time.perf_counter()
for _ in range(20):
    wake_workers()
print((time.perf_counter() - began) / 20)
"""


@pytest.fixture
def pair(site):
    """One worker of two processes."""
    site.start_worker(processes=2, name="pair")
    yield site
    site.kill("pair")


def has_torch(pid):
    return "libtorch_cpu" in Path(f"/proc/{pid}/maps").read_text()


def send(site, seed):
    draw = np.random.default_rng(seed)
    photo = picture(draw.integers(60, 200, 3), draw)
    return Sender(site.port, site.token).send(photo, str(uuid.uuid4()))


def state(site, upload_id):
    return Sender(site.port, site.token).state(upload_id)


def seconds_to_wake(site):
    return float(site.run(sys.executable, "-c", WAKE).split()[-1])


def test_torch_lives_in_the_children_alone(pair):
    worker = pair.pid("pair")
    assert until(lambda: len(children(worker)) == 2 and all(map(has_torch, children(worker))))
    assert not has_torch(worker)


def test_upload_is_answered_without_a_beat(pair):
    upload_id = send(pair, seed=1001)
    assert until(lambda: state(pair, upload_id) == "answered"), pair.log("pair")


def test_worker_takes_up_what_came_before_it(site):
    """Its message is older than it, or was lost."""
    upload_id = send(site, seed=1002)
    site.stop_redis(keep=False)
    site.start_redis()
    site.start_worker(name="late")
    assert until(lambda: state(site, upload_id) == "answered"), site.log("late")
    site.kill("late")


def test_many_wakings_are_one_message(site):
    site.stop_redis(keep=False)
    site.start_redis()
    assert seconds_to_wake(site) < 0.02
    assert site.redis_says("LLEN", "gpu") <= 2  # one every two seconds


def test_waking_without_redis_is_soon_over(site):
    site.stop_redis(keep=False)
    try:
        assert seconds_to_wake(site) < TIMEOUT_S
    finally:
        site.start_redis()
