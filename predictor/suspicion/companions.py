"""The other photos of a drive: they lie close together, whoever is right."""

from typing import Final

import numpy as np

from predictor.geodesy import Floats, haversine_km
from predictor.resampling import Ints

MOST_COMPANIONS: Final = 16


def companion_rows(sequence_N: Ints) -> Ints:
    """(N, 16) rows of the same drive, the next ones around in order; -1 where there is none."""
    found_NK = np.full((len(sequence_N), MOST_COMPANIONS), -1, np.int64)
    order = np.argsort(sequence_N, kind="stable")
    order = order[sequence_N[order] >= 0]
    if not len(order):
        return found_NK
    start_S = np.flatnonzero(np.diff(sequence_N[order], prepend=-1))
    size_S = np.diff(start_S, append=len(order))
    at_M = np.arange(len(order)) - np.repeat(start_S, size_S)
    start_M, size_M = np.repeat(start_S, size_S), np.repeat(size_S, size_S)
    for step in range(MOST_COMPANIONS):
        has_M = step + 1 < size_M
        other_M = order[start_M + (at_M + step + 1) % size_M]
        found_NK[order[has_M], step] = other_M[has_M]
    return found_NK


def companion_km(rows_MK: Ints, latlng_M2: Floats, label_N2: Floats, trust_N: Floats) -> Floats:
    """The middle distance to labels of the drive that are believed; NaN where there are none."""
    km_MK = haversine_km(latlng_M2[:, None], label_N2[rows_MK])
    counts_MK = (rows_MK >= 0) & (trust_N[rows_MK] >= 0.5)
    ranked_MK = np.sort(np.where(counts_MK, km_MK, np.inf), axis=1)
    size_M = counts_MK.sum(axis=1)
    lower_M = np.take_along_axis(ranked_MK, np.maximum(size_M - 1, 0)[:, None] // 2, axis=1)[:, 0]
    return np.where(size_M > 0, lower_M, np.nan)
