"""Photos that look like one, as a locator's references see it."""

from typing import Any, Final

from django.db import connection

from predictor.models import Embedding, Locator, Photo, Prediction, Reference
from predictor.sql import load

# Prototypes are clusters of position: the nearest few hold most of the nearest photos.
PROTOTYPES: Final = 50


def lookalikes(photo: Photo, locator: Locator, most: int) -> list[int]:
    """Ids, the most similar first; those of its prediction when there is no embedding."""
    known = Reference.objects.filter(photo=photo, locator=locator).first()
    kept = known or Embedding.objects.filter(photo=photo, locator=locator).first()
    vector = kept.embedding if kept else None
    if vector is None:
        return of_prediction(photo, locator)[:most]
    values: dict[str, Any] = {
        "locator": locator.pk,
        "photo": photo.pk,
        "embedding": str(list(vector)),
        "prototypes": PROTOTYPES,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(load("nearest_references"), values)
        return [row[0] for row in cursor.fetchall()]


def of_prediction(photo: Photo, locator: Locator) -> list[int]:
    made = Prediction.objects.filter(photo=photo, locator=locator).first()
    members = made.evidence.get("members", []) if made else []
    return [member["photo_id"] for member in members]
