"""A bulk job on many workers: a few chunks are outstanding at any time, and rows are the truth.

A chunk whose rows do not come is sent again, in halves, so that a photo that kills its worker is
found in the end. A job that is killed leaves nothing but the outstanding chunks, which end anyway.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from django.conf import settings
from django.db.models import Q

from geoweb.domain.bulk import BulkError, Job, Report, Tally
from predictor.embedding_rows import as_failure
from predictor.models import Embedding, Photo
from predictor.undone import ended

POLL_S: Final = 0.5
CHUNKS_A_WORKER: Final = 4  # one in work, the others on their way to it
SLOW: Final = 2.0  # times the longest wait for a row so far: patience with slow workers
SENDINGS_OF_ONE: Final = 3  # of a photo alone, before it is taken to kill its worker
SILENCE: Final = 20  # patiences without any row, workers alive, before the job gives up
KILLS: Final = "Every worker that looked at it died."
NO_WORKER: Final = (
    "No worker is alive. Start one: celery --app geoweb worker --queues gpu,default   "
    "(or do the work in this process: --local)"
)

Send = Callable[[Sequence[int]], object]


@dataclass(slots=True)
class Chunk:
    """Of the photos of one message those that have no row yet."""

    photo_ids: set[int]
    sign_at: float  # when it was sent, or a row came of it or of a chunk in front of it
    sendings: int = 1


@dataclass(slots=True)
class Dispatch:
    job: Job
    send: Send
    workers: Callable[[], int]  # alive now
    report: Report
    warn: Callable[[str], object]
    patience_s: float = field(default_factory=lambda: settings.BULK_PATIENCE_S)
    outstanding: list[Chunk] = field(default_factory=list)  # in the order of the queue
    row_at: float = field(default_factory=time.monotonic)  # when any row came
    tally: Tally = field(default_factory=Tally)
    is_warned: bool = False

    def run(self) -> Tally:
        chunks = self.job.chunks()
        self.fill(chunks)
        while self.outstanding:
            if not self.collect():
                self.look_after()
                time.sleep(POLL_S)
            self.fill(chunks)
        return self.tally

    def fill(self, chunks: Iterator[list[int]]) -> None:
        room = CHUNKS_A_WORKER * max(1, self.workers()) - len(self.outstanding)
        for photo_ids in islice(chunks, max(0, room)):
            self.post(photo_ids)

    def post(self, photo_ids: Sequence[int], sendings: int = 1) -> None:
        self.send(photo_ids)
        self.outstanding.append(Chunk(set(photo_ids), time.monotonic(), sendings))

    def collect(self) -> bool:
        """Did any row come since the last look?"""
        asked = [photo_id for chunk in self.outstanding for photo_id in chunk.photo_ids]
        done, failed = ended(Q(photo_id__in=asked), self.job.work, self.job.locator)
        if not done and not failed:
            return False
        news = Tally(len(done), len(failed))
        self.report(news)
        self.tally += news
        self.strike_off(done | failed)
        return True

    def strike_off(self, photo_ids: set[int]) -> None:
        """Chunks behind one that gets on are waiting, not lost."""
        now = time.monotonic()
        if (waited_s := now - self.row_at) < self.patience_s:  # a longer one tells of a loss
            self.patience_s = max(self.patience_s, SLOW * waited_s)
        self.row_at = now
        gets_on = False
        for chunk in self.outstanding:
            gets_on = gets_on or not chunk.photo_ids.isdisjoint(photo_ids)
            chunk.photo_ids -= photo_ids
            chunk.sign_at = now if gets_on else chunk.sign_at
        self.outstanding = [chunk for chunk in self.outstanding if chunk.photo_ids]

    def look_after(self) -> None:
        """Nothing came: is there anybody, and which chunks are lost?"""
        now = time.monotonic()
        if not self.workers():
            self.wait_for_a_worker(now)
            return
        self.is_warned = False
        if now - self.row_at > SILENCE * self.patience_s:
            raise BulkError(
                f"For {SILENCE * self.patience_s:.0f} s no worker has ended a photo. Look into "
                "their logs; the same command goes on where this one stopped."
            )
        lost = [each for each in self.outstanding if now - each.sign_at > self.patience_s]
        self.outstanding = [each for each in self.outstanding if each not in lost]
        for chunk in lost:
            self.send_again(chunk)

    def wait_for_a_worker(self, now: float) -> None:
        if not self.is_warned:
            self.warn(NO_WORKER)
        self.is_warned = True
        self.row_at = now  # silence counts while somebody could speak
        for chunk in self.outstanding:
            chunk.sign_at = now

    def send_again(self, chunk: Chunk) -> None:
        there = self.job.undone().filter(pk__in=chunk.photo_ids)  # a deleted one gets no row
        photo_ids = list(there.order_by("pk").values_list("pk", flat=True))
        if len(photo_ids) > 1:
            middle = len(photo_ids) // 2
            self.post(photo_ids[:middle])
            self.post(photo_ids[middle:])
        elif photo_ids and chunk.sendings < SENDINGS_OF_ONE:
            self.post(photo_ids, chunk.sendings + 1)
        elif photo_ids:
            self.give_up(photo_ids[0])

    def give_up(self, photo_id: int) -> None:
        """Recorded only while others get on: a fault of all workers is not the photo's."""
        if self.tally.ended == 0:
            raise BulkError(f"{KILLS} Look into their logs. Photo {photo_id} was sent last.")
        photo = Photo(pk=photo_id)
        Embedding.objects.bulk_create(
            [as_failure(photo, KILLS, self.job.locator)], ignore_conflicts=True
        )
        self.outstanding.append(Chunk({photo_id}, time.monotonic()))  # to be counted
