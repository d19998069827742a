"""Deletes uploads, whole: rows, pictures, embeddings and predictions. The audit line stays."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from geoweb.domain.audit import Who, record
from geoweb.domain.renditions import forget_renditions
from geoweb.enums import Review, UploadAct
from geoweb.models import Takedown, Upload, User
from predictor.models import Photo

EXPIRED_AT_ONCE = 500


def delete_upload(
    upload: Upload, *, act: UploadAct = UploadAct.DELETED, actor: User | None = None
) -> None:
    """Twice, or while a worker looks at it, is the same as once."""
    with transaction.atomic():
        locked = Upload.objects.select_for_update().filter(pk=upload.pk).first()
        if locked is None:
            return
        views = list(locked.views.select_related("photo"))
        files = [name for view in views for name in (view.incoming, str(view.photo.file)) if name]
        photos = [view.photo for view in views]
        record(act, locked, who=Who(actor=actor))
        locked.delete()
        for photo in photos:
            delete_photo(photo)
        transaction.on_commit(lambda: forget_files(files, photos))


def delete_photo(photo: Photo) -> None:
    """A photo that was played keeps its row, for the rounds' sake, without picture or sender."""
    try:
        with transaction.atomic():
            photo.delete()
    except ProtectedError:
        photo.predictions.all().delete()
        photo.embeddings.all().delete()
        photo.file, photo.attribution, photo.author = "", "", ""
        photo.save(update_fields=["file", "attribution", "author"])


def forget_files(names: Sequence[str], photos: Iterable[Photo]) -> None:
    for name in names:
        default_storage.delete(name)
    for photo in photos:
        forget_renditions(photo)


def expire_uploads() -> int:
    """Those older than they are kept; what was taken into the game stays until it is deleted."""
    before = timezone.now() - timedelta(days=settings.UPLOAD_KEEP_DAYS)
    old = Upload.objects.filter(created_at__lt=before).exclude(
        review__in=[Review.APPROVED, Review.WAITING]
    )
    return delete_all(old[:EXPIRED_AT_ONCE], act=UploadAct.EXPIRED)


def delete_all(
    uploads: QuerySet[Upload], *, act: UploadAct = UploadAct.DELETED, actor: User | None = None
) -> int:
    found = list(uploads)
    for upload in found:
        delete_upload(upload, act=act, actor=actor)
    return len(found)


def take_down(sha256: str, *, why: str = "", actor: User | None = None) -> int:
    """Deletes every upload with these bytes and refuses them from now on; how many there were."""
    Takedown.objects.get_or_create(sha256=sha256, defaults={"why": why[:255], "actor": actor})
    uploads = Upload.objects.filter(views__received_sha256=sha256).distinct()
    return delete_all(uploads, act=UploadAct.TAKEN_DOWN, actor=actor)


def take_down_upload(upload: Upload, *, why: str = "", actor: User | None = None) -> int:
    hashes = list(upload.views.values_list("received_sha256", flat=True))
    return sum(take_down(sha256, why=why, actor=actor) for sha256 in hashes)
