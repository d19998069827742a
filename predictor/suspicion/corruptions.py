"""Labels of the set made wrong on purpose, so that the set itself teaches what wrong looks like."""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from predictor.geodesy import EARTH_RADIUS_KM, Floats, haversine_km, unit_vectors
from predictor.resampling import Ints
from predictor.suspicion.labelled import Ground
from predictor.suspicion.rules import SIGNS, swapped

FAR_KM: Final = 1000.0
TRIES: Final = 40
SCATTER_KM: Final = 5.0
SHIFT_KM: Final = (20.0, 120.0)

Draw = np.random.Generator
Way = Callable[[Floats, Floats, Ground, Draw], Floats]


class Corrupted(NamedTuple):
    rows_M: Ints
    latlng_M2: Floats


def corrupt(latlng_N2: Floats, rows_M: Ints, ground: Ground, draw: Draw) -> Corrupted:
    """Each row in one way by lot; a way that leads nowhere else is left out."""
    latlng_M2 = np.full((len(rows_M), 2), np.nan)
    way_M = draw.integers(0, len(WAYS), len(rows_M))
    for number, way in enumerate(WAYS):
        chosen = np.flatnonzero(way_M == number)
        latlng_M2[chosen] = way(latlng_N2[rows_M[chosen]], latlng_N2, ground, draw)
    moved_M = haversine_km(latlng_M2, latlng_N2[rows_M]) >= SHIFT_KM[0]
    return Corrupted(rows_M[moved_M], latlng_M2[moved_M])


def exchanged(latlng_M2: Floats, _all: Floats, _ground: Ground, _draw: Draw) -> Floats:
    return swapped(latlng_M2)


def with_another_sign(latlng_M2: Floats, _all: Floats, _ground: Ground, draw: Draw) -> Floats:
    found: Floats = latlng_M2 * np.array(SIGNS)[draw.integers(0, len(SIGNS), len(latlng_M2))]
    return found


def elsewhere_far(latlng_M2: Floats, all_N2: Floats, _ground: Ground, draw: Draw) -> Floats:
    return scattered(of_others(latlng_M2, all_N2, (FAR_KM, np.inf), draw), draw)


def elsewhere_near(latlng_M2: Floats, all_N2: Floats, _ground: Ground, draw: Draw) -> Floats:
    return scattered(of_others(latlng_M2, all_N2, (SHIFT_KM[1], FAR_KM), draw), draw)


def shifted(latlng_M2: Floats, _all: Floats, _ground: Ground, draw: Draw) -> Floats:
    return moved_by(latlng_M2, draw.uniform(*SHIFT_KM, len(latlng_M2)), draw)


def to_a_middle(latlng_M2: Floats, _all: Floats, ground: Ground, _draw: Draw) -> Floats:
    """Of the country or province whose middle is nearest."""
    if not len(ground.middles_R2):
        return np.full_like(latlng_M2, np.nan)
    near_MR = unit_vectors(latlng_M2) @ unit_vectors(ground.middles_R2).T
    found: Floats = ground.middles_R2[near_MR.argmax(axis=1)]
    return found


WAYS: Final[tuple[Way, ...]] = (
    exchanged,
    with_another_sign,
    elsewhere_far,
    elsewhere_near,
    shifted,
    to_a_middle,
)


def of_others(
    latlng_M2: Floats, all_N2: Floats, between_km: tuple[float, float], draw: Draw
) -> Floats:
    """The label of some photo at such a distance; NaN where none was met."""
    found_M2 = np.full_like(latlng_M2, np.nan)
    for _ in range(TRIES):
        open_M = np.flatnonzero(np.isnan(found_M2[:, 0]))
        other_M2 = all_N2[draw.integers(0, len(all_N2), len(open_M))]
        km_M = haversine_km(other_M2, latlng_M2[open_M])
        fits_M = (km_M >= between_km[0]) & (km_M < between_km[1])
        found_M2[open_M[fits_M]] = other_M2[fits_M]
    return found_M2


def scattered(latlng_M2: Floats, draw: Draw) -> Floats:
    """Not on the very coordinate of somebody else."""
    return moved_by(latlng_M2, draw.uniform(0.0, SCATTER_KM, len(latlng_M2)), draw)


def moved_by(latlng_M2: Floats, km_M: Floats, draw: Draw) -> Floats:
    """In a direction by lot."""
    vectors_M3 = unit_vectors(latlng_M2)
    aside_M3 = np.cross(vectors_M3, draw.normal(size=vectors_M3.shape))
    aside_M3 /= np.maximum(np.linalg.norm(aside_M3, axis=1, keepdims=True), 1e-12)
    angle_M1 = (km_M / EARTH_RADIUS_KM)[:, None]
    x_M, y_M, z_M = (np.cos(angle_M1) * vectors_M3 + np.sin(angle_M1) * aside_M3).T
    lat_M, lng_M = np.degrees(np.arctan2(z_M, np.hypot(x_M, y_M))), np.degrees(np.arctan2(y_M, x_M))
    return np.stack([lat_M, lng_M], axis=1)
