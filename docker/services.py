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
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVICE_USER = "postgres"  # when we are root: PostgreSQL refuses to run as root
LONGEST_SOCKET_PATH = 107  # sockaddr_un
POSTGRES_SOCKET = ".s.PGSQL.5432"
START_TIMEOUT_S = 60.0


class Trouble(Exception):  # noqa: N818 - the user's, not ours: printed as one line
    """What is wrong, and what to do."""


# --- Where things are


def data_dir() -> Path:
    """Outside the checkout: PostgreSQL's user cannot look into /root, sockets need short paths."""
    if chosen := os.environ.get("HOMING_DATA"):
        return Path(chosen).resolve()
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    if os.geteuid() == 0:
        return Path("/var/lib/homing") / mark
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "homing" / mark


def sockets_dir(data: Path) -> Path:
    inside = data / "sockets"
    if len(str(inside / POSTGRES_SOCKET)) + len(".lock") <= LONGEST_SOCKET_PATH:
        return inside
    return Path("/tmp") / f"homing-{os.getuid()}-{data.name[:8]}"  # noqa: S108 - made with mode 700


def postgres_bin() -> Path:
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3])
    )
    with_vector = [
        path
        for path in found
        if (Path("/usr/share/postgresql") / path.parts[-3] / "extension/vector.control").exists()
    ]
    if not with_vector:
        raise Trouble("PostgreSQL with pgvector is not installed. Run: docker/system.sh")
    return with_vector[-1].parent


def environment(data: Path) -> dict[str, str]:
    """What Django needs to find the services; a name given by the caller stays."""
    sockets = sockets_dir(data)
    own = {
        "HOMING_DATA": str(data),
        "DATABASE_HOST": str(sockets),
        "DATABASE_USER": "homing",
        "REDIS_URL": f"unix://{sockets}/redis.sock",
    }
    defaults = {"DATABASE_NAME": "homing", "SECRET_KEY": secret_key(data)}
    return {**defaults, **os.environ, **own}


def secret_key(data: Path) -> str:
    path = data / "secret_key"
    if not path.exists():
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        try:
            os.link(fresh, path)  # of two at once, the first one's stays
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


# --- Acting as the user that owns the services


def owner() -> pwd.struct_passwd:
    return pwd.getpwnam(SERVICE_USER) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def as_owner(*command: str | Path, log: Path | None = None) -> subprocess.Popen[bytes]:
    user, is_root = owner(), os.geteuid() == 0
    output = log.open("ab") if log else subprocess.DEVNULL
    return subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd="/",
        user=user.pw_uid if is_root else None,
        group=user.pw_gid if is_root else None,
        extra_groups=[] if is_root else None,
    )


def make_dir(path: Path) -> Path:
    user = owner()
    path.mkdir(parents=True, exist_ok=True, mode=0o755)
    path.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(path, user.pw_uid, user.pw_gid)
    return path


# --- PostgreSQL


def start_postgres(data: Path) -> None:
    folder, log, bins = data / "postgres", data / "logs" / "postgres.log", postgres_bin()
    if not (folder / "PG_VERSION").exists():
        init_postgres(bins, folder, log)
    version = (folder / "PG_VERSION").read_text().strip()
    bins = Path("/usr/lib/postgresql") / version / "bin"
    if not bins.exists():
        raise Trouble(f"{folder} needs PostgreSQL {version}, which is gone. Run: make clean")
    if postgres_answers(data):
        return
    options = f"-k {sockets_dir(data)} -c listen_addresses= -c unix_socket_permissions=0700"
    tuning = "-c shared_buffers=256MB -c max_wal_size=2GB -c jit=off -c max_connections=200"
    command: list[str | Path] = [
        bins / "pg_ctl",
        "start",
        "-w",
        "-D",
        folder,
        "-o",
        f"{options} {tuning}",
    ]
    if as_owner(*command, log=log).wait() != 0:
        raise Trouble(f"PostgreSQL did not start: {last_line(log)} (more in {log})")


def init_postgres(bins: Path, folder: Path, log: Path) -> None:
    """Into a folder beside it first: an interrupted initdb leaves no half a database."""
    fresh = make_dir(folder.with_name("postgres.new"))
    shutil.rmtree(fresh)
    make_dir(fresh)
    options = ["-U", "homing", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    if as_owner(bins / "initdb", "-D", fresh, *options, log=log).wait() != 0:
        raise Trouble(f"PostgreSQL could not make its files: {last_line(log)} (more in {log})")
    fresh.rename(folder)


def stop_postgres(data: Path) -> None:
    folder = data / "postgres"
    if (folder / "postmaster.pid").exists():
        version = (folder / "PG_VERSION").read_text().strip()
        stop = Path("/usr/lib/postgresql") / version / "bin/pg_ctl"
        as_owner(stop, "stop", "-m", "fast", "-D", folder, log=data / "logs/postgres.log").wait()


def postgres_answers(data: Path) -> bool:
    ask = ["pg_isready", "-q", "-h", str(sockets_dir(data)), "-U", "homing", "-d", "postgres"]
    return subprocess.run(ask, check=False).returncode == 0


def make_database(data: Path, name: str) -> None:
    psql = ["psql", "-qAt", "-h", str(sockets_dir(data)), "-U", "homing", "-d", "postgres"]
    sql = (
        f"SELECT 'CREATE DATABASE \"{name}\"' WHERE NOT EXISTS"
        f" (SELECT FROM pg_database WHERE datname = '{name}') \\gexec"
    )
    made = subprocess.run(psql, input=sql, text=True, capture_output=True, check=False)
    if made.returncode or ("ERROR" in made.stderr and "already exists" not in made.stderr):
        raise Trouble(f"The database {name} could not be made: {made.stderr.strip()}")


# --- Redis


def start_redis(data: Path) -> None:
    if redis_answers(data):
        return
    folder, sock = make_dir(data / "redis"), sockets_dir(data) / "redis.sock"
    server = shutil.which("redis-server")
    if not server:
        raise Trouble("Redis is not installed. Run: docker/system.sh")
    options = f"--port 0 --unixsocket {sock} --unixsocketperm 700 --dir {folder} --appendonly no"
    save = ["--save", ""]  # the database is the truth; messages only wake workers
    as_owner(server, *options.split(), *save, "--daemonize", "yes", log=data / "logs/redis.log")


def redis_answers(data: Path) -> bool:
    return redis_says(data, b"PING\r\n").startswith(b"+PONG")


def stop_redis(data: Path) -> None:
    redis_says(data, b"SHUTDOWN NOSAVE\r\n")


def redis_says(data: Path, command: bytes) -> bytes:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(3)
            line.connect(str(sockets_dir(data) / "redis.sock"))
            line.sendall(command)
            return line.recv(64)
    except OSError:
        return b""


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
    if hold(data / "keeper.lock", fcntl.LOCK_EX | fcntl.LOCK_NB) is None:
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
    if not keeper_lives(data):
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
    wait_for(lambda: postgres_answers(data), data, "PostgreSQL")
    wait_for(lambda: redis_answers(data), data, "Redis")
    return holder


def wait_for(answers: Callable[[], bool], data: Path, name: str) -> None:
    end = time.monotonic() + START_TIMEOUT_S
    while not answers():
        if (data / "trouble").exists():
            raise Trouble((data / "trouble").read_text())
        if time.monotonic() > end:
            raise Trouble(f"{name} does not answer. Look into {data / 'logs'}, or run: make stop")
        time.sleep(0.1)


def last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    return lines[-1] if lines else "it said nothing"


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
