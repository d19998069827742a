"""How uploads end: their rows, their audit lines; and what was received of them is forgotten."""

from collections.abc import Iterable, Sequence

import structlog
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from geoweb.domain.audit import record_all
from geoweb.enums import UploadAct, UploadFailure, UploadState
from geoweb.metrics import count_outcome
from geoweb.models import Upload, UploadPhoto
from predictor.models import Photo, Prediction

ENDED = ["state", "claim", "answered_at", "failure", "reason", "prediction"]
LONGEST_REASON = 255
COPIES = "uploads"  # a folder of the default storage
log = structlog.get_logger(__name__)


def answer_all(predictions: Sequence[tuple[Upload, Prediction]]) -> None:
    """Like `fail`: in a transaction that holds the rows."""
    for upload, prediction in predictions:
        upload.state, upload.prediction = UploadState.ANSWERED, prediction
    end([upload for upload, _ in predictions], UploadAct.ANSWERED)


def fail(upload: Upload, failure: UploadFailure, why: str = "") -> None:
    upload.state, upload.failure, upload.reason = UploadState.FAILED, failure, why[:LONGEST_REASON]
    views = upload.views.select_related("photo")
    copies = [copy_name(view.photo) for view in views]
    transaction.on_commit(lambda: forget(copies))
    end([upload], UploadAct.FAILED)


def end(uploads: Sequence[Upload], act: UploadAct) -> None:
    now = timezone.now()
    for upload in uploads:
        upload.claim, upload.answered_at = None, now
    Upload.objects.bulk_update(uploads, ENDED)
    views = UploadPhoto.objects.filter(upload__in=uploads).exclude(incoming="")
    received = list(views.values_list("incoming", flat=True))
    views.update(incoming="")
    record_all(act, uploads)
    transaction.on_commit(lambda: forget(received))
    transaction.on_commit(lambda: count(uploads))


def count(uploads: Iterable[Upload]) -> None:
    for upload in uploads:
        waited = (upload.answered_at or upload.created_at) - upload.created_at
        outcome, waited_s = upload.failure or upload.state, waited.total_seconds()
        count_outcome(outcome, waited_s)
        log.info(
            "upload_ended",
            upload=str(upload.public_id),
            outcome=outcome,
            waited_s=round(waited_s, 3),
            attempts=upload.attempts,
        )


def copy_name(photo: Photo) -> str:
    """Where the safe copy of an uploaded photo lies."""
    return f"{COPIES}/{photo.source_id}.jpg"


def forget(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)
