"""How long uploads wait now, by indexes that hold only what is not finished."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import Min
from django.utils import timezone

from geoweb.enums import UploadState
from geoweb.models import Upload

LATELY: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Queue:
    pending: int
    claimed: int
    failed_lately: int
    oldest_s: float  # age of the oldest upload without an end; 0 when nobody waits


def queue_now() -> Queue:
    now = timezone.now()
    pending = Upload.objects.filter(state=UploadState.PENDING)
    claimed = Upload.objects.filter(state=UploadState.CLAIMED)
    failed = Upload.objects.filter(state=UploadState.FAILED, created_at__gte=now - LATELY)
    began = [each.aggregate(at=Min("created_at"))["at"] for each in (pending, claimed)]
    oldest = min((at for at in began if at is not None), default=now)
    age_s = max(0.0, (now - oldest).total_seconds())
    return Queue(pending.count(), claimed.count(), failed.count(), age_s)
