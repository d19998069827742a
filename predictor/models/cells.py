"""Partitions of the world into cells."""

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from predictor.models.points import WGS84, in_world


class CellSet(models.Model):
    """The cells a recipe made; the hash covers the recipe and the photos it was made from."""

    recipe = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.recipe} {self.hash[:8]}"


class GeoCell(models.Model):
    cell_set = models.ForeignKey(CellSet, on_delete=models.CASCADE, related_name="cells")
    number = models.PositiveIntegerField(help_text="The class index of the head.")
    level = models.PositiveSmallIntegerField(default=0, help_text="0 is the coarsest.")
    country_code = models.CharField(
        max_length=2, blank=True, help_text="Empty where the method knows no countries."
    )
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    # Usage: the cell of a photo, cells in a tile. Django adds the GiST index.
    geom = models.MultiPolygonField(srid=WGS84)
    centroid = models.PointField(
        srid=WGS84, spatial_index=False, help_text="Spherical mean of its photos."
    )
    photo_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["cell_set", "number"], name="geocell_number_unique"),
            CheckConstraint(name="geocell_not_own_parent", condition=~Q(parent=F("id"))),
            in_world("centroid", "geocell_centroid_in_world"),
        ]
