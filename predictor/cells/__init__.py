"""Cells: how a recipe divides the Earth for a classifier."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from predictor.cells import kmeans, rectangles, s2, semantic
from predictor.cells.areas import AdminArea
from predictor.cells.errors import CellsError
from predictor.cells.partition import Cell, Partition
from predictor.config import CellMethod, Cells
from predictor.geodesy import Floats

__all__ = ["AdminArea", "Cell", "CellsError", "Partition", "make_partition"]

Make = Callable[[Floats, Sequence[AdminArea], Cells, int], Partition]

METHODS: Final[dict[CellMethod, Make]] = {
    "semantic": semantic.make,
    "kmeans": kmeans.make,
    "s2": s2.make,
    "rectangles": rectangles.make,
}


def make_partition(
    latlng_N2: Floats, areas: Sequence[AdminArea], config: Cells, seed: int
) -> Partition:
    """Equal photos and areas, in any order, give equal cells. Only semantic ones look at areas."""
    points = on_earth(latlng_N2)
    in_order = sorted(areas, key=lambda area: area.code)
    return METHODS[config.method](points[np.lexsort(points.T)], in_order, config, seed)


def on_earth(latlng_N2: Floats) -> Floats:
    points = np.asarray(latlng_N2, dtype=np.float64).reshape(-1, 2)
    if not len(points):
        raise CellsError("No photos with coordinates to make cells from: import some first.")
    wrong = ~(np.abs(points) <= [90.0, 180.0]).all(axis=1)
    if wrong.any():
        first = int(np.argmax(wrong))
        raise CellsError(
            f"Row {first} is no place on Earth (lat, lng): {points[first].tolist()}; "
            "correct or leave out that photo."
        )
    return points
