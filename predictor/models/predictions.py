"""What a locator answered for a photo."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    CheckConstraint,
    F,
    Func,
    IntegerField,
    Q,
    UniqueConstraint,
)
from django.db.models.lookups import Exact

from predictor.models.locators import Locator
from predictor.models.photos import Photo
from predictor.models.points import WGS84, in_world


def cardinality(field: str) -> Func:
    return Func(F(field), function="CARDINALITY", output_field=IntegerField())


class Prediction(models.Model):
    """Top cells, most likely first, as parallel arrays of cell numbers and probabilities."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="predictions")
    # Usage: all predictions of a locator (evaluation, review). Django adds the index.
    locator = models.ForeignKey(Locator, on_delete=models.CASCADE, related_name="predictions")
    point = models.PointField(srid=WGS84)
    cell_numbers = ArrayField(models.PositiveIntegerField())
    probabilities = ArrayField(models.FloatField())
    evidence = models.JSONField(default=list)
    timings_ms = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["photo", "locator"], name="prediction_photo_locator_unique"),
            in_world("point", "prediction_point_in_world"),
            CheckConstraint(
                name="prediction_probabilities_in_range",
                condition=Q(
                    Func(
                        "probabilities",
                        template="(0 <= ALL(%(expressions)s) AND 1 >= ALL(%(expressions)s))",
                        output_field=BooleanField(),
                    )
                ),
            ),
            CheckConstraint(
                name="prediction_cells_match_probabilities",
                condition=Q(Exact(cardinality("cell_numbers"), cardinality("probabilities"))),
            ),
        ]
