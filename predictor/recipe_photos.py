"""Which photos a recipe speaks of: one rule for fitting and for measuring."""

from collections.abc import Iterable

from django.db.models import QuerySet

from predictor.config import Photos
from predictor.models import Photo


def photos_of(photos: Photos, splits: Iterable[str]) -> QuerySet[Photo]:
    """With a position that is believed and a picture to look at."""
    rows = Photo.objects.filter(
        point__isnull=False, split__in=list(splits), label_trust__gte=photos.min_trust
    ).exclude(file="")
    return rows.filter(dataset__in=photos.datasets) if photos.datasets else rows
