"""From what strangers sent to safe JPEGs; what is no picture fails its own upload."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from django.core.files.storage import default_storage
from django.db import transaction

from geoweb.domain.claims import Claim
from geoweb.domain.endings import copy_name, fail
from geoweb.enums import UploadFailure
from geoweb.models import UploadPhoto
from predictor.auditing.lookalikes import like_test_photos
from predictor.intake.frames import Outcome
from predictor.intake.images import SafeCopy, UnreadableImage
from predictor.models import Photo
from predictor.perceptual import Thumbnail, perceptual_hash, thumbnail
from predictor.stored_files import store_once

DECODED_TOGETHER = 8  # pictures whose received bytes are in memory at once
Decode = Callable[[Sequence[bytes]], Sequence[Outcome]]
Views = dict[int, list[Photo]]  # by upload; not saved yet


class Seen(NamedTuple):
    copy: SafeCopy
    small: Thumbnail


class Fault(NamedTuple):
    """Why an upload is not answered, for good."""

    failure: UploadFailure
    why: str = ""


def copied(claim: Claim, decode: Decode) -> tuple[Views, int]:
    """Of every upload that is whole its views in order; and how many were no pictures."""
    waiting = list(
        UploadPhoto.objects.filter(upload__in=claim.held())
        .select_related("photo")
        .order_by("upload", "number")
    )
    seen: Views = defaultdict(list)
    broken: dict[int, Fault] = {}
    for view, outcome in looked_at(waiting, decode):
        if isinstance(outcome, Fault):
            broken.setdefault(view.upload_id, outcome)
        else:
            seen[view.upload_id].append(stored(view.photo, outcome))
    for upload_id, fault in broken.items():
        refuse(claim, upload_id, fault)
    wanted = Counter(view.upload_id for view in waiting)
    return {pk: photos for pk, photos in seen.items() if len(photos) == wanted[pk]}, len(broken)


def looked_at(
    views: Sequence[UploadPhoto], decode: Decode
) -> Iterator[tuple[UploadPhoto, Seen | Fault]]:
    for first in range(0, len(views), DECODED_TOGETHER):
        some = dict(received(views[first : first + DECODED_TOGETHER]))
        outcomes = [judged(each) for each in decode(list(some.values()))]
        yield from zip(some, without_game_photos(outcomes), strict=True)


def judged(outcome: Outcome) -> Seen | Fault:
    if isinstance(outcome, UnreadableImage):
        return Fault(failure_of(outcome), str(outcome))
    return Seen(outcome, thumbnail(outcome.jpeg))


def without_game_photos(outcomes: Sequence[Seen | Fault]) -> Iterator[Seen | Fault]:
    """The model's guess of a round is sealed, whoever sends the photo in another size or format."""
    seen = [each.small for each in outcomes if isinstance(each, Seen)]
    played = iter(like_test_photos(seen))
    for each in outcomes:
        yield Fault(UploadFailure.IN_PLAY) if isinstance(each, Seen) and next(played) else each


def received(views: Sequence[UploadPhoto]) -> Iterator[tuple[UploadPhoto, bytes]]:
    """Without those whose file is gone: most likely it was deleted a moment ago."""
    for view in views:
        try:
            with default_storage.open(view.incoming) as file:
                yield view, file.read()
        except FileNotFoundError:
            continue


def stored(photo: Photo, seen: Seen) -> Photo:
    photo.file.name = store_once(copy_name(photo), seen.copy.jpeg)
    photo.width, photo.height = seen.copy.width, seen.copy.height
    photo.perceptual_hash = perceptual_hash(seen.small)
    return photo


def refuse(claim: Claim, upload_id: int, fault: Fault) -> None:
    with transaction.atomic():
        upload = claim.held().select_for_update().filter(pk=upload_id).first()
        if upload is not None:
            fail(upload, fault.failure, fault.why)


def failure_of(error: UnreadableImage) -> UploadFailure:
    known = error.code in UploadFailure.values
    return UploadFailure(error.code) if known else UploadFailure.UNREADABLE
