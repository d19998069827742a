"""The nearest of many outlines on the sphere, for points that lie in none of them."""

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from predictor.geodesy import Floats, unit_vectors

# Edges are cut to about 5 km, so that the nearest edge has one of the nearest vertices.
EDGE_DEG: Final = 0.05
VERTICES: Final = 12


class Shores:
    def __init__(self, polygons: NDArray[np.object_], owners: NDArray[np.int64]) -> None:
        rings, polygon_of_ring = shapely.get_rings(polygons, return_index=True)
        lines = shapely.segmentize(rings, EDGE_DEG)
        lnglat, ring = shapely.get_coordinates(lines, return_index=True)
        # The last vertex of a ring repeats its first.
        last = np.append(ring[1:] != ring[:-1], True)
        self._vectors = unit_vectors(lnglat[~last][:, ::-1])
        self._owner = owners[polygon_of_ring[ring[~last]]]
        self._after = successors(ring[~last])
        self._before = np.argsort(self._after)
        self._tree = cKDTree(self._vectors)

    def nearest(self, latlng_N2: Floats) -> NDArray[np.int64]:
        points = unit_vectors(latlng_N2)
        count = min(VERTICES, len(self._vectors))
        vertices = np.asarray(self._tree.query(points, k=count)[1]).reshape(len(points), count)
        edges = np.concatenate([vertices, self._before[vertices]], axis=1)
        starts, ends = self._vectors[edges], self._vectors[self._after[edges]]
        best = np.argmin(square_distances(points[:, None], starts, ends), axis=1)
        return np.asarray(self._owner[edges[np.arange(len(edges)), best]], dtype=np.int64)


def successors(ring: NDArray[np.int64]) -> NDArray[np.int64]:
    """Position of the next vertex of the same ring; rings lie one after the other."""
    first = np.searchsorted(ring, ring, side="left")
    after = np.arange(1, len(ring) + 1)
    ends = np.append(ring[1:] != ring[:-1], True)
    return np.where(ends, first, after)


def square_distances(points: Floats, starts: Floats, ends: Floats) -> Floats:
    """From points to straight edges; over 5 km an edge leaves the sphere by half a metre."""
    along = ends - starts
    length = np.maximum((along**2).sum(axis=-1), 1e-30)
    share = np.clip(((points - starts) * along).sum(axis=-1) / length, 0.0, 1.0)
    squares: Floats = ((starts + share[..., None] * along - points) ** 2).sum(axis=-1)
    return squares
