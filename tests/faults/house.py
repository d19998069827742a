"""A whole site of its own in a temporary folder: services and processes that may be killed."""

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60
CELERY = [sys.executable, "-m", "celery", "--quiet", "--app", "geoweb"]


def load_servers():
    """docker/ is no package: its files run before anything is installed."""
    spec = importlib.util.spec_from_file_location("servers", ROOT / "docker" / "servers.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


servers = load_servers()


def until(true, patience_s=PATIENCE_S, every_s=0.05):
    """Whether it came true in time."""
    end = time.monotonic() + patience_s
    while not (is_true := true()) and time.monotonic() < end:
        time.sleep(every_s)
    return is_true


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(pid):
    asked = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in asked.stdout.split()]


class House:
    """`docker/servers.py` starts the services; nobody else's are touched."""

    def __init__(self, data, **settings):
        self.data, self.port = data, free_port()
        self.processes, self.commands = {}, {}
        outer = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        self.environment = (
            outer
            | {key: str(value) for key, value in settings.items()}
            | {"PORT": str(self.port), "PYTHONDONTWRITEBYTECODE": "1", "LOG_LEVEL": "WARNING"}
            | {"PYTHONWARNINGS": "ignore"}
            | {"DATABASE_NAME": "homing", "SECRET_KEY": "of a house that stands for a minute " * 2}
            | {
                "HOMING_DATA": str(data),
                "DATABASE_HOST": str(servers.sockets_dir(data)),
                "DATABASE_USER": "homing",
                "REDIS_URL": f"unix://{servers.sockets_dir(data)}/redis.sock",
            }
        )

    # --- Services

    def start_services(self):
        logs = self.data / "logs"
        logs.mkdir()
        servers.make_dir(logs)
        servers.make_dir(servers.sockets_dir(self.data))
        self.start_postgres()
        self.start_redis()
        servers.make_database(self.data, "homing")

    def start_postgres(self):
        servers.start_postgres(self.data)

    def stop_postgres(self):
        servers.stop_postgres(self.data)

    def start_redis(self):
        servers.start_redis(self.data)
        assert until(lambda: servers.redis_answers(self.data))

    def stop_redis(self, *, keep):
        """With its data it comes back as it was; without, it has forgotten every message."""
        dump = self.data / "redis" / "dump.rdb"
        dump.unlink(missing_ok=True)
        servers.redis_says(self.data, b"SHUTDOWN SAVE\r\n" if keep else b"SHUTDOWN NOSAVE\r\n")
        assert until(lambda: not servers.redis_answers(self.data))
        assert dump.exists() == keep

    def redis_says(self, *command):
        words = "".join(f"${len(word)}\r\n{word}\r\n" for word in command)
        answer = servers.redis_says(self.data, f"*{len(command)}\r\n{words}".encode())
        return int(answer.strip()[1:])

    # --- Processes

    def start(self, name, *command):
        log = (self.data / f"{name}.log").open("ab")
        self.commands[name] = command
        self.processes[name] = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
        )

    def start_web(self):
        self.start("web", sys.executable, "-m", "gunicorn", "geoweb.wsgi", "--config", "docker/gunicorn.py")  # fmt: skip
        assert until(self.answers), self.log("web")

    def start_worker(self, processes=1, name="worker"):
        options = ["--queues", "gpu,default", "--concurrency", str(processes)]
        more = ["--loglevel", "warning", "--without-gossip", "--without-mingle"]
        self.start(name, *CELERY, "worker", "--hostname", f"{name}@%h", *options, *more)

    def start_beat(self):
        self.start("beat", *CELERY, "beat", "--scheduler", "celery.beat:Scheduler", "--pidfile=", "--loglevel", "warning")  # fmt: skip

    def kill(self, name, number=signal.SIGKILL):
        process = self.processes.pop(name)
        process.send_signal(number)
        process.wait(timeout=PATIENCE_S)

    def revive(self):
        """What a supervisor does: Celery ends itself when its first child dies while it starts."""
        for name, process in list(self.processes.items()):
            if process.poll() is not None:
                self.start(name, *self.commands[name])

    def pid(self, name):
        return self.processes[name].pid

    def again(self, name):
        self.kill(name)
        self.start(name, *self.commands[name])

    def manage(self, *command):
        self.run(sys.executable, "manage.py", *command)

    def run(self, *command):
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def answers(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def log(self, name):
        return (self.data / f"{name}.log").read_text()[-4000:]

    # --- The end

    def clear(self):
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        servers.stop_redis(self.data)
        servers.stop_postgres(self.data)


@contextmanager
def house(**settings):
    """Where PostgreSQL's user can reach it: pytest's own folders are closed to others."""
    with tempfile.TemporaryDirectory(prefix="homing-house-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        built = House(Path(folder), **settings)
        try:
            built.start_services()
            yield built
        finally:
            built.clear()
