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
    arcs = hull_arcs(centres_C3) if len(centres_C3) > 3 else bisectors(centres_C3)
    points = np.stack([lnglat_of(row) for row in arcs])
    return map_lines(points[:, :-1].reshape(-1, 2), points[:, 1:].reshape(-1, 2))


def hull_arcs(centres_C3: Floats) -> Floats:
    """Regions meet where normals of neighbouring facets of the convex hull point."""
    # QJ: four centres on one circle, or all of them, are pushed apart by less than a millimetre.
    hull = ConvexHull(centres_C3, qhull_options="QJ")
    facet, side = np.nonzero(hull.neighbors > np.arange(len(hull.neighbors))[:, None])
    normals = hull.equations[:, :3]
    starts, ends = normals[facet], normals[hull.neighbors[facet, side]]
    angle = np.arccos(np.clip((starts * ends).sum(axis=1), -1.0, 1.0))
    steps = max(1, int(np.ceil(angle.max() / STEP_RAD)))
    return slerp(starts, ends, angle, np.linspace(0.0, 1.0, steps + 1))


def slerp(starts: Floats, ends: Floats, angle: Floats, shares: Floats) -> Floats:
    """Points along great circles, shape (arcs, shares, 3); ends are kept to the last bit."""
    sine = np.maximum(np.sin(angle), 1e-15)[:, None, None]
    turn = angle[:, None, None] * shares[None, :, None]
    rest = angle[:, None, None] - turn
    points = (np.sin(rest) * starts[:, None] + np.sin(turn) * ends[:, None]) / sine
    points[:, 0], points[:, -1] = starts, ends
    return np.asarray(points)


def bisectors(centres_C3: Floats) -> Floats:
    """Whole great circles half-way between each pair: more lines than borders, never fewer."""
    first, second = np.triu_indices(len(centres_C3), 1)
    normals = centres_C3[first] - centres_C3[second]
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    helper = np.eye(3)[np.argmin(np.abs(normals), axis=1)]
    across = np.cross(normals, helper)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
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
    unions = [shapely.coverage_union_all(pieces[labels == label]) for label in range(count)]
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
