"""Rectangles of equal degrees, the naive control: only those that hold photos."""

from collections.abc import Sequence

import numpy as np
import shapely

from predictor.cells.areas import AdminArea
from predictor.cells.partition import Partition
from predictor.cells.population import populated
from predictor.config import Cells
from predictor.geodesy import Floats


def make(latlng_N2: Floats, areas: Sequence[AdminArea], config: Cells, seed: int) -> Partition:
    del areas, seed
    step = config.step_deg
    corner = np.array([-90.0, -180.0])
    last = np.ceil(np.array([180.0, 360.0]) / step) - 1
    rows = np.unique(np.minimum(np.floor((latlng_N2 - corner) / step), last), axis=0)
    south, west = (rows * step + corner).T
    north, east = np.minimum(south + step, 90.0), np.minimum(west + step, 180.0)
    shapes = [shapely.multipolygons([box]) for box in shapely.box(west, south, east, north)]
    return populated(shapes, [""] * len(shapes), latlng_N2)
