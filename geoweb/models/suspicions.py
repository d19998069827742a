"""How likely each label is wrong and why, as it was last worked out, and the runs that did so."""

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, Q

from predictor.models import Locator, Photo
from predictor.models.points import WGS84, in_world


class Suspicion(models.Model):
    """Beside the score stands what it was made from: where that has changed, it is stale."""

    photo = models.OneToOneField(
        Photo, primary_key=True, on_delete=models.CASCADE, related_name="suspicion"
    )
    locator = models.ForeignKey(Locator, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(help_text="Estimated chance that the label is wrong.")
    reasons = models.JSONField(default=list, help_text="Heaviest first: reason, weight, numbers.")
    hypotheses = models.JSONField(default=list, help_text="Best first: kind, lat, lng, share.")
    trust = models.FloatField(default=1.0, help_text="How much the label counts for others.")
    point = models.PointField(srid=WGS84, spatial_index=False, help_text="The label judged.")
    reports = models.PositiveIntegerField(default=0, help_text="Open ones of a wrong place.")
    guesses = models.PositiveIntegerField(default=0, help_text="Of people.")
    is_stale = models.BooleanField(default=False)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            in_world("point", "suspicion_point_in_world"),
            CheckConstraint(
                name="suspicion_score_chance", condition=Q(score__gte=0.0, score__lte=1.0)
            ),
            CheckConstraint(
                name="suspicion_trust_chance", condition=Q(trust__gte=0.0, trust__lte=1.0)
            ),
        ]
        indexes = [
            # Usage: the queue of the label desk, most suspicious first.
            models.Index(fields=["-score", "photo"], name="suspicion_score"),
        ]


class SuspicionRun(models.Model):
    """What a whole set taught, kept to judge a changed label by the same measure."""

    locator = models.ForeignKey(Locator, on_delete=models.CASCADE, related_name="+")
    dataset = models.CharField(max_length=64, blank=True, help_text="Empty: all of them.")
    is_full = models.BooleanField()
    verdict = models.JSONField(default=dict, help_text="Of a full run.")
    share = models.FloatField(help_text="Estimated share of wrong labels.")
    photos = models.PositiveIntegerField()
    judged = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    took_s = models.FloatField()

    class Meta:
        indexes = [
            # Usage: the last full run of a locator over a dataset.
            models.Index(fields=["locator", "dataset", "-at"], name="suspicionrun_last"),
        ]
