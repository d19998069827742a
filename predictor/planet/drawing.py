"""Many drives drawn at once: worker processes that take a drive and give back its pictures."""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final

from predictor.planet.route import Route
from predictor.planet.scene import draw
from predictor.planet.shot import Shot
from predictor.planet.shots import shot_of

# A fresh interpreter: a fork would share the parent's database connection.
SPAWN: Final = multiprocessing.get_context("spawn")

Draw = Callable[[Shot], bytes]


@dataclass(frozen=True, slots=True)
class Job:
    """Which photos of a drive are wanted; `draw` must be importable by a fresh process."""

    route: Route
    steps: tuple[int, ...]
    draw: Draw = draw


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pictures of a job, in the order of its steps."""

    job: Job
    jpegs: tuple[bytes, ...]


class DrawingError(RuntimeError):
    """A worker process ended before its drive was drawn."""


def draw_job(job: Job) -> Drawn:
    return Drawn(job, tuple(job.draw(shot_of(job.route, step)) for step in job.steps))


def draw_jobs(jobs: Iterable[Job], processes: int) -> Iterator[Drawn]:
    """As they are finished, not in order; each worker holds one drive at a time."""
    if processes == 1:
        yield from map(draw_job, jobs)
        return
    waiting = iter(jobs)
    workers = [_start(job) for job in islice(waiting, processes)]
    try:
        while workers:
            yield from _next_finished(workers, waiting)
    finally:
        for worker in workers:
            worker.stop()


def _next_finished(workers: list["Worker"], waiting: Iterator[Job]) -> Iterator[Drawn]:
    """What is ready now; whoever has finished takes the next drive, or goes."""
    ready = set(map(id, wait([worker.pipe for worker in workers])))
    for worker in [each for each in workers if id(each.pipe) in ready]:
        yield worker.receive()
        if (job := next(waiting, None)) is not None:
            worker.give(job)
        else:
            workers.remove(worker)
            worker.stop()


@dataclass
class Worker:
    process: BaseProcess
    pipe: Connection
    job: Job

    def give(self, job: Job) -> None:
        self.job = job
        self.pipe.send(job)

    def receive(self) -> Drawn:
        try:
            drawn: Drawn = self.pipe.recv()
        except (EOFError, ConnectionError) as error:
            raise DrawingError(
                f"the process that drew drive {self.job.route.number} ended; its message stands "
                "above. Fix the cause and run the command again: drawn photos are kept."
            ) from error
        return drawn

    def stop(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _start(job: Job) -> Worker:
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    # Only the child holds this end now: when either side dies, the other hears of it.
    theirs.close()
    worker = Worker(process, ours, job)
    worker.give(job)
    return worker


def _serve(pipe: Connection) -> None:
    """Ends when the parent does, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            pipe.send(draw_job(pipe.recv()))
    except (EOFError, BrokenPipeError):
        return
