"""How well a place fits what is expected of a photo: asked of its label and of every hypothesis."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from predictor.geodesy import EARTH_RADIUS_KM, Floats, haversine_km, unit_vectors
from predictor.resampling import Ints
from predictor.suspicion.expectations import Expectations
from predictor.suspicion.labelled import Reals

CELL_KM: Final = 250.0  # as far as one cell speaks for a place
NEIGHBOUR_KM: Final = 250.0  # likewise one similar photo
SHARPNESS: Final = 20.0  # cosines to weights: softmax(20 cos)
LEAST: Final = 1e-5
BLOCK: Final = 8_000_000  # distances at once


class Support(NamedTuple):
    """Of M places, each for the photo in its row."""

    cells_M: Floats  # log-chance around it by the cells
    neighbours_M: Floats  # likewise by the places of similar photos
    expected_km_M: Floats  # to where the photo was taken, by the chances of the cells
    neighbour_km_M: Floats  # the middle one of the distances to similar photos

    @property
    def both(self) -> Floats:
        return np.logaddexp(self.cells_M, self.neighbours_M)


@dataclass(frozen=True, slots=True)
class Known:
    """What is expected of all photos; similar ones are where their labels say."""

    expected: Expectations
    cells_C2: Floats
    label_N2: Floats
    trust_N: Floats


def support_of(known: Known, rows_M: Ints, latlng_M2: Floats) -> Support:
    expected = known.expected
    cells_M, expected_km_M = by_cells(expected.chance_NC, known.cells_C2, rows_M, latlng_M2)
    near_MK = expected.near_NK[rows_M]
    weight_MK = neighbour_weights(near_MK, expected.cosine_NK[rows_M], known.trust_N)
    km_MK = haversine_km(latlng_M2[:, None], known.label_N2[near_MK])
    nearby_M = (weight_MK * np.exp(-km_MK / NEIGHBOUR_KM)).sum(axis=1)
    return Support(cells_M, np.log(nearby_M + LEAST), expected_km_M, middle_km(km_MK, weight_MK))


def by_cells(
    chance_NC: Reals, cells_C2: Floats, rows_M: Ints, latlng_M2: Floats
) -> tuple[Floats, Floats]:
    around_M, km_M = np.empty(len(rows_M)), np.empty(len(rows_M))
    vectors_3C = unit_vectors(cells_C2).T.astype(np.float32)
    step = max(1, BLOCK // len(cells_C2))
    for start in range(0, len(rows_M), step):
        some = slice(start, start + step)
        cosine_BC = unit_vectors(latlng_M2[some]).astype(np.float32) @ vectors_3C
        km_BC = np.float32(EARTH_RADIUS_KM) * np.arccos(np.clip(cosine_BC, -1.0, 1.0))
        chance_BC = chance_NC[rows_M[some]]
        km_M[some] = (chance_BC * km_BC).sum(axis=1)
        around_M[some] = (chance_BC * np.exp(-km_BC / np.float32(CELL_KM))).sum(axis=1)
    return np.log(around_M + LEAST), km_M


def neighbour_weights(near_MK: Ints, cosine_MK: Reals, trust_N: Floats) -> Floats:
    """Sum to one, or to nothing where nobody is alike."""
    is_there_MK = near_MK >= 0
    best_M1 = np.where(is_there_MK, cosine_MK, -np.inf).max(axis=1, keepdims=True, initial=-1.0)
    raw_MK = np.exp(SHARPNESS * (np.where(is_there_MK, cosine_MK, best_M1) - best_M1))
    raw_MK = raw_MK * is_there_MK * trust_N[near_MK]
    total_M1 = raw_MK.sum(axis=1, keepdims=True)
    weights: Floats = raw_MK / np.maximum(total_M1, 1e-12)
    return weights


def middle_km(km_MK: Floats, weight_MK: Floats) -> Floats:
    """The weighted median of each row."""
    order_MK = np.argsort(km_MK, axis=1)
    running_MK = np.cumsum(np.take_along_axis(weight_MK, order_MK, axis=1), axis=1)
    half_M1 = (running_MK < running_MK[:, -1:] / 2).sum(axis=1)[:, None]
    at_M1 = np.minimum(half_M1, km_MK.shape[1] - 1)
    found: Floats = np.take_along_axis(np.take_along_axis(km_MK, order_MK, axis=1), at_M1, axis=1)
    return found[:, 0]
