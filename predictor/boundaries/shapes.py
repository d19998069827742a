"""Outlines as each zoom level shows them: Web Mercator, neighbours simplified together."""

import math
from collections.abc import Iterator
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.affinity import translate

from predictor.boundaries.coverage import Geometries
from predictor.models.regions import LAST_SHAPE_ZOOM

RADIUS_M: Final = 6_378_137.0  # of EPSG:3857
WORLD_M: Final = 2 * math.pi * RADIUS_M
HALF_WORLD_M: Final = WORLD_M / 2
# Where Web Mercator is a square, and a little beyond, so that no edge shows in the last row.
EDGE_LAT_DEG: Final = 85.2
TILE_PX: Final = 512
# The last shape serves all deeper zooms, so it is drawn three zooms finer than its own.
FINER_ZOOMS: Final = 3
# Provinces below this zoom would be a hatching.
FIRST_PROVINCE_ZOOM: Final = 3
# Islands smaller than this are not drawn, unless they are all there is of a region.
SPECK_PX2: Final = 2.0
# A tile reaches over its edge by this share of its width (64 of 4,096 units), rounded up.
OVERLAP: Final = 1 / 60


def zooms_of(level: int) -> range:
    return range(FIRST_PROVINCE_ZOOM if level else 0, LAST_SHAPE_ZOOM + 1)


def pixel_m(zoom: int) -> float:
    return WORLD_M / (TILE_PX << zoom)


def web_mercator(xy_N2: NDArray[np.float64]) -> NDArray[np.float64]:
    lng, lat = np.radians(xy_N2[:, 0]), np.radians(xy_N2[:, 1])
    return np.column_stack([RADIUS_M * lng, RADIUS_M * np.arctanh(np.sin(lat))])


def projected(geometries: Geometries) -> Geometries:
    """What lies nearer to a pole than the map reaches is cut off."""
    window = shapely.box(-180.0, -EDGE_LAT_DEG, 180.0, EDGE_LAT_DEG)
    bounds = shapely.bounds(geometries)
    polar = (bounds[:, 1] < -EDGE_LAT_DEG) | (bounds[:, 3] > EDGE_LAT_DEG)
    inside = geometries.copy()
    inside[polar] = shapely.intersection(geometries[polar], window)
    return np.asarray(shapely.transform(inside, web_mercator))


def shapes_by_zoom(geometries: Geometries, level: int) -> Iterator[tuple[int, Geometries]]:
    """From the finest zoom to the coarsest, each made from the one before."""
    shapes = projected(geometries)
    for zoom in reversed(zooms_of(level)):
        finer = FINER_ZOOMS if zoom == LAST_SHAPE_ZOOM else 0
        shapes = np.asarray(shapely.coverage_simplify(shapes, pixel_m(zoom + finer)))
        yield zoom, drawn(shapes, zoom, finer)


def drawn(shapes: Geometries, zoom: int, finer: int) -> Geometries:
    kept = without_specks(shapes, SPECK_PX2 * pixel_m(zoom + finer) ** 2)
    bounds = shapely.bounds(kept)
    around = (bounds[:, 0] <= 1.0 - HALF_WORLD_M) & (bounds[:, 2] >= HALF_WORLD_M - 1.0)
    for index in np.flatnonzero(around):
        kept[index] = over_the_edge(kept[index], zoom)
    return kept


def without_specks(shapes: Geometries, smallest_m2: float) -> Geometries:
    parts, owners = shapely.get_parts(shapes, return_index=True)
    areas = shapely.area(parts)
    largest = np.zeros(len(shapes))
    np.maximum.at(largest, owners, areas)
    seen = (areas >= smallest_m2) | (areas == largest[owners])
    return np.asarray(shapely.multipolygons(parts[seen], indices=owners[seen]))


def over_the_edge(shape: shapely.Geometry, zoom: int) -> shapely.Geometry:
    """Continued past the antimeridian, so that the last tile shows no border along it."""
    reach = WORLD_M / 2**zoom * OVERLAP
    east = shapely.clip_by_rect(shape, HALF_WORLD_M - reach, -WORLD_M, HALF_WORLD_M, WORLD_M)
    west = shapely.clip_by_rect(shape, -HALF_WORLD_M, -WORLD_M, reach - HALF_WORLD_M, WORLD_M)
    # Half the world added to its negative is exact: both sides meet on the same numbers.
    beyond = [translate(west, xoff=WORLD_M), translate(east, xoff=-WORLD_M)]
    joined = shapely.union_all([shape, *(shapely.make_valid(strip) for strip in beyond)])
    return shapely.MultiPolygon([p for p in shapely.get_parts(joined) if p.geom_type == "Polygon"])


def label_points(geometries: Geometries) -> Geometries:
    """The middle of the widest part of each region's largest piece, in degrees."""
    return np.array([label_point(geom) for geom in geometries], dtype=object)


def label_point(geom: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(geom)
    largest = parts[int(np.argmax([part.area for part in parts]))]
    tolerance = math.sqrt(largest.area) / 20
    circle = shapely.maximum_inscribed_circle(largest, tolerance=tolerance)
    return shapely.Point(shapely.get_coordinates(circle)[0])
