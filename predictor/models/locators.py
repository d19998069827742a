"""Fitted recipes, and the clusters and photos their refinement searches."""

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from pgvector.django import HalfVectorField

from predictor.models.cells import CellSet, GeoCell
from predictor.models.photos import Photo
from predictor.models.points import WGS84, in_world


class Locator(models.Model):
    """Never changed after it is published: a new checkpoint is a new locator."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        RETIRED = "retired"

    name = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    cell_set = models.ForeignKey(CellSet, on_delete=models.PROTECT, related_name="locators")
    checkpoint = models.FileField(upload_to="checkpoints", max_length=255)
    config = models.JSONField(default=dict, help_text="The recipe as it was read.")
    content_hash = models.CharField(
        max_length=64, db_index=True, help_text="Of the recipe and everything it was fitted from."
    )
    metrics = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["name", "version"], name="locator_version_unique"),
            # Two published versions of one name would mix their answers.
            UniqueConstraint(
                fields=["name"], condition=Q(state="published"), name="locator_one_published"
            ),
            CheckConstraint(
                name="locator_state_known",
                condition=Q(state__in=["draft", "published", "retired"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Prototype(models.Model):
    """A cluster of a cell's photos: their mean embedding and position."""

    locator = models.ForeignKey(Locator, on_delete=models.CASCADE, related_name="prototypes")
    cell = models.ForeignKey(GeoCell, on_delete=models.CASCADE, db_index=False)
    embedding = HalfVectorField()
    point = models.PointField(srid=WGS84, spatial_index=False)
    photo_count = models.PositiveIntegerField()

    class Meta:
        constraints = [in_world("point", "prototype_point_in_world")]
        indexes = [
            # Usage: sql/refine.sql, all prototypes of the candidate cells, then exact distance.
            models.Index(fields=["locator", "cell"], name="prototype_locator_cell"),
        ]


class Reference(models.Model):
    """One photo of a prototype, with its embedding."""

    locator = models.ForeignKey(
        Locator, on_delete=models.CASCADE, related_name="references", db_index=False
    )
    # Usage: sql/refine.sql, the members of the best prototypes (the index Django adds).
    prototype = models.ForeignKey(Prototype, on_delete=models.CASCADE, related_name="members")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="references")
    embedding = HalfVectorField()
    point = models.PointField(srid=WGS84, spatial_index=False)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["locator", "photo"], name="reference_locator_photo_unique"),
            in_world("point", "reference_point_in_world"),
        ]
