"""Bulk jobs: what a locator has still to look at, in chunks, and how far that is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db.models import Q, QuerySet

from geoweb.domain.chunks import Sight, work_on
from predictor.errors import HomingError
from predictor.evaluation.locators import find_locator, parse_name
from predictor.locators import newest
from predictor.models import Embedding, Locator, Photo
from predictor.undone import Work, ended, known_photos, undone, undone_ids

SHOWN_FAILURES: Final = 3


class BulkError(HomingError):
    """A job that cannot begin, or that gets nowhere."""


@dataclass(frozen=True, slots=True)
class Job:
    work: Work
    locator: Locator
    dataset: str = ""
    split: str = ""
    limit: int | None = None
    chunk: int = 256  # photos in one message; rows are written in smaller batches

    def asked(self) -> QuerySet[Photo]:
        return known_photos(self.dataset, self.split)

    def undone(self) -> QuerySet[Photo]:
        return undone(self.asked(), self.work, self.locator)

    def count(self) -> int:
        left = self.undone()
        return (left if self.limit is None else left.order_by()[: self.limit]).count()

    def chunks(self) -> Iterator[list[int]]:
        ids = undone_ids(self.asked(), self.work, self.locator, self.limit)
        while chunk := list(islice(ids, self.chunk)):
            yield chunk


@dataclass(frozen=True, slots=True)
class Tally:
    """Photos that have come to their end in this run."""

    done: int = 0
    failed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.done + other.done, self.failed + other.failed)

    @property
    def ended(self) -> int:
        return self.done + self.failed


Report = Callable[[Tally], object]  # is told what has come since it was last told


def locator_named(name: str) -> Locator:
    """NAME or NAME:VERSION; the newest published one when none is named."""
    return find_locator(*parse_name(name)) if name else newest()


def failures(job: Job) -> QuerySet[Embedding]:
    """Forget them (`delete`), and their photos are tried again."""
    recorded = Embedding.objects.filter(locator=job.locator, photo__in=job.asked())
    return recorded.exclude(failure="")


def latest_failures(job: Job) -> list[tuple[int, str]]:
    latest = failures(job).order_by("-created_at")[:SHOWN_FAILURES]
    return list(latest.values_list("photo_id", "failure"))


def run_here(job: Job, sight: Sight, report: Report) -> Tally:
    """All of it in this process, without workers."""
    tally = Tally()
    for photo_ids in job.chunks():
        work_on(
            photo_ids=photo_ids,
            work=job.work,
            locator=job.locator,
            sight=sight,
            between=lambda: None,
        )
        done, failed = ended(Q(photo_id__in=photo_ids), job.work, job.locator)
        news = Tally(len(done), len(failed))
        report(news)
        tally += news
    return tally
