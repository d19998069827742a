"""Guesses that look at no picture, or at nothing but pictures: what a locator has to beat."""

import numpy as np

from predictor.geodesy import Floats, LatLng, spherical_mean
from predictor.models import CellSet, GeoCell, Locator, Reference
from predictor.models.points import to_latlng
from predictor.similarity import nearest_rows


def everywhere(latlng: LatLng, count: int) -> Floats:
    return np.tile(np.array(latlng, dtype=np.float64), (count, 1))


def mean_position(train_latlng_M2: Floats, count: int) -> Floats:
    return everywhere(spherical_mean(train_latlng_M2), count)


def most_common_cell(cell_set: CellSet, count: int) -> Floats:
    """Of equals the one with the lowest number."""
    cell: GeoCell | None = cell_set.cells.order_by("-photo_count", "number").first()
    if cell is None:
        raise ValueError(f"The cell set {cell_set} has no cells.")
    return everywhere(to_latlng(cell.centroid), count)


def taught(locator: Locator) -> tuple[np.ndarray, Floats]:
    """Embeddings and places of all photos the locator keeps to refine by; no rows for none."""
    rows = Reference.objects.filter(locator=locator).order_by("photo")
    pairs = list(rows.values_list("embedding", "point").iterator(2000))
    embeddings_MD = np.array([embedding for embedding, _ in pairs], dtype=np.float32)
    latlng_M2 = np.array([to_latlng(point) for _, point in pairs], dtype=np.float64)
    return embeddings_MD, latlng_M2


def nearest_neighbour(
    test_embeddings_ND: np.ndarray, train_embeddings_MD: np.ndarray, train_latlng_M2: Floats
) -> Floats:
    """Where the train photo with the most similar embedding was taken; rows are unit vectors."""
    points_N2: Floats = train_latlng_M2[nearest_rows(test_embeddings_ND, train_embeddings_MD)]
    return points_N2
