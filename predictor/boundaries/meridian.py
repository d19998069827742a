"""Outlines that run over the antimeridian, cut into parts that do not."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.affinity import translate

HALF_TURN_DEG = 180.0
TURN_DEG = 360.0
# A line along a pole runs the whole width of the map without crossing anything.
POLAR_DEG = 89.0


def split_at_antimeridian(geom: shapely.Geometry) -> shapely.Geometry:
    """The same area with every longitude in [-180, 180]; what needs no cut comes back as it is."""
    unrolled = shapely.MultiPolygon([unrolled_polygon(part) for part in shapely.get_parts(geom)])
    west, _, east, _ = unrolled.bounds
    if west >= -HALF_TURN_DEG and east <= HALF_TURN_DEG:
        return unrolled
    fixed = shapely.make_valid(unrolled)
    return shapely.union_all([slice_of(fixed, shift) for shift in (-TURN_DEG, 0.0, TURN_DEG)])


def slice_of(geom: shapely.Geometry, shift_deg: float) -> shapely.Geometry:
    moved = translate(geom, xoff=shift_deg)
    return moved.intersection(shapely.box(-HALF_TURN_DEG, -90.0, HALF_TURN_DEG, 90.0))


def unrolled_polygon(polygon: shapely.Geometry) -> shapely.Geometry:
    rings = [unrolled_ring(ring) for ring in (polygon.exterior, *polygon.interiors)]
    if not any(moved for _, moved in rings):
        return polygon
    return shapely.Polygon(rings[0][0], [beside(rings[0][0], hole) for hole, _ in rings[1:]])


def unrolled_ring(ring: shapely.Geometry) -> tuple[NDArray[np.float64], bool]:
    """Continuous longitudes, and whether any moved; a ring around a pole stays as it is."""
    xy = shapely.get_coordinates(ring)
    steps = np.diff(xy[:, 0])
    jumps = (np.abs(steps) > HALF_TURN_DEG) & (np.abs(steps) < TURN_DEG)
    jumps &= np.abs(xy[1:, 1]) < POLAR_DEG
    turns = np.concatenate([[0.0], np.cumsum(np.where(jumps, -np.sign(steps), 0.0))])
    if not jumps.any() or turns[-1] != 0.0:
        return xy, False
    return np.column_stack([xy[:, 0] + TURN_DEG * turns, xy[:, 1]]), True


def beside(outer: NDArray[np.float64], hole: NDArray[np.float64]) -> NDArray[np.float64]:
    """A hole drawn on the other side of the map, moved to its outer ring."""
    turns = np.round((outer[:, 0].mean() - hole[:, 0].mean()) / TURN_DEG)
    return np.column_stack([hole[:, 0] + TURN_DEG * turns, hole[:, 1]])
