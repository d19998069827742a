"""Worker processes that may crash or hang: either costs the photo they hold, never the run."""

import multiprocessing
import resource
import signal
import time
from collections import deque
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from predictor.intake.images import Limits, UnreadableImage
from predictor.intake.outcome import IntakeError
from predictor.intake.preparing import Prepared, prepare

# A fresh interpreter: a fork would share the parent's database connection.
SPAWN = multiprocessing.get_context("spawn")
# 100 megapixels take 400 MB decoded, twice that while they are turned.
WORKER_MEMORY_BYTES = 4 * 2**30
TIMEOUT_S = 60.0
START_TIMEOUT_S = 120.0
READY = "ready"


class Job(NamedTuple):
    image: Path | bytes
    needs_position: bool


Outcome = Prepared | UnreadableImage


def serve(pipe: Connection, limits: Limits) -> None:
    """Ends when the other end of the pipe is closed, however the parent went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (WORKER_MEMORY_BYTES, WORKER_MEMORY_BYTES))
    try:
        pipe.send(READY)
        while True:
            pipe.send(attempt(pipe.recv(), limits))
    except (EOFError, BrokenPipeError):
        return


def attempt(job: Job, limits: Limits) -> Outcome:
    try:
        return prepare(job.image, limits, job.needs_position)
    except UnreadableImage as error:
        return error


class Worker:
    def __init__(self, limits: Limits) -> None:
        self.pipe, theirs = SPAWN.Pipe()
        self.process = SPAWN.Process(target=serve, args=(theirs, limits), daemon=True)
        self.process.start()
        theirs.close()
        self.crashed = False
        self.number = -1
        self.deadline = float("inf")

    def wait_until_ready(self) -> Self:
        """A worker that cannot even start is the machine's fault, not that of a photo."""
        try:
            if self.pipe.poll(START_TIMEOUT_S) and self.pipe.recv() == READY:
                return self
        except (EOFError, OSError):
            pass
        raise IntakeError("A worker process did not start: free memory, or lower --processes.")

    def give(self, number: int, job: Job, timeout_s: float) -> None:
        self.number, self.deadline = number, time.monotonic() + timeout_s
        self.pipe.send(job)

    def take(self) -> Outcome | None:
        """None while it works; its death and its deadline are answers too."""
        try:
            if self.pipe.poll():
                outcome: Outcome = self.pipe.recv()
                return outcome
        except (EOFError, OSError):
            self.crashed = True
            return UnreadableImage("the decoder crashed")
        if time.monotonic() > self.deadline:
            return UnreadableImage("the decoder took too long")
        return None

    def stop(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


class WorkerPool:
    def __init__(self, processes: int, limits: Limits, timeout_s: float = TIMEOUT_S) -> None:
        self.limits, self.timeout_s = limits, timeout_s
        starting = [Worker(limits) for _ in range(processes)]
        self.idle = [worker.wait_until_ready() for worker in starting]
        self.busy: list[Worker] = []

    def run(self, jobs: Sequence[Job]) -> list[Outcome]:
        """Outcomes in the order of the jobs."""
        waiting = deque(enumerate(jobs))
        outcomes: dict[int, Outcome] = {}
        while waiting or self.busy:
            while waiting and self.idle:
                self.start(*waiting.popleft())
            wait([worker.pipe for worker in self.busy], timeout=1.0)
            for worker in list(self.busy):
                if (outcome := worker.take()) is not None:
                    outcomes[worker.number] = outcome
                    self.release(worker)
        return [outcomes[number] for number in range(len(jobs))]

    def start(self, number: int, job: Job) -> None:
        worker = self.idle.pop()
        try:
            worker.give(number, job, self.timeout_s)
        except OSError:  # it died while it had nothing to do
            worker = self.replaced(worker)
            worker.give(number, job, self.timeout_s)
        self.busy.append(worker)

    def release(self, worker: Worker) -> None:
        """A worker past its deadline may never come back, a crashed one never does."""
        self.busy.remove(worker)
        overdue = time.monotonic() > worker.deadline
        self.idle.append(self.replaced(worker) if overdue or worker.crashed else worker)

    def replaced(self, worker: Worker) -> Worker:
        worker.stop()
        return Worker(self.limits).wait_until_ready()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in [*self.idle, *self.busy]:
            worker.stop()
