"""Workers that hang or die cost one photo each."""

import os
import signal
import threading
import time

import pytest

from predictor.intake.images import Limits, UnreadableImage
from predictor.intake.pool import Job, WorkerPool
from predictor.intake.preparing import Prepared
from tests.predictor.intake.pictures import PARIS, picture


@pytest.fixture
def stuck(tmp_path):
    """A pipe that nobody writes to: whoever opens it waits for ever."""
    path = tmp_path / "stuck.jpg"
    os.mkfifo(path)
    return Job(path, needs_position=False)


def good(seed=0):
    return Job(picture(PARIS, seed), needs_position=True)


def test_pool_answers_in_the_order_of_the_jobs():
    jobs = [good(n) if n % 3 else Job(b"broken", needs_position=False) for n in range(20)]

    with WorkerPool(2, Limits()) as pool:
        outcomes = pool.run(jobs)

    assert [isinstance(outcome, Prepared) for outcome in outcomes] == [n % 3 > 0 for n in range(20)]
    assert len({outcome.sha256 for outcome in outcomes if isinstance(outcome, Prepared)}) == 13


def test_pool_gives_up_on_a_worker_that_hangs(stuck):
    with WorkerPool(1, Limits(), timeout_s=3.0) as pool:
        hung, fine = pool.run([stuck, good()])

    assert "too long" in str(hung)
    assert isinstance(fine, Prepared)


def test_pool_replaces_a_worker_that_dies(stuck):
    def kill_the_busy_one():
        while not pool.busy:
            time.sleep(0.05)
        time.sleep(0.5)
        os.kill(pool.busy[0].process.pid, signal.SIGKILL)

    with WorkerPool(1, Limits()) as pool:
        killer = threading.Thread(target=kill_the_busy_one)
        killer.start()
        dead, fine = pool.run([stuck, good()])
        killer.join()

    assert isinstance(dead, UnreadableImage)
    assert "crashed" in str(dead)
    assert isinstance(fine, Prepared)


def test_pool_takes_none_or_more_jobs_than_workers():
    with WorkerPool(2, Limits()) as pool:
        assert pool.run([]) == []
        assert len(pool.run([good(n) for n in range(5)])) == 5


def test_pool_leaves_no_process_behind():
    with WorkerPool(2, Limits()) as pool:
        workers = [worker.process for worker in pool.idle]

    assert not any(process.is_alive() for process in workers)


def test_worker_refuses_files_that_are_not_there(tmp_path):
    with WorkerPool(1, Limits()) as pool:
        (outcome,) = pool.run([Job(tmp_path / "gone.jpg", needs_position=False)])

    assert isinstance(outcome, UnreadableImage)
