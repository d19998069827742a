"""Outlines of S2 cells on the map: great circles bent by short steps, ends at the antimeridian."""

from typing import Final

import numpy as np
import s2geometry
import shapely

from predictor.cells.projection import lnglat_of
from predictor.cells.s2_ids import Ids, levels
from predictor.geodesy import Floats

# A chord of an eighth of a degree leaves its great circle by some four metres at 60 degrees.
STEP_DEG: Final = 0.125
FACE_DEG: Final = 90.0


def outlines(ids: Ids) -> list[shapely.MultiPolygon]:
    """For cells of level 1 and finer."""
    shapes = np.empty(len(ids), dtype=object)
    level_of = levels(ids)
    for level in np.unique(level_of):
        chosen = np.flatnonzero(level_of == level)
        shapes[chosen] = same_level(corners(ids[chosen]), int(level))
    return list(shapes)


def corners(ids: Ids) -> Floats:
    """Unit vectors, shape (cells, 4, 3), anticlockwise."""
    points = (
        s2geometry.S2Point_ToRaw(cell.GetVertex(corner))
        for cell in (s2geometry.S2Cell(s2geometry.S2CellId(number)) for number in ids.tolist())
        for corner in range(4)
    )
    return np.array(list(points)).reshape(-1, 4, 3)


def same_level(corners_N43: Floats, level: int) -> list[shapely.MultiPolygon]:
    steps = int(np.ceil(FACE_DEG / 2**level / STEP_DEG))
    share = np.arange(steps)[None, None, :, None] / steps
    ends = np.roll(corners_N43, -1, axis=1)
    points = corners_N43[:, :, None] * (1 - share) + ends[:, :, None] * share
    rings = unwrapped(points.reshape(len(corners_N43), -1, 3))
    return [shapely.multipolygons([shapely.Polygon(pole_edge(ring))]) for ring in rings]


def unwrapped(points: Floats) -> Floats:
    """Degrees, longitude first; all of a cell on its side of the antimeridian."""
    lnglat = lnglat_of(points.reshape(-1, 3)).reshape(*points.shape[:2], 2)
    middle = lnglat_of(points.sum(axis=1))[:, :1]
    lng = middle + (lnglat[..., 0] - middle + 180.0) % 360.0 - 180.0
    lnglat[..., 0] = np.clip(lng, -180.0, 180.0)
    return lnglat


def pole_edge(ring: Floats) -> Floats:
    """A corner at a pole is on the map an edge between the meridians that meet there."""
    pole = np.flatnonzero(np.abs(ring[:, 1]) > 90.0 - 1e-9)
    if not len(pole):
        return ring
    at = int(pole[0])
    lat = np.sign(ring[at, 1]) * 90.0
    before, after = ring[at - 1, 0], ring[(at + 1) % len(ring), 0]
    return np.concatenate([ring[:at], [[before, lat], [after, lat]], ring[at + 1 :]])
