"""What everything but its own label says about where each photo was taken."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from predictor.geodesy import Floats, haversine_km
from predictor.resampling import Ints
from predictor.suspicion.discriminant import (
    best_temperature,
    cell_logits,
    chances_of,
    nearest_cells,
)
from predictor.suspicion.folds import FOLDS
from predictor.suspicion.labelled import Ground, Labelled, Reals
from predictor.suspicion.neighbours import Similar

ASKED_FOR_TEMPERATURE: Final = 5000
LEANING_PHOTOS: Final = 20.0  # so much the usual error of a cell leans on that of the whole
CANDIDATES: Final = 5  # cells among which the one with the least expected error is answered


@dataclass(frozen=True, slots=True)
class Expectations:
    """Rows are photos; nothing in a row was made with the label of its photo or group."""

    chance_NC: Reals
    answer_N: Ints  # the cell whose middle is least wrong on average
    expected_km_N: Floats  # how far off that is, by the chances
    usual_km_N: Floats  # how far off answers there are in the other folds
    near_NK: Ints
    cosine_NK: Reals


def expectations_of(
    labelled: Labelled, ground: Ground, trust_N: Floats, similar: Similar
) -> Expectations:
    cells_C2 = ground.cells_C2
    cell_N = nearest_cells(labelled.latlng_N2, cells_C2)
    chance_NC = pooled_chances(labelled, cell_N, cells_C2, trust_N)
    answer_N, expected_km_N = least_wrong(chance_NC, cells_C2)
    error_km_N = haversine_km(labelled.latlng_N2, cells_C2[answer_N])
    usual_km_N = usual_errors(error_km_N, answer_N, labelled.fold_N, len(cells_C2))
    return Expectations(chance_NC, answer_N, expected_km_N, usual_km_N, *similar)


def pooled_chances(labelled: Labelled, cell_N: Ints, cells_C2: Floats, trust_N: Floats) -> Reals:
    """Pictures of one drive show one place: their evidence is averaged, no label is looked at."""
    logits_NC = cell_logits(labelled.embeddings_ND, cell_N, labelled.fold_N, trust_N, cells_C2)
    pool_by_sequence(logits_NC, labelled.sequence_N)
    some = slice(None, None, max(1, len(labelled) // ASKED_FOR_TEMPERATURE))
    temperature = best_temperature(logits_NC[some], cell_N[some], trust_N[some])
    return chances_of(logits_NC, temperature)


def pool_by_sequence(logits_NC: Reals, sequence_N: Ints) -> None:
    """In place."""
    rows_M = np.flatnonzero(sequence_N >= 0)
    if not len(rows_M):
        return
    _, number_M = np.unique(sequence_N[rows_M], return_inverse=True)
    order_M = np.argsort(number_M, kind="stable")
    starts_S = np.searchsorted(number_M[order_M], np.arange(number_M.max() + 1))
    sums_SC = np.add.reduceat(logits_NC[rows_M[order_M]], starts_S, axis=0)
    logits_NC[rows_M] = (sums_SC / np.bincount(number_M)[:, None])[number_M]


def least_wrong(chance_NC: Reals, cells_C2: Floats) -> tuple[Ints, Floats]:
    """Among the likeliest cells, the middle with the least expected distance to the photo."""
    km_CC = haversine_km(cells_C2[:, None], cells_C2[None]).astype(np.float32)
    expected_NC = chance_NC @ km_CC
    width = min(CANDIDATES, len(cells_C2))
    likely_NK = np.argpartition(-chance_NC, width - 1, axis=1)[:, :width]
    wrong_NK = np.take_along_axis(expected_NC, likely_NK, axis=1)
    best_N1 = wrong_NK.argmin(axis=1)[:, None]
    answer_N = np.take_along_axis(likely_NK, best_N1, axis=1)[:, 0]
    return answer_N, np.take_along_axis(wrong_NK, best_N1, axis=1)[:, 0].astype(np.float64)


def usual_errors(error_km_N: Floats, answer_N: Ints, fold_N: Ints, cells: int) -> Floats:
    """Geometric means by answered cell, of the folds that the photo is not in."""
    log_N = np.log(error_km_N + 1.0)
    usual_N = np.empty(len(log_N))
    for fold in range(FOLDS):
        others = fold_N != fold
        overall = float(log_N[others].mean()) if others.any() else float(log_N.mean())
        sum_C = np.bincount(answer_N[others], log_N[others], cells)
        size_C = np.bincount(answer_N[others], minlength=cells)
        usual_C = (sum_C + LEANING_PHOTOS * overall) / (size_C + LEANING_PHOTOS)
        usual_N[~others] = usual_C[answer_N[~others]]
    return np.exp(usual_N) - 1.0
