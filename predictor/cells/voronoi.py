"""Voronoi regions of labelled sites: borders as lines on the map, and shapes cut along them."""

from collections.abc import Callable
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import ConvexHull, Voronoi

from predictor.cells.partition import as_multi
from predictor.cells.projection import Azimuthal, lnglat_of
from predictor.geodesy import Floats

Integers = NDArray[np.int64]
Lines = NDArray[np.object_]
LabelOf = Callable[[Floats], Integers]

# A straight line of this length on the map leaves the true border by about 10 m at 60 degrees.
STEP_KM: Final = 20.0
STEP_RAD: Final = np.radians(0.5)
FAR: Final = 10.0


def plane_borders(
    sites_km_N2: Floats, labels: Integers, extent_km: float, projection: Azimuthal
) -> Lines:
    """Between sites of different labels, out to `extent_km` from the centre. Sites are distinct."""
    rim = FAR * extent_km * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
    diagram = Voronoi(np.concatenate([sites_km_N2, rim]))
    label = np.append(labels, [-1, -1, -1, -1])[diagram.ridge_points]
    apart = (label[:, 0] != label[:, 1]) & (label >= 0).all(axis=1)
    # No ridge between two sites runs to infinity: the rim stands in its way.
    ends = diagram.vertices[np.array(diagram.ridge_vertices)[apart]]
    lines = shapely.clip_by_rect(
        shapely.linestrings(ends), -extent_km, -extent_km, extent_km, extent_km
    )
    kept = shapely.segmentize(lines[~shapely.is_empty(lines)], STEP_KM)
    return map_lines(*segments_of(kept, projection))


def segments_of(lines_km: Lines, projection: Azimuthal) -> tuple[Floats, Floats]:
    """Starts and ends in degrees. Equal points are projected once: borders meet exactly."""
    km, line = shapely.get_coordinates(lines_km, return_index=True)
    distinct, back = np.unique(km, axis=0, return_inverse=True)
    lnglat = projection.to_lnglat(distinct)[back.reshape(-1)]
    same = line[1:] == line[:-1]
    return lnglat[:-1][same], lnglat[1:][same]


def sphere_borders(centres_C3: Floats) -> Lines:
    """Between the regions of unit vectors on the whole sphere."""
    order = order_on_circle(centres_C3)
    arcs = hull_arcs(centres_C3) if order is None else bisectors(centres_C3[order])
    points = np.stack([lnglat_of(row) for row in arcs])
    return map_lines(points[:, :-1].reshape(-1, 2), points[:, 1:].reshape(-1, 2))


def order_on_circle(centres_C3: Floats) -> Integers | None:
    """None for centres that do not all lie on one circle; three always do."""
    off = centres_C3 - centres_C3.mean(axis=0)
    _, size, axes = np.linalg.svd(off, full_matrices=False)
    # Neighbours on the sphere rise above their plane by about the square of their distance.
    if len(size) == 3 and size[2] * np.sqrt(len(off)) > 1e-6 * size[0] ** 2:
        return None
    return np.argsort(np.arctan2(off @ axes[1], off @ axes[0]))


def hull_arcs(centres_C3: Floats) -> Floats:
    """Regions meet where normals of neighbouring facets of the convex hull point."""
    # QJ: four centres on one circle, or all of them, are pushed apart by less than a millimetre.
    hull = ConvexHull(centres_C3, qhull_options="QJ")
    facet, side = np.nonzero(hull.neighbors > np.arange(len(hull.neighbors))[:, None])
    normals = hull.equations[:, :3]
    # A side of a facet lies opposite its corner of the same number.
    first = centres_C3[hull.simplices[facet, (side + 1) % 3]]
    second = centres_C3[hull.simplices[facet, (side + 2) % 3]]
    return equidistant_arcs(first, second, normals[facet], normals[hull.neighbors[facet, side]])


def equidistant_arcs(first: Floats, second: Floats, starts: Floats, ends: Floats) -> Floats:
    """Half-way between pairs of centres, from start to end; shape (arcs, points, 3)."""
    between = first + second
    opposite = np.linalg.norm(between, axis=1) < 1e-6
    middle = unit(np.where(opposite[:, None], starts + ends, between))
    across = np.cross(unit(first - second), middle)
    from_angle = np.arctan2((starts * across).sum(axis=1), (starts * middle).sum(axis=1))
    to_angle = np.arctan2((ends * across).sum(axis=1), (ends * middle).sum(axis=1))
    turn = to_angle - from_angle
    # A border spans half a turn at most; one of just that passes between its centres.
    turn -= np.where(np.abs(turn) > np.pi + 1e-6, 2 * np.pi * np.sign(turn), 0.0)
    steps = max(1, int(np.ceil(np.abs(turn).max() / STEP_RAD)))
    angle = (from_angle[:, None] + turn[:, None] * np.linspace(0, 1, steps + 1))[..., None]
    points = np.cos(angle) * middle[:, None] + np.sin(angle) * across[:, None]
    # To the last bit, so that borders meet.
    points[:, 0], points[:, -1] = starts, ends
    return np.asarray(points)


def unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))


def bisectors(centres_C3: Floats) -> Floats:
    """Whole great circles half-way between each centre and the next; two have one."""
    pairs = len(centres_C3) if len(centres_C3) > 2 else 1
    normals = unit(centres_C3 - np.roll(centres_C3, -1, axis=0))[:pairs]
    across = unit(np.cross(normals, np.eye(3)[np.argmin(np.abs(normals), axis=1)]))
    turn = np.linspace(0.0, 2 * np.pi, 721)[None, :, None]
    points = np.cos(turn) * across[:, None] + np.sin(turn) * np.cross(normals, across)[:, None]
    points[:, -1] = points[:, 0]
    return np.asarray(points)


def map_lines(starts: Floats, ends: Floats) -> Lines:
    """Segments in degrees; one that crosses the antimeridian becomes two that end at it."""
    crosses = np.abs(ends[:, 0] - starts[:, 0]) > 180.0
    a, b = starts[crosses], ends[crosses]
    side = np.where(a[:, 0] > 0, 180.0, -180.0)
    share = (side - a[:, 0]) / (b[:, 0] + 2 * side - a[:, 0])
    lat = a[:, 1] + share * (b[:, 1] - a[:, 1])
    here, there = np.column_stack([side, lat]), np.column_stack([-side, lat])
    first = np.concatenate([starts[~crosses], a, there])
    second = np.concatenate([ends[~crosses], here, b])
    long = (first != second).any(axis=1)
    return np.asarray(shapely.linestrings(np.stack([first[long], second[long]], axis=1)))


def cut(shape: shapely.Geometry, borders: Lines, label_of: LabelOf, count: int) -> Lines:
    """One MultiPolygon for each label, empty where it got nothing; together they are the shape.

    Borders only say where to cut: `label_of` says whose a piece is, from a (lat, lng) inside it.
    """
    pieces = shapely.get_parts(faces(shapely.get_parts(shape), borders))
    inner = shapely.get_coordinates(shapely.point_on_surface(pieces))
    labels = label_of(inner[:, ::-1])
    unions = [shapely.union_all(pieces[labels == label]) for label in range(count)]
    return np.array([as_multi(union) for union in unions], dtype=object)


def faces(polygons: Lines, borders: Lines) -> Lines:
    """Pieces of polygons between the lines."""
    at, line = shapely.STRtree(borders).query(polygons, predicate="intersects")
    whole = np.delete(polygons, np.unique(at))
    parts = [pieces_of(polygons[part], borders[line[at == part]]) for part in np.unique(at)]
    return np.concatenate([whole, *parts])


def pieces_of(polygon: shapely.Polygon, lines: Lines) -> Lines:
    network = shapely.union_all([polygon.boundary, *lines])
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(network)))
    # Lines outside the polygon, and its holes, close faces too.
    shapely.prepare(polygon)
    return np.asarray(pieces[shapely.contains(polygon, shapely.point_on_surface(pieces))])
