"""Adaptive S2 cells (PlaNet, 2016), several partitions as levels (Müller-Budack and others, 2018).

A cell with more than t_max photos becomes its four children; one with fewer than t_min is left out.
Only photos inside a cell count in it; `assign` gives the others to the nearest cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from predictor.cells import s2_ids
from predictor.cells.areas import AdminArea
from predictor.cells.errors import CellsError
from predictor.cells.partition import Cell, Partition
from predictor.cells.population import centroid
from predictor.cells.s2_outlines import outlines
from predictor.config import Cells
from predictor.geodesy import Floats, LatLng, unit_vectors

Ids = s2_ids.Ids
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Photos:
    leaves: Ids  # ascending
    running_sums: Floats  # of unit vectors in that order, from zero: one row more


@dataclass(frozen=True, slots=True)
class Layer:
    ids: Ids  # ascending, none inside another
    counts: Integers
    shapes: list[shapely.MultiPolygon]
    centroids: list[LatLng]


def make(latlng_N2: Floats, areas: Sequence[AdminArea], config: Cells, seed: int) -> Partition:
    """One level for each pair of t_min and t_max; the largest t_max is the coarsest, level 0."""
    del areas, seed
    if len(config.t_min) != len(config.t_max):
        raise CellsError(
            f"t_min has {len(config.t_min)} values and t_max {len(config.t_max)}: give pairs."
        )
    photos = sorted_photos(latlng_N2)
    pairs = sorted(zip(config.t_max, config.t_min, strict=True), reverse=True)
    return numbered([layer(photos, t_min, t_max) for t_max, t_min in pairs])


def sorted_photos(latlng_N2: Floats) -> Photos:
    leaves = s2_ids.leaves(latlng_N2)
    order = np.argsort(leaves, kind="stable")
    sums = np.cumsum(unit_vectors(latlng_N2[order]), axis=0)
    return Photos(leaves[order], np.concatenate([np.zeros((1, 3)), sums]))


def layer(photos: Photos, t_min: int, t_max: int) -> Layer:
    ids = adaptive(photos.leaves, t_min, t_max)
    if not len(ids):
        raise CellsError(f"No S2 cell holds t_min={t_min} photos: lower t_min or bring photos.")
    first, last = s2_ids.spans(ids, photos.leaves)
    sums = photos.running_sums[last] - photos.running_sums[first]
    shapes = outlines(ids)
    centroids = [centroid(shape, row) for shape, row in zip(shapes, sums, strict=True)]
    return Layer(ids, last - first, shapes, centroids)


def adaptive(leaves: Ids, t_min: int, t_max: int) -> Ids:
    """From the 24 cells of level 1 down: none of them crosses the antimeridian or rounds a pole."""
    kept, cells = [], s2_ids.first_level()
    while len(cells):
        first, last = s2_ids.spans(cells, leaves)
        counts = last - first
        full = (counts > t_max) & (s2_ids.levels(cells) < s2_ids.FINEST_LEVEL)
        kept.append(cells[(counts >= t_min) & ~full])
        cells = s2_ids.children(cells[full])
    return np.sort(np.concatenate(kept))


def numbered(layers: list[Layer]) -> Partition:
    """Coarse layers come in, the finest one is numbered first."""
    cells: list[Cell] = []
    for level in range(len(layers) - 1, -1, -1):
        here = layers[level]
        start = len(cells)
        parents: list[int | None] = [None] * len(here.ids)
        if level:
            above = parents_of(here, layers[level - 1])
            parents = [start + len(here.ids) + int(at) for at in above]
        cells += [
            Cell(start + at, shape, "", here.centroids[at], int(here.counts[at]), parent, level)
            for at, (shape, parent) in enumerate(zip(here.shapes, parents, strict=True))
        ]
    return Partition(tuple(cells))


def parents_of(fine: Layer, coarse: Layer) -> Integers:
    """The coarse cell around each fine one; the nearest by centroid where that was left out."""
    found = s2_ids.holders(fine.ids, coarse.ids)
    lost = np.flatnonzero(found < 0)
    if len(lost):
        tree = cKDTree(unit_vectors(coarse.centroids))
        found[lost] = tree.query(unit_vectors([fine.centroids[at] for at in lost]))[1]
    return found
