"""Vector tiles already made, in the database so that new regions and old tiles cannot mix."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class TileLayer(models.Model):
    """Raise the revision in the transaction that changes what the layer shows."""

    name = models.CharField(max_length=32, primary_key=True)
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Tile(models.Model):
    layer = models.CharField(max_length=32)
    revision = models.PositiveIntegerField()
    z = models.PositiveSmallIntegerField()
    x = models.PositiveIntegerField()
    y = models.PositiveIntegerField()
    etag = models.CharField(max_length=64)
    body = models.BinaryField()

    class Meta:
        constraints = [
            # Usage: sql/tile lookups by exact key; a tile of an older revision is never found.
            UniqueConstraint(fields=["layer", "revision", "z", "x", "y"], name="tile_key_unique"),
            CheckConstraint(name="tile_zoom_in_range", condition=Q(z__lte=22)),
        ]
