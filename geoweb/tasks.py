"""What workers are asked to do; each is one call of the domain."""

from celery import shared_task

from geoweb.domain.answering import answer_pending
from geoweb.domain.bulk import Job, Report, Tally, run_here
from geoweb.domain.chunks import Sight, work_on
from geoweb.domain.claims import free_abandoned, some_are_due
from geoweb.domain.orphans import remove_orphans
from geoweb.domain.removal import expire_uploads
from geoweb.domain.waking import wake_workers
from predictor.intake.images import Limits, SafeCopy, UnreadableImage
from predictor.intake.preparing import prepare
from predictor.locators import newest
from predictor.models import Locator
from predictor.undone import Work


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


def take_up_work() -> None:
    """What dead processes left behind, and what no message speaks of any more."""
    free_abandoned()
    if some_are_due():
        wake_workers()


def warm_up() -> None:
    """The first stranger need not wait for the model."""
    from predictor.locate import warmed  # noqa: PLC0415 - torch, in this process alone

    warmed(newest())


def decode(pictures: list[bytes]) -> list[SafeCopy | UnreadableImage]:
    return [decoded(each) for each in pictures]


def decoded(picture: bytes) -> SafeCopy | UnreadableImage:
    try:
        return prepare(picture, Limits(), needs_position=False).copy
    except UnreadableImage as error:
        return error


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
