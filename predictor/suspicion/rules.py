"""What is known to go wrong with coordinates, and the place each mistake would hide."""

from collections.abc import Callable
from typing import Final

import numpy as np

from predictor.geodesy import Floats, haversine_km, unit_vectors
from predictor.resampling import Ints
from predictor.suspicion.labelled import Booleans

from scipy.spatial import cKDTree  # isort: skip

# Which points lie on land; the outlines are known to whoever asks.
OnLand = Callable[[Floats], Booleans]

SWAP: Final = "swap"
SIGN: Final = "sign"
# Of latitude and longitude.
SIGNS: Final = ((-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0))
ONE_PLACE_DEG: Final = 1e-5  # about a metre
NULL_ISLAND_KM: Final = 1.0


def swapped(latlng_M2: Floats) -> Floats:
    """NaN where the exchanged numbers are no place."""
    turned_M2 = latlng_M2[:, ::-1].copy()
    turned_M2[np.abs(turned_M2[:, 0]) > 90.0] = np.nan
    return turned_M2


def unmixed(latlng_M2: Floats) -> Floats:
    """(M, 4, 2): with numbers exchanged, then with each sign wrong, then both."""
    flipped = [latlng_M2 * np.array(sign) for sign in SIGNS]
    return np.stack([swapped(latlng_M2), *flipped], axis=1)


def middle_km(latlng_M2: Floats, middles_R2: Floats) -> Floats:
    """To the nearest middle of a country or province."""
    if not len(middles_R2):
        return np.full(len(latlng_M2), np.nan)
    vectors_M3 = unit_vectors(latlng_M2)
    nearest_M = cKDTree(unit_vectors(middles_R2)).query(vectors_M3)[1]
    return haversine_km(latlng_M2, middles_R2[nearest_M])


def others_exactly_there(latlng_N2: Floats, group_N: Ints) -> Ints:
    """How many other groups have a photo on the same coordinate: a default of some program."""
    degrees_N2 = np.round(latlng_N2 / ONE_PLACE_DEG).astype(np.int64)
    _, place_N = np.unique(degrees_N2, axis=0, return_inverse=True)
    pairs_P2 = np.unique(np.stack([place_N.ravel(), group_N], axis=1), axis=0)
    found: Ints = np.bincount(pairs_P2[:, 0])[place_N.ravel()] - 1
    return found
