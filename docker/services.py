"""PostgreSQL and Redis of this checkout: started for whoever needs them, stopped after the last.

    services.py exec -- COMMAND...   run COMMAND with both services up
    services.py stop                 end every command that uses them, then both
    services.py clean                stop, then delete their data
    services.py where | key          print the data folder, its secret key

Whoever uses the services holds a shared lock. A keeper process started them; it waits for the
exclusive lock, which the system grants when the last holder is gone, however it went (kill -9
included), and then stops them. Only the standard library: this runs before anything is installed.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from servers import (
    Trouble,
    data_dir,
    environment,
    make_database,
    make_dir,
    owner,
    postgres_answers,
    redis_answers,
    secret_key,
    sockets_dir,
    start_postgres,
    start_redis,
    stop_postgres,
    stop_redis,
)

START_TIMEOUT_S = 60.0


# --- The keeper and its holders


def hold(path: Path, kind: int) -> int | None:
    """A locked file descriptor; None when somebody else's lock stands against LOCK_NB."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, kind)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def keep(data: Path) -> None:
    """The keeper's life: start, wait for the last holder to go, stop."""
    keeper = hold(data / "keeper.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    if keeper is None:
        return  # two started at once: the other one keeps
    for name in ("SIGINT", "SIGHUP", "SIGTERM"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    try:
        start_postgres(data)
        start_redis(data)
    except (Trouble, OSError) as trouble:
        (data / "trouble").write_text(str(trouble))
        return
    hold(data / "holders.lock", fcntl.LOCK_EX)
    stop_redis(data)
    stop_postgres(data)
    # Before the holders' lock: whoever gets that one next must not see a keeper that is leaving.
    os.close(keeper)


def keeper_lives(data: Path) -> bool:
    handle = hold(data / "keeper.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    if handle is not None:
        os.close(handle)
    return handle is None


def take_hold(data: Path) -> int:
    """Both services answer and stay up while the returned descriptor is open."""
    for folder in (data, data / "logs"):
        folder.mkdir(parents=True, exist_ok=True)
    make_dir(sockets_dir(data))
    if os.geteuid() == 0:
        os.chown(data / "logs", owner().pw_uid, owner().pw_gid)
    if shutil.disk_usage(data).free < 1 << 30:
        raise Trouble(f"Less than 1 GiB is free under {data}. Free some, or set HOMING_DATA.")
    holder = hold(data / "holders.lock", fcntl.LOCK_SH)
    assert holder is not None  # noqa: S101 - blocking locks are always granted
    (data / "trouble").unlink(missing_ok=True)
    wait_for(lambda: postgres_answers(data), data, "PostgreSQL")
    wait_for(lambda: redis_answers(data), data, "Redis")
    return holder


def start_keeper(data: Path) -> None:
    command = [sys.executable, str(Path(__file__).resolve()), "keep"]
    with (data / "logs" / "keeper.log").open("ab") as log:  # a pipe of ours would never end
        subprocess.Popen(
            command,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env={**os.environ, "HOMING_DATA": str(data)},
        )


def wait_for(answers: Callable[[], bool], data: Path, name: str) -> None:
    end = time.monotonic() + START_TIMEOUT_S
    while not (keeper_lives(data) and answers()):
        if (data / "trouble").exists():
            raise Trouble((data / "trouble").read_text())
        if time.monotonic() > end:
            raise Trouble(f"{name} does not answer. Look into {data / 'logs'}, or run: make stop")
        if not keeper_lives(data):
            start_keeper(data)
        time.sleep(0.1)


# --- Commands


def execute(data: Path, command: list[str]) -> None:
    """Becomes COMMAND, which keeps the hold: the descriptor is inherited."""
    holder = take_hold(data)
    env = environment(data)
    make_database(data, env["DATABASE_NAME"])
    os.set_inheritable(holder, True)
    try:
        os.execvpe(command[0], command, env)  # noqa: S606 - no shell is wanted
    except OSError as error:
        raise Trouble(f"{command[0]} cannot be run: {error.strerror}.") from error


def holders(data: Path) -> Iterator[int]:
    """Process ids with our lock file open; of this user's processes, or of all when root."""
    target = str(data / "holders.lock")
    for folder in Path("/proc").glob("[0-9]*"):
        if int(folder.name) == os.getpid():
            continue
        try:
            if any(str(link.readlink()) == target for link in (folder / "fd").iterdir()):
                yield int(folder.name)
        except OSError:
            continue  # gone, or not ours


def stop(data: Path) -> None:
    if not data.exists():
        return
    with ignoring_interrupts():
        for pid in holders(data):
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                continue
        end = time.monotonic() + 30
        while keeper_lives(data) and time.monotonic() < end:
            time.sleep(0.1)
        stop_redis(data)  # only if a keeper died before its services
        stop_postgres(data)


@contextmanager
def ignoring_interrupts() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def clean(data: Path) -> None:
    stop(data)
    shutil.rmtree(data, ignore_errors=True)
    if sockets_dir(data).parent != data:
        shutil.rmtree(sockets_dir(data), ignore_errors=True)


def main(arguments: list[str]) -> int:
    data = data_dir()
    match arguments:
        case ["exec", "--", *command] if command:
            execute(data, command)
        case ["keep"]:
            keep(data)
        case ["stop"]:
            stop(data)
        case ["clean"]:
            clean(data)
        case ["where"]:
            print(data)
        case ["key"]:
            data.mkdir(parents=True, exist_ok=True)
            print(secret_key(data))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        print(f"homing: {trouble}", file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        where = f"{error.filename}: {error.strerror}"
        print(f"homing: {where}. Make it writable, or set HOMING_DATA.", file=sys.stderr)
        sys.exit(1)
