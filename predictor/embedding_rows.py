"""Embeddings as rows, and why there is none."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from predictor.models import Embedding, Locator, Photo

LONGEST_REASON: Final = 255


def as_embedding(photo: Photo, vector: np.ndarray, locator: Locator) -> Embedding:
    return Embedding(photo=photo, locator=locator, embedding=vector)


def as_failure(photo: Photo, reason: str, locator: Locator) -> Embedding:
    said = reason.replace("\x00", "")[:LONGEST_REASON]
    return Embedding(photo=photo, locator=locator, failure=said or "No reason was given.")


def kept_embeddings(photo_ids: Sequence[int], locator: Locator) -> dict[int, np.ndarray]:
    """float32 rows by photo."""
    rows = Embedding.objects.filter(
        locator=locator, photo_id__in=photo_ids, embedding__isnull=False
    )
    return {
        photo_id: np.array(numbers, np.float32)
        for photo_id, numbers in rows.values_list("photo_id", "embedding")
    }
