"""How likely each label is wrong, and what speaks for it."""

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, Q

from predictor.models import Photo


class Suspicion(models.Model):
    """Worked out by batch; stale rows wait to be worked out again."""

    photo = models.OneToOneField(
        Photo, on_delete=models.CASCADE, primary_key=True, related_name="suspicion"
    )
    score = models.FloatField(help_text="Estimated chance that the label is wrong.")
    reasons = models.JSONField(default=list, help_text="reason, weight and its numbers, each.")
    hypotheses = models.JSONField(default=list, help_text="kind, lat, lng and share, each.")
    is_stale = models.BooleanField(default=False)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                name="suspicion_score_probability", condition=Q(score__gte=0.0, score__lte=1.0)
            ),
        ]
        indexes = [
            # Usage: the queue of the label desk, most suspicious first.
            models.Index(fields=["-score"], name="suspicion_score"),
        ]
