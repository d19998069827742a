"""Who sent which photos, on what terms, in what state."""

import uuid

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from geoweb.enums import UploadState
from geoweb.models.players import Player
from predictor.models import Photo
from predictor.models.points import WGS84, in_world

MAX_VIEWS = 4


class Upload(models.Model):
    """One place in one to four views; the truth is what the uploader pinned first, if anything."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    player = models.ForeignKey(Player, null=True, on_delete=models.SET_NULL, related_name="uploads")
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.PENDING)
    reason = models.CharField(max_length=255, blank=True, help_text="Why it failed.")
    truth = models.PointField(srid=WGS84, null=True, spatial_index=False)
    may_be_played = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            in_world("truth", "upload_truth_in_world"),
            CheckConstraint(
                name="upload_state_known",
                condition=Q(state__in=["pending", "claimed", "answered", "failed"]),
            ),
        ]
        indexes = [
            # Usage: workers claim the oldest pending uploads (FOR UPDATE SKIP LOCKED).
            models.Index(
                fields=["created_at"], name="upload_pending", condition=Q(state="pending")
            ),
        ]


class UploadPhoto(models.Model):
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="views")
    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, related_name="upload_view")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["upload", "number"], name="uploadphoto_number_unique"),
            CheckConstraint(
                name="uploadphoto_one_to_four_views",
                condition=Q(number__gte=1, number__lte=MAX_VIEWS),
            ),
        ]
