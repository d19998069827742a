"""Who works on which photo at the label desk, what was left aside, and who has seen what."""

from django.contrib.gis.db import models
from django.db.models import UniqueConstraint

from geoweb.models.players import User
from predictor.models import Photo, Region
from predictor.models.points import WGS84, in_world


class DeskClaim(models.Model):
    """A photo has one annotator at a time, and an annotator one photo: nobody hoards."""

    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, related_name="desk_claim")
    annotator = models.OneToOneField(User, on_delete=models.CASCADE, related_name="desk_claim")
    since = models.DateTimeField()
    expires_at = models.DateTimeField()


class DeskSkip(models.Model):
    """Not offered to this annotator again."""

    photo = models.ForeignKey(
        Photo, on_delete=models.CASCADE, related_name="desk_skips", db_index=False
    )
    annotator = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="desk_skips", db_index=False
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["annotator", "photo"], name="deskskip_once"),
        ]


class DeskLook(models.Model):
    """Who saw a photo with its place cannot be ranked by playing it."""

    photo = models.ForeignKey(
        Photo, on_delete=models.CASCADE, related_name="desk_looks", db_index=False
    )
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="desk_looks", db_index=False
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            # Usage: has this player seen the photo?
            UniqueConstraint(fields=["user", "photo"], name="desklook_once"),
        ]


class CheckPhoto(models.Model):
    """A photo whose place is certain, shown with a wrong label: does an annotator find out?"""

    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, related_name="check_photo")
    shown_point = models.PointField(srid=WGS84, spatial_index=False)
    shown_region = models.ForeignKey(Region, null=True, on_delete=models.SET_NULL, related_name="+")
    reasons = models.JSONField(default=list, help_text="As of a suspicion of the label shown.")
    hypotheses = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [in_world("shown_point", "checkphoto_shown_in_world")]
