"""The processes behind decoders, as the system sees them."""

import contextlib
import time
from pathlib import Path


def processes(decoders):
    """Of those at rest, which are all of them between two calls."""
    resting = [decoders.idle.get() for _ in range(decoders.idle.qsize())]
    for decoder in resting:
        decoders.idle.put(decoder)
    return [decoder.process for decoder in resting if decoder.is_alive]


def status(pid, field):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith(field))


def is_running(pid):
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return status(pid, "State") not in {"Z", "X"}
    return False


def gone(pids, within_s=10.0):
    deadline = time.monotonic() + within_s
    while any(map(is_running, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(map(is_running, pids))
