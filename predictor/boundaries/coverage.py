"""Simplifying neighbours together, so that shared borders stay shared (Visvalingam-Whyatt)."""

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

Geometries = NDArray[np.object_]

# 1e-4 degrees are 11 m; the source is drawn at 1:10 million.
GRID_DECIMALS: Final = 4
# The source stops a tenth of a degree short of the antimeridian and of the south pole.
SOURCE_EAST_DEG: Final = 179.8999
SOURCE_SOUTH_DEG: Final = -89.8999
# Triangles of this area (degrees squared at the equator) carry no shape: 0.3 km2.
TOLERANCE_DEG: Final = 0.005
# Regions below this area keep every vertex: about 500 km2 at the equator.
TINY_DEG2: Final = 0.04


def on_grid(geometries: Geometries) -> Geometries:
    """Rounded alike on both sides of a border, and stretched to the edges of the map."""
    return np.asarray(shapely.transform(geometries, grid_points))


def grid_points(xy_N2: NDArray[np.float64]) -> NDArray[np.float64]:
    lng, lat = xy_N2[:, 0], xy_N2[:, 1]
    lng = np.where(np.abs(lng) > SOURCE_EAST_DEG, np.sign(lng) * 180.0, lng)
    lat = np.where(lat < SOURCE_SOUTH_DEG, -90.0, lat)
    rounded = np.round(np.column_stack([lng, lat]), GRID_DECIMALS)
    # Adding zero turns -0.0 into 0.0: one spelling of each number.
    return np.asarray(rounded + 0.0, dtype=np.float64)


def equal_area(xy_N2: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lambert's cylinder: a triangle's area no longer depends on its latitude."""
    return np.column_stack([xy_N2[:, 0], np.degrees(np.sin(np.radians(xy_N2[:, 1])))])


def from_equal_area(xy_N2: NDArray[np.float64]) -> NDArray[np.float64]:
    sine = np.clip(np.radians(xy_N2[:, 1]), -1.0, 1.0)
    return grid_points(np.column_stack([xy_N2[:, 0], np.degrees(np.arcsin(sine))]))


def spokes(geom: shapely.Geometry) -> list[shapely.Geometry]:
    """The same area as triangles that meet at every vertex: a vertex where three meet is kept."""
    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(geom))
    pieces: list[shapely.Geometry] = []
    for triangle in triangles:
        a, b, c = shapely.get_coordinates(triangle)[:3]
        middle = (a + b + c) / 3
        pieces += [shapely.Polygon([p, q, middle]) for p, q in ((a, b), (b, c), (c, a))]
    return pieces


def simplify_coverage(geometries: Geometries) -> Geometries:
    """Fewer vertices, the same topology; a tiny region comes back as it was."""
    flat = np.asarray(shapely.transform(geometries, equal_area))
    tiny = shapely.area(flat) < TINY_DEG2
    locks = [piece for geom in flat[tiny] for piece in spokes(geom)]
    cover = np.concatenate([flat[~tiny], np.array(locks, dtype=object)])
    simple = shapely.coverage_simplify(cover, TOLERANCE_DEG)[: int((~tiny).sum())]
    result = geometries.copy()
    result[~tiny] = shapely.transform(simple, from_equal_area)
    return result


def union_of(geometries: Geometries) -> shapely.Geometry:
    """The outline of neighbours that share their borders exactly."""
    return shapely.coverage_union_all(geometries)
