"""OPTICS (Ankerst, Breunig, Kriegel and Sander, 1999) with clusters taken by the xi method."""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from sklearn.cluster import cluster_optics_xi

from predictor.geodesy import Floats

Integers = NDArray[np.int64]


def optics_labels(
    xy_N2: Floats, min_samples: int, xi: float, min_cluster: int | None = None
) -> Integers:
    """Clusters 0, 1, ... of at least `min_cluster` points (default min_samples); noise is -1."""
    if len(xy_N2) < max(min_samples, min_cluster or 0, 2):
        return np.full(len(xy_N2), -1, dtype=np.int64)
    order, reach, before = reachability(np.asarray(xy_N2, dtype=np.float64), min_samples)
    with np.errstate(divide="ignore"):  # photos at one position reach each other at distance zero
        labels, _ = cluster_optics_xi(
            reachability=reach,
            predecessor=before,
            ordering=order,
            min_samples=min_samples,
            min_cluster_size=min_cluster,
            xi=xi,
        )
    return np.asarray(labels, dtype=np.int64)


def reachability(xy_N2: Floats, min_samples: int) -> tuple[Integers, Floats, Integers]:
    """The order of visits, and per point its reachability distance and predecessor.

    Unlimited radius, in the plane. The same numbers as scikit-learn's `compute_optics_graph`, ties
    included, some thirty times sooner: no neighbour lists, only rows of distances to what is left.
    """
    count = len(xy_N2)
    distances = np.asarray(cKDTree(xy_N2).query(xy_N2, k=[min_samples])[0])
    core = np.round(distances[:, 0], 15)
    order, reach = np.empty(count, dtype=np.int64), np.full(count, np.inf)
    before = np.full(count, -1, dtype=np.int64)
    left = _Left(xy_N2)
    for step in range(count):
        at, point = left.nearest()
        order[step], reach[point], before[point] = point, left.reach[at], left.before[at]
        left.visit(at, core[point])
    return order, reach, before


class _Left:
    """Points not yet visited, in their own order: of equal ones the first is next."""

    def __init__(self, xy_N2: Floats) -> None:
        self.points = np.arange(len(xy_N2))
        self.x, self.y = np.ascontiguousarray(xy_N2.T)
        self.reach = np.full(len(xy_N2), np.inf)
        self.before = np.full(len(xy_N2), -1, dtype=np.int64)
        self.visits = 0

    def nearest(self) -> tuple[int, int]:
        at = int(np.argmin(self.reach))
        return at, int(self.points[at])

    def visit(self, at: int, core: float) -> None:
        distance = self.x - self.x[at]
        squares = self.y - self.y[at]
        distance *= distance
        squares *= squares
        distance += squares
        np.sqrt(distance, out=distance)
        np.maximum(distance, core, out=distance)
        # A visited point is moved out of reach instead of being masked at every later visit.
        self.x[at] = self.reach[at] = distance[at] = np.inf
        self._improve(np.flatnonzero(distance < self.reach), distance, int(self.points[at]))
        self._compact()

    def _improve(self, closer: Integers, distance: Floats, point: int) -> None:
        # Rounded as scikit-learn does, so that equal distances tie in the same way.
        rounded = np.round(distance[closer], 15)
        better = rounded < self.reach[closer]
        self.reach[closer[better]], self.before[closer[better]] = rounded[better], point

    def _compact(self) -> None:
        self.visits += 1
        if self.visits * 8 < len(self.points):
            return
        keep = np.isfinite(self.x)
        self.points, self.x, self.y = self.points[keep], self.x[keep], self.y[keep]
        self.reach, self.before = self.reach[keep], self.before[keep]
        self.visits = 0
