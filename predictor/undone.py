"""Which photos a locator has still to look at: those with a picture and a split.

Uploads of strangers have no split, so that no bulk job ever touches them.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from django.db.models import Exists, OuterRef, QuerySet

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


def ended(photo_ids: Iterable[int], work: Work, locator: Locator) -> tuple[set[int], set[int]]:
    """Those that are done, and those that failed."""
    ids = list(photo_ids)
    looked_at = Embedding.objects.filter(locator=locator, photo_id__in=ids)
    failed = set(looked_at.exclude(failure="").values_list("photo_id", flat=True))
    rows = (
        looked_at.filter(failure="")
        if work == "embed"
        else Prediction.objects.filter(locator=locator, photo_id__in=ids)
    )
    done = set(rows.values_list("photo_id", flat=True))
    return done, failed - done


def ids_of(photos: QuerySet[Photo], limit: int | None = None) -> Iterator[int]:
    """In pages by id: a job of days must not hold one transaction or one connection."""
    last, left = 0, limit
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        page = list(photos.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size])
        yield from page
        if len(page) < size:
            return
        last = page[-1]
        left = None if left is None else left - size
