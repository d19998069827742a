"""Which of many shapes a point lies in, or is nearest to: vectorised, exact at every border."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from predictor.cells.shores import Shores
from predictor.geodesy import Floats

# Bounds the memory of one batch: about 100 bytes a point, and the candidates of each.
BATCH: Final = 100_000


class Lookup:
    """Shapes in (lng, lat) degrees, points as (lat, lng) rows; answers are positions of shapes."""

    def __init__(self, shapes: Sequence[shapely.Geometry]) -> None:
        self._parts, self._owner = shapely.get_parts(
            np.asarray(shapes, dtype=object), return_index=True
        )
        self._tree = shapely.STRtree(self._parts)
        self._none = len(shapes)
        shapely.prepare(self._parts)

    @cached_property
    def _shores(self) -> Shores:
        return Shores(self._parts, self._owner)

    def find(self, latlng_N2: Floats) -> NDArray[np.int64]:
        """The first shape around each point, borders included; else the nearest on the sphere."""
        points = np.asarray(latlng_N2, dtype=np.float64).reshape(-1, 2)
        batches = [self._find(points[at : at + BATCH]) for at in range(0, len(points), BATCH)]
        return np.concatenate([*batches, np.empty(0, dtype=np.int64)])

    def _find(self, latlng_N2: Floats) -> NDArray[np.int64]:
        found = self.inside(latlng_N2)
        outside = found < 0
        if outside.any():
            found[outside] = self._shores.nearest(latlng_N2[outside])
        return found

    def inside(self, latlng_N2: Floats) -> NDArray[np.int64]:
        """The first shape around each point; -1 in none."""
        lat, lng = latlng_N2.T
        point, part = self._tree.query(shapely.points(lng, lat))
        holds = shapely.intersects_xy(self._parts[part], lng[point], lat[point])
        found = np.full(len(latlng_N2), self._none, dtype=np.int64)
        np.minimum.at(found, point[holds], self._owner[part[holds]])
        found[found == self._none] = -1
        return found
