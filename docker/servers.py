"""PostgreSQL and Redis themselves: where they live, how they start and stop, whether they answer.

Only the standard library: this runs before anything is installed.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVICE_USER = "postgres"  # when we are root: PostgreSQL refuses to run as root
LONGEST_SOCKET_PATH = 107  # sockaddr_un
POSTGRES_SOCKET = ".s.PGSQL.5432"


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


def last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    return lines[-1] if lines else "it said nothing"
