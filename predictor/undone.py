"""Which photos a locator has still to look at: those with a picture and a split.

Uploads of strangers have no split, so that no bulk job ever touches them.
"""

from collections.abc import Iterator
from typing import Final, Literal

from django.db.models import Exists, OuterRef, Q, QuerySet

from predictor.models import Embedding, Locator, Photo, Prediction

Work = Literal["predict", "embed"]
PAGE: Final = 2000


def known_photos(dataset: str = "", split: str = "") -> QuerySet[Photo]:
    photos = Photo.objects.filter(split__isnull=False).exclude(file="")
    photos = photos.filter(dataset=dataset) if dataset else photos
    return photos.filter(split=split) if split else photos


def undone(photos: QuerySet[Photo], work: Work, locator: Locator) -> QuerySet[Photo]:
    """A recorded failure is an end, too."""
    looked_at = Embedding.objects.filter(photo=OuterRef("pk"), locator=locator)
    if work == "embed":
        return photos.filter(~Exists(looked_at))
    answered = Prediction.objects.filter(photo=OuterRef("pk"), locator=locator)
    return photos.filter(~Exists(answered), ~Exists(looked_at.exclude(failure="")))


def ended(which: Q, work: Work, locator: Locator) -> tuple[set[int], set[int]]:
    """Photos that are done, and those that failed; `which` speaks of rows with a `photo_id`."""
    looked_at = Embedding.objects.filter(which, locator=locator)
    failed = set(looked_at.exclude(failure="").values_list("photo_id", flat=True))
    rows = (
        looked_at.filter(failure="")
        if work == "embed"
        else Prediction.objects.filter(which, locator=locator)
    )
    done = set(rows.values_list("photo_id", flat=True))
    return done, failed - done


def undone_ids(
    photos: QuerySet[Photo], work: Work, locator: Locator, limit: int | None = None
) -> Iterator[int]:
    """In pages by id: a job of days must not hold one transaction or one connection.

    What is done is looked up page by page: an anti-join would read all of it for every page.
    """
    last, left = 0, limit
    while page := list(
        photos.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PAGE]
    ):
        done, failed = ended(Q(photo_id__gte=page[0], photo_id__lte=page[-1]), work, locator)
        ends = done | failed
        ids = [photo_id for photo_id in page if photo_id not in ends][:left]
        yield from ids
        left = None if left is None else left - len(ids)
        if left == 0:
            return
        last = page[-1]
