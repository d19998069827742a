"""What workers are asked to do; each is one call of the domain."""

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from threading import Lock

from celery import shared_task
from django.conf import settings

from geoweb.domain import fair_play, origins, review_refresh
from geoweb.domain.answering import answer_pending
from geoweb.domain.board import refresh
from geoweb.domain.bulk import Job, Report, Tally, run_here
from geoweb.domain.chunks import Sight, work_on
from geoweb.domain.claims import free_abandoned, some_are_due
from geoweb.domain.desk.following import follow
from geoweb.domain.orphans import remove_orphans
from geoweb.domain.removal import expire_uploads
from geoweb.domain.waking import wake_workers
from geoweb.worker_processes import THREADS
from predictor.intake.decoding import Decoders
from predictor.intake.frames import Outcome
from predictor.locators import NoLocatorError
from predictor.models import Locator
from predictor.undone import Work

DECODE_S = 20.0  # of one picture; most take a hundredth of a second
_starting = Lock()  # the warm-up and the first task may meet


@shared_task
def answer_uploads() -> int:
    """A message says only that there is work; which uploads it is, the database says."""
    from predictor.locate import locate  # noqa: PLC0415 - torch, in this process alone

    return answer_pending(locate, decode)


@shared_task
def sweep_uploads() -> None:
    take_up_work()
    expire_uploads()


@shared_task
def sweep_files() -> None:
    remove_orphans()


@shared_task
def forget_origins() -> None:
    origins.forget_origins()


@shared_task
def follow_labels() -> None:
    """References and board, after labels changed."""
    follow()


@shared_task
def refresh_board() -> None:
    refresh()


@shared_task
def check_board() -> None:
    """From nothing, once a day: what no trigger sees, such as other borders, is made good."""
    refresh(full=True)


@shared_task
def refresh_reviews() -> None:
    review_refresh.refresh()


@shared_task
def check_reviews() -> None:
    """From nothing, once a day: photos that went, or are trusted more or less than before."""
    review_refresh.refresh(full=True)


@shared_task
def look_for_signals() -> None:
    fair_play.look_for_signals()


@shared_task
def refresh_suspicions() -> None:
    suspect_labels(full=False)


@shared_task
def judge_labels() -> None:
    """From nothing, once a day: a changed label says something of its neighbours, too."""
    suspect_labels(full=True)


def suspect_labels(*, full: bool) -> None:
    from geoweb.domain.suspecting import suspect  # noqa: PLC0415 - scikit-learn, when needed

    with suppress(NoLocatorError):  # nobody has looked at any photo yet
        suspect(full=full)


def take_up_work() -> None:
    """What dead processes left behind, and what no message speaks of any more."""
    free_abandoned()
    if some_are_due():
        wake_workers()


def warm_up() -> None:
    """The first stranger need not wait for decoders and model."""
    from predictor.locate import warm_up as look_once  # noqa: PLC0415 - torch, here alone

    decode([])
    look_once()


def decode(pictures: Sequence[bytes]) -> list[Outcome]:
    with _starting:
        decoders = started_decoders()
    return decoders.safe_copies(pictures)


@cache
def started_decoders() -> Decoders:
    """Of this process, for as long as it lives; they end with it."""
    count = int(os.environ.get(THREADS) or len(os.sched_getaffinity(0)))
    most_pixels = settings.UPLOAD_MEGAPIXELS * 1_000_000
    return Decoders(count, settings.UPLOAD_DECODE_MB, DECODE_S, most_pixels)


@shared_task(acks_late=True)
def work_on_chunk(work: Work, locator_id: int, photo_ids: list[int]) -> None:
    """Of a bulk job. Uploads that come meanwhile are answered between two of its batches."""
    from predictor.locate import decide, locate, look  # noqa: PLC0415 - torch, in this process

    def answer_uploads_first() -> None:
        if some_are_due():
            answer_pending(locate, decode)

    work_on(
        photo_ids=photo_ids,
        work=work,
        locator=Locator.objects.select_related("cell_set").get(pk=locator_id),
        sight=Sight(look, decide),
        between=answer_uploads_first,
    )


def work_here(job: Job, report: Report) -> Tally:
    """A whole bulk job in this process."""
    from predictor.locate import decide, look  # noqa: PLC0415 - torch, in this process

    return run_here(job, Sight(look, decide), report)
