"""A little locator for tests: cells, prototypes and references at chosen places, in the database."""

import dataclasses

import numpy as np
import shapely

from predictor.cell_rows import save_partition
from predictor.cells.partition import Cell, Partition
from predictor.geodesy import LatLng, spherical_mean
from predictor.models import Locator, Photo
from predictor.models.points import to_point
from predictor.prototypes import Clusters, mean_embedding
from predictor.references import save_references

DIMENSION = 8
SQUARE = shapely.MultiPolygon([shapely.box(0, 0, 1, 1)])


@dataclasses.dataclass(frozen=True)
class World:
    locator: Locator
    centroids_C2: np.ndarray
    clusters: Clusters
    photo_ids_N: np.ndarray
    latlng_N2: np.ndarray
    embeddings_ND: np.ndarray


def save_world(centroids_C2, groups, embeddings_ND, latlng_N2, name="world") -> World:
    """Groups are (cell number, rows), in the order of the cells."""
    latlng_N2 = np.asarray(latlng_N2, dtype=np.float64).reshape(-1, 2)
    photo_ids_N = save_photos(latlng_N2, name)
    clusters = clusters_of(groups, embeddings_ND, latlng_N2)
    locator = save_locator(centroids_C2, name)
    save_references(locator, photo_ids_N, embeddings_ND, latlng_N2, clusters)
    centroids_C2 = np.asarray(centroids_C2, dtype=np.float64)
    return World(locator, centroids_C2, clusters, photo_ids_N, latlng_N2, embeddings_ND)


def save_locator(centroids_C2, name="world") -> Locator:
    cells = (
        Cell(number, SQUARE, name[-2:].upper(), LatLng(*centroid), 1)
        for number, centroid in enumerate(np.asarray(centroids_C2).tolist())
    )
    cell_set = save_partition(Partition(tuple(cells)), name)
    return Locator.objects.create(name=name, version=1, cell_set=cell_set, checkpoint="none")


def save_photos(latlng_N2, name):
    photos = [
        Photo(dataset=name, source_id=str(row), point=to_point(LatLng(*latlng)), split="train")
        for row, latlng in enumerate(latlng_N2.tolist())
    ]
    return np.array([photo.pk for photo in Photo.objects.bulk_create(photos)], dtype=np.int64)


def clusters_of(groups, embeddings_ND, latlng_N2) -> Clusters:
    rows = [np.asarray(rows) for _, rows in groups]
    means = [mean_embedding(embeddings_ND[each]) for each in rows]
    return Clusters(
        np.array([number for number, _ in groups], dtype=np.int64),
        np.array(means, dtype=np.float32).reshape(len(groups), embeddings_ND.shape[1]),
        np.array([spherical_mean(latlng_N2[each]) for each in rows]).reshape(len(groups), 2),
        np.array([len(each) for each in rows], dtype=np.int64),
        tuple(rows),
    )


def unit_rows(draw, count, dimension=DIMENSION):
    rows = draw.normal(size=(count, dimension))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
