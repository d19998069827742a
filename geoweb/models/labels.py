"""Doubts about a photo's location, proposals to mend it, and the history of every change."""

import uuid

from django.contrib.gis.db import models
from django.contrib.postgres.functions import RandomUUID
from django.db.models import CheckConstraint, Q, UniqueConstraint

from geoweb.enums import FlagState, ProposalState, Verdict
from geoweb.models.players import Player, User
from predictor.models import DatasetVersion, Photo, Region, Split
from predictor.models.points import WGS84, in_world


class Flag(models.Model):
    """Somebody says that something is wrong with a photo."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="flags")
    player = models.ForeignKey(Player, null=True, on_delete=models.SET_NULL, related_name="flags")
    reason = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=FlagState, default=FlagState.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            # Usage: the list of open flags, oldest first.
            models.Index(fields=["created_at"], name="flag_open", condition=Q(state="open")),
        ]


class Proposal(models.Model):
    """What an annotator says of a photo's label, without knowing what others said."""

    public_id = models.UUIDField(
        default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False
    )
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="proposals")
    annotator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="proposals")
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.PLACE)
    point = models.PointField(srid=WGS84, null=True, spatial_index=False)
    region = models.ForeignKey(
        Region,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Around the point, or the one that was named.",
    )
    precision_km = models.FloatField(default=1.0)
    why = models.TextField(blank=True)
    is_check = models.BooleanField(default=False, help_text="The label shown was wrong on purpose.")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    took_ms = models.PositiveIntegerField(null=True, help_text="Since the photo was claimed.")
    created_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why_rejected = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            in_world("point", "proposal_point_in_world"),
            UniqueConstraint(
                fields=["photo", "annotator"],
                condition=Q(state="open"),
                name="proposal_one_open_per_annotator",
            ),
            CheckConstraint(name="proposal_precision_positive", condition=Q(precision_km__gt=0.0)),
            CheckConstraint(
                name="proposal_point_iff_it_says_where",
                condition=Q(verdict__in=["place", "keep"], point__isnull=False)
                | Q(verdict__in=["region", "nowhere"], point__isnull=True),
            ),
            CheckConstraint(
                name="proposal_decided_when_settled",
                condition=Q(decided_at__isnull=True) | Q(state__in=["accepted", "rejected"]),
            ),
        ]
        indexes = [
            # Usage: photos that wait for a second opinion, oldest first.
            models.Index(
                fields=["created_at"],
                name="proposal_open",
                condition=Q(state="open", is_check=False),
            ),
            # Usage: disagreements, oldest first.
            models.Index(
                fields=["created_at"], name="proposal_disputed", condition=Q(state="disputed")
            ),
        ]


class LabelEvent(models.Model):
    """One change of a photo's location, never edited or deleted with its actor."""

    public_id = models.UUIDField(
        default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False
    )
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="label_events")
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    proposals = models.ManyToManyField(Proposal, related_name="events")
    before = models.PointField(srid=WGS84, null=True, spatial_index=False)
    after = models.PointField(srid=WGS84, null=True, spatial_index=False)
    region_before = models.ForeignKey(
        Region, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    region_after = models.ForeignKey(Region, null=True, on_delete=models.SET_NULL, related_name="+")
    split_before = models.CharField(max_length=8, choices=Split, null=True)
    split_after = models.CharField(max_length=8, choices=Split, null=True)
    trust_before = models.FloatField(default=1.0)
    trust_after = models.FloatField(default=1.0)
    version = models.OneToOneField(
        DatasetVersion,
        null=True,
        on_delete=models.SET_NULL,
        related_name="label_event",
        help_text="Of the dataset, from this change on.",
    )
    reverts = models.OneToOneField(
        "self", null=True, on_delete=models.SET_NULL, related_name="reverted_by"
    )
    why = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            in_world("before", "labelevent_before_in_world"),
            in_world("after", "labelevent_after_in_world"),
        ]
        indexes = [
            # Usage: the history of a photo, newest first.
            models.Index(fields=["photo", "-created_at"], name="labelevent_photo_created"),
            # Usage: the history of all photos, newest first.
            models.Index(fields=["-created_at", "-id"], name="labelevent_created"),
        ]
