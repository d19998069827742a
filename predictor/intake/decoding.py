"""Decoders: processes under a memory limit, each of which may crash or hang over one picture."""

import contextlib
import selectors
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from types import TracebackType
from typing import BinaryIO, Self, cast

from predictor.intake.frames import BrokenFrame, Outcome, read_outcome, write_picture
from predictor.intake.images import TOO_HEAVY, Unreadable, UnreadableImage

ROOT = Path(__file__).parents[2]
MOST_PIXELS = 50_000_000
START_TIMEOUT_S = 60.0
# The child's own alarm comes first; this one is for a child that is stopped or swapped out.
GRACE_S = 5.0


class DecoderNotStarted(RuntimeError):  # noqa: N818 - a fault of the machine, not of a picture
    """No picture can be decoded here."""


class Decoder:
    """One process. It gets no environment: what may be taken over should know no password."""

    def __init__(self, memory_mb: int, seconds: float, most_pixels: int) -> None:
        self.seconds = seconds
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            [
                *(sys.executable, "-m", "predictor.intake.decoder"),
                *(str(memory_mb), str(seconds), str(most_pixels)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={},
            start_new_session=True,  # a worker's warm shutdown must not reach it
        )

    @property
    def pipes(self) -> tuple[BinaryIO, BinaryIO]:
        return cast("BinaryIO", self.process.stdin), cast("BinaryIO", self.process.stdout)

    def wait_until_ready(self) -> Self:
        with selectors.DefaultSelector() as selector:
            selector.register(self.pipes[1], selectors.EVENT_READ)
            if selector.select(START_TIMEOUT_S) and self.pipes[1].read(1):
                return self
        self.stop()
        raise DecoderNotStarted("A decoder did not start: free memory, or raise its limit.")

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def decode(self, received: bytes) -> Outcome | None:
        """None if it died over the picture, or was killed by somebody meanwhile."""
        overdue = Timer(self.seconds + GRACE_S, self.process.kill)
        overdue.daemon = True
        overdue.start()
        try:
            write_picture(self.pipes[0], received)
            return read_outcome(self.pipes[1])
        except (OSError, BrokenFrame):
            self.stop()
            return None
        finally:
            overdue.cancel()

    @property
    def took_too_long(self) -> bool:
        return self.process.returncode == -signal.SIGALRM

    def stop(self) -> None:
        self.process.kill()
        for pipe in self.pipes:
            with contextlib.suppress(OSError):  # what was not written yet
                pipe.close()
        self.process.wait()


class Decoders:
    """Made after the last fork, for any thread. They end with their owner, however it ended."""

    def __init__(
        self, count: int, memory_mb: int, seconds: float, most_pixels: int = MOST_PIXELS
    ) -> None:
        self.settings = (memory_mb, seconds, most_pixels)
        self.idle: SimpleQueue[Decoder] = SimpleQueue()
        self.threads = ThreadPoolExecutor(count, "decoder")
        starting = [Decoder(*self.settings) for _ in range(count)]
        for decoder in starting:
            self.idle.put(decoder.wait_until_ready())

    def safe_copies(self, pictures: Sequence[bytes]) -> list[Outcome]:
        """In the order of the pictures; raises DecoderNotStarted, and nothing for a picture."""
        return list(self.threads.map(self.safe_copy, pictures))

    def safe_copy(self, received: bytes) -> Outcome:
        """A second decoder has the last word: the first may have been killed from outside."""
        for _ in range(2):
            decoder = self.idle.get()
            try:
                if not decoder.is_alive:
                    decoder = self.replaced(decoder)
                outcome = decoder.decode(received)
            finally:
                self.idle.put(decoder)
            if outcome is not None:
                return outcome
            if decoder.took_too_long:
                break
        return UnreadableImage(TOO_HEAVY, Unreadable.TOO_HEAVY)

    def replaced(self, decoder: Decoder) -> Decoder:
        decoder.stop()
        return Decoder(*self.settings).wait_until_ready()

    def close(self) -> None:
        self.threads.shutdown()
        while not self.idle.empty():
            self.idle.get().stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
