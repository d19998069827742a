"""Soft labels: how much a photo counts for each cell, softmax(-d/tau) (PIGEON, section 3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from predictor.errors import HomingError
from predictor.geodesy import Floats, haversine_km

Cells = NDArray[np.int64]

# Cells that share less than this of a photo are left out of sparse labels.
DROPPED_MASS: Final = 1e-6
ROWS_AT_ONCE: Final = 1024  # bounds memory at this many distances to every cell


class LabelError(HomingError):
    """Labels that cannot be made from these numbers."""


@dataclass(frozen=True, slots=True)
class SparseLabels:
    """Row n: shares[start_N1[n]:start_N1[n + 1]] of the cells beside them, largest first."""

    start_N1: Cells
    cells: Cells
    shares: Floats
    cell_count: int

    def dense(self) -> Floats:
        labels_NC = np.zeros((len(self.start_N1) - 1, self.cell_count))
        rows = np.repeat(np.arange(len(labels_NC)), np.diff(self.start_N1))
        labels_NC[rows, self.cells] = self.shares
        return labels_NC


def smoothed(latlng_N2: ArrayLike, centroids_C2: ArrayLike, tau_km: float) -> Floats:
    """(N, C), rows sum to one. `latlng_N2` is where the photos are, not their cells' centroids."""
    if not tau_km > 0:
        raise LabelError(f"tau_km is {tau_km}; it must be positive: labels.tau_km = 75.0.")
    photos_N12 = np.asarray(latlng_N2, dtype=np.float64).reshape(-1, 1, 2)
    distance_NC = haversine_km(photos_N12, np.asarray(centroids_C2, dtype=np.float64))
    # The nearest cell gets exp(0): nothing overflows and no row is all zeros.
    weights_NC = np.exp((distance_NC.min(axis=1, keepdims=True) - distance_NC) / tau_km)
    shares_NC: Floats = weights_NC / weights_NC.sum(axis=1, keepdims=True)
    return shares_NC


def smoothed_sparse(latlng_N2: ArrayLike, centroids_C2: ArrayLike, tau_km: float) -> SparseLabels:
    """As `smoothed`, but only the largest shares: all but a millionth of each row, made one."""
    centroids = np.asarray(centroids_C2, dtype=np.float64)
    rows = [
        largest_shares(share_C)
        for block_N2 in blocks(np.asarray(latlng_N2, dtype=np.float64).reshape(-1, 2))
        for share_C in smoothed(block_N2, centroids, tau_km)
    ]
    return SparseLabels(
        start_N1=np.concatenate([[0], np.cumsum([len(cells) for cells, _ in rows])]).astype(int),
        cells=np.concatenate([np.empty(0, int), *(cells for cells, _ in rows)]),
        shares=np.concatenate([np.empty(0), *(shares for _, shares in rows)]),
        cell_count=len(centroids),
    )


def blocks(latlng_N2: Floats) -> Iterator[Floats]:
    for first in range(0, len(latlng_N2), ROWS_AT_ONCE):
        yield latlng_N2[first : first + ROWS_AT_ONCE]


def largest_shares(share_C: Floats) -> tuple[Cells, Floats]:
    order = np.argsort(-share_C, kind="stable")  # equal shares: the lower cell number first
    covered = np.cumsum(share_C[order])
    kept = order[: int(np.searchsorted(covered, 1.0 - DROPPED_MASS)) + 1]
    shares = share_C[kept]
    return kept, shares / shares.sum()


def one_hot(own_cell_N: ArrayLike, cell_count: int) -> Floats:
    """All of a photo for the cell that it is in: the control of smoothing."""
    own = np.asarray(own_cell_N, dtype=np.int64)
    outside = np.flatnonzero((own < 0) | (own >= cell_count))
    if len(outside):
        raise LabelError(
            f"Photo {outside[0]} is in cell {own[outside[0]]}, but cells are numbered from 0 to"
            f" {cell_count - 1}; assign photos with the partition that the cells come from."
        )
    labels_NC = np.zeros((len(own), cell_count))
    labels_NC[np.arange(len(own)), own] = 1.0
    return labels_NC
