"""Drawing in processes: the same pictures as in one, and no process left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from predictor.planet.drawing import DrawingError, Job, draw_jobs
from predictor.planet.shots import shot_of

ROOT = Path(__file__).parents[3]


def describe(shot):
    """A picture that can be compared: it tells the shot and nothing else."""
    return repr(shot).encode()


def give_up(shot):
    os._exit(3)


@pytest.fixture
def jobs(planned):
    return [Job(route, (0, len(route) - 1), describe) for route in planned.routes[:7]]


def by_number(drawn):
    return {each.job.route.number: each.jpegs for each in drawn}


def test_processes_draw_what_one_process_draws(jobs):
    assert by_number(draw_jobs(jobs, 3)) == by_number(draw_jobs(jobs, 1))


def test_pictures_come_in_the_order_of_the_steps(jobs):
    for drawn in draw_jobs(jobs[:2], 1):
        expected = [describe(shot_of(drawn.job.route, step)) for step in drawn.job.steps]
        assert list(drawn.jpegs) == expected


def test_more_processes_than_drives_are_no_harm(jobs):
    assert len(list(draw_jobs(jobs[:1], 4))) == 1


def test_nothing_to_draw_starts_nothing():
    assert list(draw_jobs([], 2)) == []


def test_a_process_that_dies_names_its_drive(planned):
    with pytest.raises(DrawingError, match="drew drive 5 ended"):
        list(draw_jobs([Job(planned.routes[5], (0,), give_up)], 2))


def test_processes_end_with_a_killed_parent():
    """The parent gets no chance to clean up; its workers notice on their own."""
    script = (
        "import time, multiprocessing\n"
        "from predictor.planet.drawing import SPAWN, _serve\n"
        "ours, theirs = SPAWN.Pipe()\n"
        "child = SPAWN.Process(target=_serve, args=(theirs,))\n"
        "child.start(); theirs.close(); print(child.pid, flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=ROOT)
    child = int(parent.stdout.readline())
    time.sleep(0.3)

    parent.send_signal(signal.SIGKILL)
    parent.wait()

    assert ends_within(child, seconds=20)


def ends_within(pid, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not is_running(pid):
            return True
        time.sleep(0.1)
    return False


def is_running(pid):
    """A zombie that nobody reaped has ended too."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
