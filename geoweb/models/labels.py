"""Doubts about a photo's location, proposals to mend it, and the history of every change."""

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from geoweb.enums import FlagState, ProposalState
from geoweb.models.players import Player, User
from predictor.models import Photo
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
    """Where an annotator says the photo was taken; no point means it cannot be located."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="proposals")
    annotator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="proposals")
    point = models.PointField(srid=WGS84, null=True, spatial_index=False)
    precision_km = models.FloatField(default=1.0)
    why = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            in_world("point", "proposal_point_in_world"),
            UniqueConstraint(
                fields=["photo", "annotator"],
                condition=Q(state="open"),
                name="proposal_one_open_per_annotator",
            ),
            CheckConstraint(name="proposal_precision_positive", condition=Q(precision_km__gt=0.0)),
        ]


class LabelEvent(models.Model):
    """One change of a photo's location, never edited or deleted with its actor."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="label_events")
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.PointField(srid=WGS84, null=True, spatial_index=False)
    after = models.PointField(srid=WGS84, null=True, spatial_index=False)
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
        ]
