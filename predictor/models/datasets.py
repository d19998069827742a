"""Versions of a dataset's labels, and how the references of locators follow them."""

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from predictor.models.cells import GeoCell
from predictor.models.locators import Locator
from predictor.models.photos import Photo


class DatasetVersion(models.Model):
    """One for each change of a label. Without a row a dataset is at its first version, 1."""

    dataset = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    why = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            # Usage: the present version of a dataset, which is the highest.
            UniqueConstraint(fields=["dataset", "number"], name="datasetversion_number_unique"),
            CheckConstraint(name="datasetversion_after_the_first", condition=Q(number__gte=2)),
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.number}"


class StaleReference(models.Model):
    """The photo's label changed, and no locator's references have followed yet."""

    photo = models.OneToOneField(
        Photo, on_delete=models.CASCADE, primary_key=True, related_name="stale_reference"
    )
    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)


class ReferenceMove(models.Model):
    """A photo among the references of a locator went to another cell, came or left."""

    locator = models.ForeignKey(Locator, on_delete=models.CASCADE, related_name="reference_moves")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="reference_moves")
    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(GeoCell, null=True, on_delete=models.CASCADE, related_name="+")
    after = models.ForeignKey(GeoCell, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
