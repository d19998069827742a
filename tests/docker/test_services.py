import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "docker" / "services.py"
PING = "import os, redis; redis.Redis.from_url(os.environ['REDIS_URL']).ping()"
QUERY = "psql -qAt -h $DATABASE_HOST -U $DATABASE_USER -d $DATABASE_NAME -c"


@pytest.fixture(scope="module")
def data():
    """Where PostgreSQL's user can reach it: pytest's own folders are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="homing-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    services(folder, "clean")
    assert not folder.exists()


def services(data, *arguments, script=SCRIPT):
    return subprocess.run(
        [sys.executable, script, *arguments],
        env={**os.environ, "HOMING_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def hold(data, seconds=60):
    command = ["exec", "--", "sh", "-c", f"echo up; exec sleep {seconds}"]
    process = subprocess.Popen(
        [sys.executable, SCRIPT, *command],
        env={**os.environ, "HOMING_DATA": str(data)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"up\n"
    return process


def is_up(data):
    return (data / "postgres" / "postmaster.pid").exists()


def wait_until_down(data):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if not is_up(data):
            return True
        time.sleep(0.1)
    return False


def test_exec_gives_both_services_then_stops_them(data):
    done = services(
        data, "exec", "--", "sh", "-c", f"{sys.executable} -c \"{PING}\" && {QUERY} 'SELECT 7'"
    )
    assert (done.returncode, done.stdout) == (0, "7\n"), done.stderr
    assert wait_until_down(data)


def test_exec_keeps_data_between_starts(data):
    services(data, "exec", "--", "sh", "-c", f"{QUERY} 'CREATE TABLE kept AS SELECT 5 AS n'")
    assert wait_until_down(data)
    done = services(data, "exec", "--", "sh", "-c", f"{QUERY} 'SELECT n FROM kept'")
    assert done.stdout == "5\n"


def test_exec_passes_on_the_exit_code(data):
    assert services(data, "exec", "--", "sh", "-c", "exit 3").returncode == 3


def test_exec_of_a_missing_command_says_so(data):
    done = services(data, "exec", "--", "no-such-command")
    assert (done.returncode, done.stderr) == (
        1,
        "homing: no-such-command cannot be run: No such file or directory.\n",
    )


def test_services_stay_until_the_last_holder_ends(data):
    first, second = hold(data), hold(data)
    first.terminate()
    first.wait()
    time.sleep(1)
    assert is_up(data)
    second.terminate()
    assert wait_until_down(data)


def test_services_stop_after_a_holder_is_killed(data):
    holder = hold(data)
    holder.send_signal(signal.SIGKILL)
    assert wait_until_down(data)


def test_stop_ends_the_holders_too(data):
    holder = hold(data)
    assert services(data, "stop").returncode == 0
    assert holder.wait(timeout=10) == -signal.SIGTERM
    assert not is_up(data)


def test_exec_adopts_services_whose_keeper_was_killed(data):
    holder = hold(data)
    keeper = subprocess.run(
        ["pgrep", "-f", f"{SCRIPT} keep"], capture_output=True, text=True, check=True
    ).stdout.split()
    ours = [
        pid for pid in keeper if f"HOMING_DATA={data}" in Path(f"/proc/{pid}/environ").read_text()
    ]
    os.kill(int(ours[0]), signal.SIGKILL)
    done = services(data, "exec", "--", "sh", "-c", f"{QUERY} 'SELECT 1'")
    assert done.stdout == "1\n", done.stderr
    holder.terminate()
    assert wait_until_down(data)


def test_services_come_back_however_fast_they_are_asked_again(data):
    """Each exec meets the keeper of the one before while it is leaving."""
    began = time.monotonic()
    codes = [services(data, "exec", "--", "true").returncode for _ in range(12)]
    assert codes == [0] * 12
    assert time.monotonic() - began < 50  # one missed keeper alone costs 60 s


def test_services_start_once_for_many_at_once(data):
    crowd = [hold(data, seconds=30) for _ in range(6)]
    assert [process.poll() for process in crowd] == [None] * 6
    assert services(data, "stop").returncode == 0
    assert not is_up(data)


def test_secret_key_is_made_once(data):
    first, second = services(data, "key").stdout, services(data, "key").stdout
    assert first == second
    assert len(first.strip()) >= 50


def test_services_work_from_a_long_path_that_others_cannot_enter(tmp_path):
    """tmp_path is closed to other users, as a checkout under /root is."""
    deep = tmp_path / ("d" * 100) / ("e" * 60) / "docker"
    deep.mkdir(parents=True)
    script = shutil.copy(SCRIPT, deep)
    shutil.copy(SCRIPT.with_name("servers.py"), deep)
    own = {key: value for key, value in os.environ.items() if key != "HOMING_DATA"}
    command = [sys.executable, script]
    try:
        done = subprocess.run([*command, "exec", "--", "sh", "-c", f"{QUERY} 'SELECT 9'"],
                              env=own | {"DATABASE_NAME": "deep"}, capture_output=True, text=True, timeout=120, check=False)  # fmt: skip
        assert done.stdout == "9\n", done.stderr
    finally:
        subprocess.run([*command, "clean"], env=own, check=True, timeout=60)


def test_exec_says_when_the_data_folder_cannot_be_made():
    done = services(Path("/proc/homing"), "exec", "--", "true")
    assert done.returncode == 1
    assert done.stderr.startswith("homing: ")
    assert len(done.stderr.splitlines()) == 1
