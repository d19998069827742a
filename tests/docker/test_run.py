import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "docker" / "run.py"


@pytest.fixture
def house(tmp_path):
    """A checkout with nothing in it but the supervisor."""
    (tmp_path / "docker").mkdir()
    shutil.copy(SCRIPT, tmp_path / "docker")
    (tmp_path / "manage.py").write_text("print('prepared')")
    return tmp_path


def start(house, procfile, **environment):
    (house / "docker" / "Procfile").write_text(procfile)
    return subprocess.Popen(
        [sys.executable, house / "docker" / "run.py"],
        env={**{k: v for k, v in os.environ.items() if k != "PORT"}, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def sleepers(mark):
    found = subprocess.run(["pgrep", "-f", mark], capture_output=True, text=True, check=False)
    return found.stdout.split()


def wait_for_sleepers(mark, count):
    end = time.monotonic() + 10
    while len(sleepers(mark)) != count and time.monotonic() < end:
        time.sleep(0.05)
    return len(sleepers(mark)) == count


def test_run_ends_all_when_one_ends(house):
    run = start(house, "brief: sh -c 'sleep 0.5; exit 4'\nlong: sleep 98761\n")
    output, _ = run.communicate(timeout=20)
    assert run.returncode == 4
    assert "brief ended with code 4" in output
    assert sleepers("sleep 98761") == []


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_run_ends_all_when_asked(house, ending):
    run = start(house, "one: sleep 98762\ntwo: sleep 98762\n")
    assert wait_for_sleepers("sleep 98762", 2)
    run.send_signal(ending)
    assert run.wait(timeout=20) == 0
    assert sleepers("sleep 98762") == []


def test_run_leaves_nothing_when_it_is_killed(house):
    run = start(house, "one: sleep 98763\ntwo: sleep 98763\n")
    assert wait_for_sleepers("sleep 98763", 2)
    run.kill()
    assert wait_for_sleepers("sleep 98763", 0)


def test_run_labels_the_output_of_each_process(house):
    run = start(house, "hello: sh -c 'echo good morning; sleep 0.5'\n")
    output, _ = run.communicate(timeout=20)
    assert "  hello | good morning" in output


def test_run_refuses_a_taken_port(house):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = start(house, "one: sleep 98764\n", PORT=str(port))
        output, _ = run.communicate(timeout=20)
    assert (run.returncode, output) == (
        1,
        f"run: Port {port} is taken. Run `make run` for a free one, or choose PORT=...\n",
    )


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_run_refuses_an_odd_port(house, port):
    run = start(house, "one: sleep 98765\n", PORT=port)
    output, _ = run.communicate(timeout=20)
    assert (run.returncode, output) == (
        1,
        f"run: PORT={port} is no port: choose one in [1, 65535].\n",
    )


def test_run_starts_nothing_when_the_world_cannot_be_prepared(house):
    (house / "manage.py").write_text("raise SystemExit('CommandError: no disk')")
    run = start(house, "one: sleep 98766\n")
    output, _ = run.communicate(timeout=20)
    assert run.returncode == 1
    assert (
        output.splitlines()[-1] == "run: The world could not be prepared; the line above says why."
    )
