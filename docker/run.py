"""Prepares the world, then starts every process of the Procfile until one ends or Ctrl-C.

    run.py [NAME ...]     only these processes

Each runs in a session of its own, so that Ctrl-C reaches them once, from here, and each is told by
the kernel when this process dies without a word (kill -9).
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIRST_PORT, LAST_PORT = 8000, 8099
PR_SET_PDEATHSIG = 1
PATIENCE_S = 15.0
# Celery prints a page when it is root; `make run` shows a demonstration on somebody's own machine.
ROOT_IS_KNOWN = "ignore:You're running the worker with superuser privileges"
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
COLOURS = (36, 33, 35, 32, 34)  # cyan, yellow, magenta, green, blue

libc = ctypes.CDLL(None, use_errno=True)


class Trouble(Exception):  # noqa: N818 - the user's, not ours: printed as one line
    """What is wrong, and what to do."""


def choose_port(wish: str | None) -> int:
    """The port asked for, or the first free one from 8000 on."""
    if wish is None:
        for port in range(FIRST_PORT, LAST_PORT + 1):
            if is_free(port):
                return port
        raise Trouble(f"Ports {FIRST_PORT} to {LAST_PORT} are all taken. Run: make run PORT=...")
    if not wish.isdecimal() or not 0 < int(wish) < 65536:
        raise Trouble(f"PORT={wish} is no port: choose one in [1, 65535].")
    if not is_free(int(wish)):
        raise Trouble(f"Port {wish} is taken. Run `make run` for a free one, or choose PORT=...")
    return int(wish)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("HOST", "127.0.0.1"), port))
        except PermissionError as error:
            raise Trouble(f"Port {port} needs root. Choose one above 1023: PORT=...") from error
        except OSError:
            return False
    return True


def prepare() -> None:
    done = subprocess.run([sys.executable, str(HERE.parent / "manage.py"), "prepare"], check=False)
    if done.returncode:
        raise Trouble("The world could not be prepared; the line above says why.")


def announce(port: int) -> None:
    """Says where the site is once it answers."""
    address = (os.environ.get("HOST", "127.0.0.1"), port)
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(address) == 0:
                print(f"\n  Homing is at http://localhost:{port}  (Ctrl-C ends it)\n", flush=True)
                return
        time.sleep(0.2)


def read_procfile(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    pairs = [line.partition(":") for line in lines]
    return {name.strip(): command.strip() for name, _, command in pairs}


def die_with_parent() -> None:
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["/bin/sh", "-c", f"exec {command}"],
        start_new_session=True,
        preexec_fn=die_with_parent,  # noqa: PLW1509 - no threads run yet
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def copy_output(name: str, process: subprocess.Popen[bytes], colour: int) -> None:
    label = f"\033[{colour}m{name:>7} |\033[0m " if sys.stdout.isatty() else f"{name:>7} | "
    assert process.stdout is not None  # noqa: S101 - we asked for a pipe
    for line in process.stdout:
        sys.stdout.write(label + line.decode(errors="replace"))
        sys.stdout.flush()


def end(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """Asks politely, waits, then kills what is left of each session."""
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    limit = time.monotonic() + PATIENCE_S
    for process in processes.values():
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, limit - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def first_to_end(processes: dict[str, subprocess.Popen[bytes]]) -> tuple[str, int]:
    while True:
        for name, process in processes.items():
            if (code := process.poll()) is not None:
                return name, code
        time.sleep(0.2)


class Interrupted(Exception):  # noqa: N818 - a wish, not an error
    pass


def interrupt(number: int, _frame: object) -> None:
    raise Interrupted(signal.Signals(number).name)


def run(names: list[str], commands: dict[str, str]) -> int:
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name in names:
            processes[name] = start(commands[name])
        for (name, process), colour in zip(processes.items(), COLOURS * 9, strict=False):
            threading.Thread(target=copy_output, args=(name, process, colour), daemon=True).start()
        threading.Thread(target=announce, args=(int(os.environ["PORT"]),), daemon=True).start()
        name, code = first_to_end(processes)
        print(f"run: {name} ended with code {code}; ending the others.", flush=True)
        return code or 1
    finally:
        for number in ENDINGS:
            signal.signal(number, signal.SIG_IGN)
        end(processes)


def main(names: list[str]) -> int:
    commands = read_procfile((HERE / "Procfile").read_text())
    for number in ENDINGS:
        signal.signal(number, interrupt)
    try:
        if unknown := sorted(set(names) - set(commands)):
            raise Trouble(f"No process {', '.join(unknown)}; there are: {', '.join(commands)}.")
        port = choose_port(os.environ.get("PORT"))
        prepare()
        os.environ["PORT"] = str(port)
        os.environ.setdefault("LOG_FORMAT", "console")
        if not sys.stdout.isatty():
            os.environ.setdefault("NO_COLOR", "1")
        os.environ.setdefault("PYTHONWARNINGS", ROOT_IS_KNOWN)
        os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        return run(names or list(commands), commands)
    except Trouble as trouble:
        print(f"run: {trouble}", file=sys.stderr)
        return 1
    except Interrupted:
        print("run: ended.", flush=True)
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
