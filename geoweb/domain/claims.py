"""Whose turn it is: workers claim pending uploads, and what a dead worker held goes back."""

import os
import socket
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Min, QuerySet
from django.utils import timezone

from geoweb.domain.endings import fail
from geoweb.enums import UploadFailure, UploadState
from geoweb.models import Upload

FIRST_RETRY_S = 1.0  # doubled with every attempt
LONGEST_RETRY_S = 60.0
RETRIED = ["state", "claim", "not_before"]
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who holds the key may write the answers; nobody else, however late he comes."""

    key: uuid.UUID
    uploads: tuple[Upload, ...]

    def held(self) -> QuerySet[Upload]:
        """Fewer than were claimed when some were deleted, or taken for abandoned, meanwhile."""
        return Upload.objects.filter(claim=self.key, state=UploadState.CLAIMED)

    def renew(self) -> list[Upload]:
        """The claim begins anew; what is still held."""
        self.held().update(claimed_at=timezone.now())
        pks = set(self.held().values_list("pk", flat=True))
        return [upload for upload in self.uploads if upload.pk in pks]


def this_process() -> str:
    return f"{socket.gethostname()} {os.getpid()}"


# --- Taking


def claim_batch() -> Claim | None:
    """The oldest uploads that are due, committed before any work begins; None when none is.

    One that was tried before comes alone: should its picture kill the worker, nobody dies with it.
    """
    now = timezone.now()
    with transaction.atomic():
        oldest = due(now).select_for_update(skip_locked=True, of=("self",))
        chosen = fit_together(oldest.order_by("created_at", "id")[: settings.UPLOAD_BATCH])
        if not chosen:
            return None
        claim = Claim(uuid.uuid4(), tuple(chosen))
        Upload.objects.filter(pk__in=[upload.pk for upload in chosen]).update(
            state=UploadState.CLAIMED,
            claim=claim.key,
            claimed_by=this_process(),
            claimed_at=now,
            attempts=F("attempts") + 1,
        )
    return claim


def due(now: datetime) -> QuerySet[Upload]:
    return Upload.objects.filter(state=UploadState.PENDING, not_before__lte=now)


def some_are_due() -> bool:
    return due(timezone.now()).exists()


def fit_together(oldest: Sequence[Upload] | QuerySet[Upload]) -> list[Upload]:
    uploads = list(oldest)
    if uploads and uploads[0].attempts:
        return uploads[:1]
    return [upload for upload in uploads if not upload.attempts]


def wait_for_company() -> None:
    """Until the oldest upload has waited its share, unless a batch is full already."""
    now = timezone.now()
    found = due(now).aggregate(count=Count("pk"), oldest=Min("created_at"))
    if not 0 < found["count"] < settings.UPLOAD_BATCH:
        return
    delay_s = settings.UPLOAD_BATCH_DELAY_MS / 1000
    waited_s = (now - found["oldest"]).total_seconds()  # below 0 by another machine's clock
    time.sleep(min(max(delay_s - waited_s, 0.0), delay_s))


# --- Giving back


def give_back(claimed: QuerySet[Upload], why: str) -> int:
    """Pending again after a pause, or failed for good after the last attempt.

    Rows that are locked are left alone: somebody writes their answers just now.
    """
    with transaction.atomic():
        uploads = list(claimed.select_for_update(skip_locked=True, of=("self",)))
        now = timezone.now()
        worn_out = [each for each in uploads if each.attempts >= settings.UPLOAD_ATTEMPTS]
        others = [each for each in uploads if each.attempts < settings.UPLOAD_ATTEMPTS]
        for upload in others:
            upload.state, upload.claim = UploadState.PENDING, None
            upload.not_before = now + pause(upload.attempts)
        Upload.objects.bulk_update(others, RETRIED)
        for upload in worn_out:
            fail(upload, UploadFailure.GAVE_UP, why)
    if uploads:
        log.warning("uploads_given_back", why=why, again=len(others), gave_up=len(worn_out))
    return len(uploads)


def pause(attempts: int) -> timedelta:
    return timedelta(seconds=min(FIRST_RETRY_S * 2 ** (attempts - 1), LONGEST_RETRY_S))


def free_abandoned() -> int:
    """What processes of this node left behind when they died, and claims older than any work."""
    claimed = Upload.objects.filter(state=UploadState.CLAIMED)
    long_ago = timezone.now() - timedelta(seconds=settings.UPLOAD_CLAIM_S)
    freed = give_back(claimed.filter(claimed_by__in=list(dead_owners(claimed))), "A worker died.")
    return freed + give_back(claimed.filter(claimed_at__lt=long_ago), "A worker took too long.")


def free_own() -> int:
    """A process has one claim at a time: at the start of its work, any other was left behind."""
    claimed = Upload.objects.filter(state=UploadState.CLAIMED, claimed_by=this_process())
    return give_back(claimed, "A worker was interrupted.")


def dead_owners(claimed: QuerySet[Upload]) -> Iterator[str]:
    node = f"{socket.gethostname()} "
    owners = claimed.filter(claimed_by__startswith=node).values_list("claimed_by", flat=True)
    for owner in owners.distinct():
        if not lives(int(owner.removeprefix(node))):
            yield owner


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
