"""Out-of-fold chances of cells: linear discriminants over embeddings, in closed form.

Regularised as by Friedman (1989): one covariance, shrunk to a multiple of the identity; means
of small cells lean on those around them. Sums are kept by fold, so that leaving one out is a
subtraction and nothing is trained five times.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.spatial import cKDTree

from predictor.geodesy import Floats, haversine_km, unit_vectors
from predictor.resampling import Ints
from predictor.suspicion.folds import FOLDS
from predictor.suspicion.labelled import Reals

SHRINKAGE: Final = 0.1
BORROWED_PHOTOS: Final = 3.0  # so much a cell's mean leans on the cells around it
NEARBY_KM: Final = 400.0
UNSEEN: Final = 0.5  # photos that every cell is given, so that none is impossible
TEMPERATURES: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0)
LEAST: Final = 1e-6  # of a chance: what nothing speaks for


@dataclass(frozen=True, slots=True)
class Sums:
    """Of one fold: what discriminants are made of."""

    count_C: Floats
    total_CD: Floats
    square_DD: Floats

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.count_C + other.count_C,
            self.total_CD + other.total_CD,
            self.square_DD + other.square_DD,
        )


def nearest_cells(latlng_N2: Floats, cells_C2: Floats) -> Ints:
    return np.asarray(cKDTree(unit_vectors(cells_C2)).query(unit_vectors(latlng_N2))[1], np.int64)


def sums_of(embeddings_ND: Reals, cell_N: Ints, trust_N: Floats, cells: int) -> Sums:
    weighted_ND = embeddings_ND * trust_N[:, None].astype(np.float32)
    total_CD = np.zeros((cells, embeddings_ND.shape[1]))
    np.add.at(total_CD, cell_N, weighted_ND)
    square_DD = (weighted_ND.T @ embeddings_ND).astype(np.float64)
    count_C: Floats = np.bincount(cell_N, trust_N, cells).astype(np.float64)
    return Sums(count_C, total_CD, square_DD)


def cell_logits(
    embeddings_ND: Reals, cell_N: Ints, fold_N: Ints, trust_N: Floats, cells_C2: Floats
) -> Reals:
    """(N, C) log-densities up to a constant a row; each row knows nothing of its own fold."""
    folds = [
        sums_of(embeddings_ND[rows], cell_N[rows], trust_N[rows], len(cells_C2))
        for rows in (np.flatnonzero(fold_N == fold) for fold in range(FOLDS))
    ]
    logits_NC = np.zeros((len(embeddings_ND), len(cells_C2)), np.float32)
    for fold in range(FOLDS):
        rows = np.flatnonzero(fold_N == fold)
        first, *rest = (each for number, each in enumerate(folds) if number != fold)
        weights_CD, bias_C = discriminants(sum(rest, first), cells_C2)
        logits_NC[rows] = embeddings_ND[rows] @ weights_CD.T + bias_C
    return logits_NC


def discriminants(sums: Sums, cells_C2: Floats) -> tuple[Reals, Reals]:
    means_CD = leaning_means(sums, cells_C2)
    total = max(float(sums.count_C.sum()), 1.0)
    # Sum of squares around the means that are used, whatever those are.
    cross_DD = sums.total_CD.T @ means_CD
    around_DD = means_CD.T @ (sums.count_C[:, None] * means_CD)
    within_DD = (sums.square_DD - cross_DD - cross_DD.T + around_DD) / total
    dimension = len(within_DD)
    level = max(float(np.trace(within_DD)) / dimension, 1e-9)
    within_DD[np.diag_indices(dimension)] += SHRINKAGE * level
    weights_CD = cho_solve(cho_factor(within_DD), means_CD.T).T
    prior_C = np.log((sums.count_C + UNSEEN) / (total + UNSEEN * len(means_CD)))
    bias_C = prior_C - 0.5 * (weights_CD * means_CD).sum(axis=1)
    return weights_CD.astype(np.float32), bias_C.astype(np.float32)


def leaning_means(sums: Sums, cells_C2: Floats) -> Floats:
    near_CC = np.exp(-haversine_km(cells_C2[:, None], cells_C2[None]) / NEARBY_KM)
    around_CD = near_CC @ sums.total_CD / np.maximum(near_CC @ sums.count_C, 1e-9)[:, None]
    weight_C1 = sums.count_C[:, None] + BORROWED_PHOTOS
    means_CD: Floats = (sums.total_CD + BORROWED_PHOTOS * around_CD) / weight_C1
    return means_CD


def chances_of(logits_NC: Reals, temperature: float) -> Reals:
    scaled_NC = logits_NC / np.float32(temperature)
    scaled_NC -= scaled_NC.max(axis=1, keepdims=True)
    np.exp(scaled_NC, out=scaled_NC)
    scaled_NC /= scaled_NC.sum(axis=1, keepdims=True)
    return scaled_NC


def best_temperature(logits_NC: Reals, cell_N: Ints, trust_N: Floats) -> float:
    """Of the highest likelihood of the labels, most of which are right."""

    def likelihood(temperature: float) -> float:
        own_N = chances_of(logits_NC, temperature)[np.arange(len(cell_N)), cell_N]
        return float((trust_N * np.log(own_N + LEAST)).sum())

    return max(TEMPERATURES, key=likelihood)
