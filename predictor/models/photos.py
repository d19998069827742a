"""Photos: where each was taken, how far that is trusted, and what it may be used for."""

import uuid

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from predictor.models.points import WGS84, distance_index, in_world
from predictor.models.regions import Region


class Split(models.TextChoices):
    TRAIN = "train"
    TUNE = "tune"
    TEST = "test"  # the only photos that are ever played; no locator saw them


class Photo(models.Model):
    """A photo with a point has a split; an upload without truth has neither."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dataset = models.CharField(max_length=64)
    source_id = models.CharField(max_length=255, help_text="Its name inside the dataset.")
    sha256 = models.CharField(
        max_length=64, null=True, unique=True, help_text="Of the bytes received."
    )
    file = models.FileField(upload_to="photos", max_length=255, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    perceptual_hash = models.BigIntegerField(
        null=True, editable=False, help_text="Of the stored file; 0 for a bare surface."
    )

    point = models.PointField(srid=WGS84, null=True)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.SET_NULL, related_name="photos"
    )
    label_trust = models.FloatField(default=1.0)
    split = models.CharField(max_length=8, choices=Split, null=True)

    author = models.CharField(max_length=120, blank=True)
    sequence = models.CharField(max_length=120, blank=True)
    scene = models.CharField(max_length=40, blank=True)
    heading_deg = models.FloatField(null=True)
    captured_at = models.DateTimeField(null=True)
    facts = models.JSONField(default=dict, help_text="What the source says: climate, season, ...")
    licence = models.CharField(max_length=80, blank=True)
    attribution = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["dataset", "source_id"], name="photo_dataset_source_unique"),
            in_world("point", "photo_point_in_world"),
            CheckConstraint(
                name="photo_split_iff_located",
                condition=Q(point__isnull=True, split__isnull=True)
                | Q(point__isnull=False, split__isnull=False, split__in=Split.values),
            ),
            CheckConstraint(
                name="photo_label_trust_probability",
                condition=Q(label_trust__gte=0.0, label_trust__lte=1.0),
            ),
            CheckConstraint(
                name="photo_heading_on_compass",
                condition=Q(heading_deg__isnull=True)
                | Q(heading_deg__gte=0.0, heading_deg__lt=360.0),
            ),
        ]
        indexes = [
            # Usage: photos within a distance, nearest photos, the 1 km check between splits.
            distance_index("point", "photo_point_geog"),
            # Usage: photos of a dataset by split (training, evaluation, the gallery).
            models.Index(fields=["dataset", "split", "id"], name="photo_dataset_split"),
            # Usage: accuracy by region.
            models.Index(fields=["region", "split"], name="photo_region_split"),
            # Usage: the split of a sequence already known, when more of it is imported.
            models.Index(
                fields=["dataset", "sequence"], name="photo_sequence", condition=~Q(sequence="")
            ),
            # Usage: likewise the split of an author known by photos without a sequence.
            models.Index(
                fields=["dataset", "author"],
                name="photo_author",
                condition=Q(sequence="") & ~Q(author=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
