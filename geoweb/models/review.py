"""How right each locator was, photo by photo, and what that comes to by region and by slice."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import CheckConstraint, Q, UniqueConstraint

from geoweb.enums import Aspect, ReviewChart
from predictor.models import Locator, Photo, Region
from predictor.models.points import WGS84
from predictor.scoring import SCORE_MAX


def some_region() -> "models.ForeignKey[Region | None, Region | None]":
    """No constraint: new boundaries may take regions away, and the next refresh sees to that."""
    return models.ForeignKey(
        Region, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False,
        related_name="+",
    )  # fmt: skip


class Outcome(models.Model):
    """What a locator made of a test photo; no distance: it was asked and had no answer."""

    locator = models.ForeignKey(
        Locator, on_delete=models.CASCADE, related_name="outcomes", db_index=False
    )
    # Usage: the outcomes of a photo that goes away (the index Django adds).
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="outcomes")
    truth = models.PointField(
        srid=WGS84, spatial_index=False, help_text="Where the photo was when it was measured."
    )
    region = some_region()
    true_country = some_region()
    true_province = some_region()
    answered_country = some_region()
    answered_province = some_region()
    distance_km = models.FloatField(null=True)
    score = models.PositiveSmallIntegerField()
    confidence = models.FloatField(null=True, help_text="Of the likeliest cell.")
    is_cell_right = models.BooleanField(null=True, help_text="The photo lies in that cell.")
    cluster = models.BigIntegerField(help_text="Photos of one drive are not independent.")

    class Meta:
        constraints = [
            UniqueConstraint(fields=["locator", "photo"], name="outcome_locator_photo_unique"),
            CheckConstraint(name="outcome_score_in_range", condition=Q(score__lte=SCORE_MAX)),
        ]
        indexes = [
            # Usage: the page of a region: its photos, the worst ones first.
            models.Index(
                fields=["locator", "true_country", "-distance_km"], name="outcome_country"
            ),
            models.Index(
                fields=["locator", "true_province", "-distance_km"], name="outcome_province"
            ),
        ]


class Review(models.Model):
    """A locator over the test photos of one dataset, or of all of its recipe (no name).

    A dataset whose labels were corrected has a new version, and a review of its own.
    """

    locator = models.ForeignKey(Locator, on_delete=models.CASCADE, related_name="reviews")
    dataset = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    photos = models.PositiveIntegerField()
    groups = models.PositiveIntegerField(help_text="Of photos that are not independent.")
    unasked = models.PositiveIntegerField(help_text="Photos that the locator has not seen yet.")
    headline = models.JSONField(help_text="Each figure with its 95 % interval, as `evaluate`.")
    previous = models.ForeignKey(
        Locator, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    paired = models.JSONField(default=dict, help_text="Minus the previous version's, same photos.")
    paired_photos = models.PositiveIntegerField(default=0)
    refreshed_at = models.DateTimeField()
    took_s = models.FloatField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["locator", "dataset", "version"], name="review_locator_dataset_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.locator} {self.dataset} {self.version}"


class Summary(models.Model):
    """Some photos of a review: arrays in the order of `enums.Figure`."""

    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, related_name="summaries", db_index=False
    )
    aspect = models.CharField(max_length=10, choices=Aspect)
    value = models.CharField(max_length=80, blank=True, help_text="A region's code, a scene ...")
    region = some_region()
    photos = models.PositiveIntegerField()
    groups = models.PositiveIntegerField()
    effective = models.FloatField(help_text="As many independent photos would tell as much.")
    figures = ArrayField(models.FloatField(null=True))
    lows = ArrayField(models.FloatField(null=True))
    highs = ArrayField(models.FloatField(null=True))
    shrunk = ArrayField(models.FloatField(null=True), help_text="Drawn toward the parent region.")
    is_small = models.BooleanField(help_text="Too few photos to be taken at its word.")

    class Meta:
        verbose_name_plural = "summaries"
        constraints = [
            # Usage: one region of a review; the table of all of them.
            UniqueConstraint(fields=["review", "aspect", "value"], name="summary_unique"),
            CheckConstraint(name="summary_aspect_known", condition=Q(aspect__in=Aspect.values)),
        ]


class Chart(models.Model):
    """A view of the whole set, as data."""

    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, related_name="charts", db_index=False
    )
    kind = models.CharField(max_length=12, choices=ReviewChart)
    data = models.JSONField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["review", "kind"], name="chart_review_kind_unique"),
        ]


class ReviewRefresh(models.Model):
    """When reviews were last brought up to date, and with which boundaries."""

    at = models.DateTimeField(db_index=True)
    is_full = models.BooleanField()
    outcomes = models.PositiveIntegerField(help_text="That were measured.")
    reviews = models.PositiveIntegerField()
    boundaries = models.BigIntegerField(help_text="Revision of the layers of regions.")
    took_s = models.FloatField()

    class Meta:
        verbose_name_plural = "review refreshes"
