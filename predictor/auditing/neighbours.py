"""Photos nearer than 1 km to a photo of another split."""

import math
from collections.abc import Iterator

import numpy as np
from scipy.spatial import cKDTree

from predictor.auditing.offenders import Kind, Offender
from predictor.auditing.photos import Columns
from predictor.geodesy import EARTH_RADIUS_KM, haversine_km, unit_vectors
from predictor.resampling import Ints
from predictor.splits import NEAR_KM

CHORD = 2.0 * math.sin(NEAR_KM / EARTH_RADIUS_KM / 2.0)


def find_neighbours(columns: Columns, one: str, other: str) -> Iterator[Offender]:
    """Each photo that has any with its nearest: complete, yet no longer than the photos are."""
    a, b = columns.rows_of(one), columns.rows_of(other)
    pairs = np.concatenate([nearest(columns, a, b), nearest(columns, b, a)[:, ::-1]])
    left, right = np.unique(pairs, axis=0).T
    apart_km = haversine_km(columns.latlng_N2[left], columns.latlng_N2[right]).round(3)
    ids = np.stack([columns.ids_N[left], columns.ids_N[right]], axis=1)
    for pair, km in zip(ids.tolist(), apart_km.tolist(), strict=True):
        yield Offender(Kind.NEAR, tuple(pair), (one, other), distance=km)


def nearest(columns: Columns, of: Ints, among: Ints) -> Ints:
    """Pairs of rows (of, among)."""
    if not len(of) or not len(among):
        return np.empty((0, 2), dtype=np.int64)
    tree = cKDTree(unit_vectors(columns.latlng_N2[among]))
    _, place = tree.query(unit_vectors(columns.latlng_N2[of]), distance_upper_bound=CHORD)
    found = np.asarray(place) < len(among)  # the tree answers its length for nobody
    return np.stack([of[found], among[np.asarray(place)[found]]], axis=1)
