"""What a locator's encoder made of a photo."""

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from pgvector.django import HalfVectorField

from predictor.models.locators import Locator
from predictor.models.photos import Photo


class Embedding(models.Model):
    """Or why there is none: whoever comes next need not try again."""

    photo = models.ForeignKey(
        Photo, on_delete=models.CASCADE, related_name="embeddings", db_index=False
    )
    # Usage: what a locator has looked at (bulk jobs). Django adds the index.
    locator = models.ForeignKey(Locator, on_delete=models.CASCADE, related_name="embeddings")
    embedding = HalfVectorField(null=True)
    failure = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["photo", "locator"], name="embedding_photo_locator_unique"),
            CheckConstraint(
                name="embedding_or_failure",
                condition=Q(embedding__isnull=False, failure="")
                | Q(embedding__isnull=True) & ~Q(failure=""),
            ),
        ]
