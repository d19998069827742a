"""Reads of photos that anyone may see with their place, or that a visitor may report."""

from django.db.models import Q, QuerySet

from geoweb.models import Player
from predictor.models import Photo, Split


def shown_photos() -> QuerySet[Photo]:
    """Training photos only: the place of a test photo is what players guess."""
    return Photo.objects.filter(split=Split.TRAIN).exclude(file="")


def gallery_photos() -> QuerySet[Photo]:
    """In an order that is stable but mixes places: neighbours on one road look alike."""
    return (
        shown_photos()
        .select_related("region__parent")
        .only(
            "public_id", "point", "width", "height", "licence", "attribution",
            "region__name", "region__parent__name",
        )
        .order_by("public_id")
    )  # fmt: skip


def reportable_photos(player: Player | None) -> QuerySet[Photo]:
    """What this visitor is shown: everybody's, and the views of one's own uploads."""
    own = Q(upload_view__upload__player=player) if player else Q(pk=None)
    return Photo.objects.filter(Q(split=Split.TRAIN) | own).exclude(file="")
