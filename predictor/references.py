"""Prototypes and references of a locator into the database, in the order queries read them."""

from typing import Any

import numpy as np
from django.db import connection, transaction
from numpy.typing import ArrayLike, NDArray

from predictor.binary_copy import Column, bigints, halfvecs, integers, points, reserve_ids, send
from predictor.models import CellSet, Locator
from predictor.prototypes import Clusters
from predictor.sql import load

Array = NDArray[Any]


def save_references(
    locator: Locator,
    photo_ids_N: ArrayLike,
    embeddings_ND: Array,
    latlng_N2: ArrayLike,
    clusters: Clusters,
) -> None:
    """All or nothing. Arrays have the rows that the clusters were made from."""
    with transaction.atomic(), connection.cursor() as cursor:
        insert_references(locator, photo_ids_N, embeddings_ND, latlng_N2, clusters)
        cursor.execute(load("analyze_references"))


def insert_references(
    locator: Locator,
    photo_ids_N: ArrayLike,
    embeddings_ND: Array,
    latlng_N2: ArrayLike,
    clusters: Clusters,
) -> None:
    """Beside those that are there, which are many: the planner knows the table already."""
    members_N = np.concatenate([np.empty(0, dtype=np.int64), *clusters.members])
    photo_ids, latlng = np.asarray(photo_ids_N), np.asarray(latlng_N2, dtype=np.float64)
    with transaction.atomic(), connection.cursor() as cursor:
        prototype_ids = save_prototypes(cursor, locator, clusters)
        columns: dict[str, Column] = {
            "locator": (np.full(len(members_N), locator.pk), bigints),
            "prototype": (np.repeat(prototype_ids, clusters.counts_P), bigints),
            "photo": (photo_ids[members_N], bigints),
            "embedding": (members_N, lambda rows: halfvecs(embeddings_ND[rows])),
            "point": (latlng[members_N], points),
        }
        send(cursor, "copy_references", columns)


def save_prototypes(cursor: Any, locator: Locator, clusters: Clusters) -> Array:
    """Their ids, which ascend in the order of the cells."""
    cell_ids = ids_of_cells(locator.cell_set, clusters.cell_numbers_P)
    ids = reserve_ids(cursor, "predictor_prototype", len(cell_ids))
    columns: dict[str, Column] = {
        "id": (ids, bigints),
        "locator": (np.full(len(cell_ids), locator.pk), bigints),
        "cell": (cell_ids, bigints),
        "embedding": (clusters.embeddings_PD, halfvecs),
        "point": (clusters.latlng_P2, points),
        "photo_count": (clusters.counts_P, integers),
    }
    send(cursor, "copy_prototypes", columns)
    return ids


def ids_of_cells(cell_set: CellSet, numbers_P: Array) -> Array:
    ids = dict(cell_set.cells.values_list("number", "id"))
    return np.array([ids[number] for number in numbers_P.tolist()], dtype=np.int64)
