"""From what strangers sent to safe JPEGs; what is no picture fails its own upload."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from django.core.files.storage import default_storage
from django.db import transaction

from geoweb.domain.claims import Claim
from geoweb.domain.endings import copy_name, fail
from geoweb.enums import UploadFailure
from geoweb.models import UploadPhoto
from predictor.intake.frames import Outcome
from predictor.intake.images import SafeCopy, UnreadableImage
from predictor.models import Photo
from predictor.stored_files import store_once

DECODED_TOGETHER = 8  # pictures whose received bytes are in memory at once
Decode = Callable[[Sequence[bytes]], Sequence[Outcome]]
Views = dict[int, list[Photo]]  # by upload; not saved yet


def copied(claim: Claim, decode: Decode) -> tuple[Views, int]:
    """Of every upload that is whole its views in order; and how many were no pictures."""
    waiting = list(
        UploadPhoto.objects.filter(upload__in=claim.held())
        .select_related("photo")
        .order_by("upload", "number")
    )
    seen: Views = defaultdict(list)
    broken: dict[int, UnreadableImage] = {}
    for view, copy in decoded(waiting, decode):
        if isinstance(copy, UnreadableImage):
            broken.setdefault(view.upload_id, copy)
        else:
            seen[view.upload_id].append(stored(view.photo, copy))
    for upload_id, error in broken.items():
        refuse(claim, upload_id, error)
    wanted = Counter(view.upload_id for view in waiting)
    return {pk: photos for pk, photos in seen.items() if len(photos) == wanted[pk]}, len(broken)


def decoded(views: Sequence[UploadPhoto], decode: Decode) -> Iterator[tuple[UploadPhoto, Outcome]]:
    for first in range(0, len(views), DECODED_TOGETHER):
        some = dict(received(views[first : first + DECODED_TOGETHER]))
        yield from zip(some, decode(list(some.values())), strict=True)


def received(views: Sequence[UploadPhoto]) -> Iterator[tuple[UploadPhoto, bytes]]:
    """Without those whose file is gone: most likely it was deleted a moment ago."""
    for view in views:
        try:
            with default_storage.open(view.incoming) as file:
                yield view, file.read()
        except FileNotFoundError:
            continue


def stored(photo: Photo, copy: SafeCopy) -> Photo:
    photo.file.name = store_once(copy_name(photo), copy.jpeg)
    photo.width, photo.height = copy.width, copy.height
    return photo


def refuse(claim: Claim, upload_id: int, error: UnreadableImage) -> None:
    with transaction.atomic():
        upload = claim.held().select_for_update().filter(pk=upload_id).first()
        if upload is not None:
            fail(upload, failure_of(error), str(error))


def failure_of(error: UnreadableImage) -> UploadFailure:
    known = error.code in UploadFailure.values
    return UploadFailure(error.code) if known else UploadFailure.UNREADABLE
