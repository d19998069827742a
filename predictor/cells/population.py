"""Shapes become cells: how many photos each has, and where their mean is."""

from collections.abc import Sequence

import numpy as np
import shapely

from predictor.cells.lookup import Lookup
from predictor.cells.partition import Cell, Integers, Partition
from predictor.geodesy import Floats, LatLng, from_unit_vector, unit_vectors


def populated(
    shapes: Sequence[shapely.MultiPolygon], country_codes: Sequence[str], latlng_N2: Floats
) -> Partition:
    """One level of cells: each point counts in the cell that `assign` gives it."""
    members = Lookup(shapes).find(latlng_N2)
    counts = np.bincount(members, minlength=len(shapes))
    sums = vector_sums(members, latlng_N2, len(shapes))
    cells = [
        Cell(number, shape, country_codes[number], centroid(shape, sums[number]), int(count))
        for number, (shape, count) in enumerate(zip(shapes, counts, strict=True))
    ]
    return Partition(tuple(cells))


def vector_sums(members: Integers, latlng_N2: Floats, count: int) -> Floats:
    vectors = unit_vectors(latlng_N2)
    columns = [np.bincount(members, vectors[:, axis], minlength=count) for axis in range(3)]
    return np.stack(columns, axis=1)


def centroid(shape: shapely.MultiPolygon, vector_sum: Floats) -> LatLng:
    """Direction of the sum; a cell without photos, or with antipodal ones, answers from inside."""
    if float(np.linalg.norm(vector_sum)) > 1e-9:
        return from_unit_vector(vector_sum)
    return inner_point(shape)


def inner_point(shape: shapely.MultiPolygon) -> LatLng:
    """On the largest part, so that a country of islands does not answer from the sea."""
    parts = shapely.get_parts(shape)
    point = shapely.point_on_surface(parts[int(np.argmax(shapely.area(parts)))])
    return LatLng(float(shapely.get_y(point)), float(shapely.get_x(point)))
