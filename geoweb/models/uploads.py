"""Who sent which photos, on what terms, in what state."""

import uuid

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone

from geoweb.enums import Review, Terms, UploadFailure, UploadState
from geoweb.models.players import Player
from predictor.models import Photo, Prediction
from predictor.models.points import WGS84, in_world

MAX_VIEWS = 4


class Upload(models.Model):
    """One place in one to four views; the truth is what the uploader pinned first, if anything.

    The row is the truth of the work, too: a message only wakes a worker, which claims pending rows.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    player = models.ForeignKey(Player, null=True, on_delete=models.SET_NULL, related_name="uploads")
    truth = models.PointField(srid=WGS84, null=True, spatial_index=False)
    terms = models.CharField(max_length=8, choices=Terms, default=Terms.COARSE)
    may_be_played = models.BooleanField(default=False)
    review = models.CharField(max_length=10, choices=Review, default=Review.NONE)
    content_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Of the bytes of all views, the truth and the terms."
    )
    idempotency_key = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.PENDING)
    not_before = models.DateTimeField(default=timezone.now, help_text="When to try it next.")
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True, help_text="Only who holds it may write the answer.")
    claimed_by = models.CharField(max_length=160, blank=True, help_text="Node and process.")
    claimed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    prediction = models.OneToOneField(
        Prediction, null=True, on_delete=models.SET_NULL, related_name="upload"
    )
    failure = models.CharField(max_length=20, choices=UploadFailure, blank=True)
    reason = models.CharField(max_length=255, blank=True, help_text="Details of the failure.")

    class Meta:
        constraints = [
            in_world("truth", "upload_truth_in_world"),
            CheckConstraint(
                name="upload_state_known",
                condition=Q(state__in=["pending", "claimed", "answered", "failed"]),
            ),
            CheckConstraint(
                name="upload_terms_fit_truth",
                condition=Q(terms="duel", truth__isnull=False)
                | Q(terms__in=["coarse", "exact"], truth__isnull=True),
            ),
            CheckConstraint(
                name="upload_claimed_by_somebody",
                condition=Q(state="claimed", claim__isnull=False, claimed_at__isnull=False)
                | ~Q(state="claimed") & Q(claim__isnull=True),
            ),
            CheckConstraint(
                name="upload_failed_for_a_reason",
                condition=Q(state="failed") & ~Q(failure="") | ~Q(state="failed") & Q(failure=""),
            ),
            UniqueConstraint(
                fields=["player", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="upload_idempotency_key_unique",
            ),
        ]
        indexes = [
            # Usage: workers claim the oldest pending uploads (FOR UPDATE SKIP LOCKED).
            models.Index(
                fields=["created_at"], name="upload_pending", condition=Q(state="pending")
            ),
            # Usage: the sweeper looks for claims whose worker died.
            models.Index(
                fields=["claimed_at"], name="upload_claimed", condition=Q(state="claimed")
            ),
            # Usage: a player's uploads, newest first; the same bytes sent again.
            models.Index(fields=["player", "-created_at"], name="upload_player_created"),
            # Usage: uploads that are older than they are kept.
            models.Index(fields=["created_at"], name="upload_created"),
            # Usage: reviewers look at what may be played, oldest first.
            models.Index(
                fields=["created_at"], name="upload_review", condition=Q(review="waiting")
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class UploadPhoto(models.Model):
    """One view. What was received waits under `incoming` until a worker has made a safe copy."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="views")
    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, related_name="upload_view")
    number = models.PositiveSmallIntegerField()
    # Usage: takedowns by hash.
    received_sha256 = models.CharField(max_length=64, db_index=True, default="")
    incoming = models.CharField(max_length=100, blank=True, help_text="In the default storage.")

    class Meta:
        constraints = [
            UniqueConstraint(fields=["upload", "number"], name="uploadphoto_number_unique"),
            CheckConstraint(
                name="uploadphoto_one_to_four_views",
                condition=Q(number__gte=1, number__lte=MAX_VIEWS),
            ),
        ]
