"""Decides whether an uploaded photo may be played."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from geoweb.domain.audit import Who, record
from geoweb.domain.refusals import Refusal
from geoweb.enums import Review, UploadAct, UploadState
from geoweb.models import Upload, User
from predictor.models import Photo, Split
from predictor.regions import assign_photo_regions

# A visitor's word: believed, but the first to be doubted.
TRUST = 0.5


class NotReviewable(Refusal):
    status = 409
    code = "not_reviewable"
    text = _("Only located photos that their uploader offers, and that were read, can be taken.")


def approve(upload: Upload, *, actor: User | None = None) -> None:
    """Its photos become test photos: they are played, and no locator is fitted on them."""
    with transaction.atomic():
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        if locked.review == Review.APPROVED:
            return
        if not locked.may_be_played or not locked.truth or locked.state != UploadState.ANSWERED:
            raise NotReviewable
        photos = Photo.objects.filter(upload_view__upload=locked)
        photos.update(point=locked.truth, split=Split.TEST, label_trust=TRUST)
        assign_photo_regions(list(photos.values_list("pk", flat=True)))
        settle(locked, Review.APPROVED, actor)


def decline(upload: Upload, *, actor: User | None = None) -> None:
    """It stays with its uploader, who sees its answer; nobody else does."""
    with transaction.atomic():
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        photos = Photo.objects.filter(upload_view__upload=locked)
        photos.update(point=None, split=None, region=None)
        settle(locked, Review.DECLINED, actor)


def settle(upload: Upload, review: Review, actor: User | None) -> None:
    upload.review = review
    upload.save(update_fields=["review"])
    record(UploadAct.REVIEWED, upload, who=Who(actor=actor), detail=str(review))
