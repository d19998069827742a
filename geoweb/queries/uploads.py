"""Reads of uploads; whoever may see one is its uploader."""

from django.db.models import QuerySet

from geoweb.enums import Review
from geoweb.models import Player, Upload
from predictor.models import Photo


def uploads_of(player: Player | None) -> QuerySet[Upload]:
    """Newest first; without a player there are none."""
    if player is None:
        return Upload.objects.none()
    return (
        Upload.objects.filter(player=player)
        .select_related("prediction__locator")
        .order_by("-created_at", "-id")
    )


def photos_of(player: Player | None) -> QuerySet[Photo]:
    """Views of a player's own uploads, once there is a safe copy of them."""
    if player is None:
        return Photo.objects.none()
    return Photo.objects.filter(upload_view__upload__player=player).exclude(file="")


def offered_photos() -> QuerySet[Photo]:
    """Views that their uploaders offer for play: reviewers look at them, and at no others."""
    offered = Photo.objects.exclude(upload_view__upload__review=Review.NONE)
    return offered.filter(upload_view__isnull=False).exclude(file="")
