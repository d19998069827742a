import numpy as np
import pytest
import shapely

from predictor.cells.lookup import Lookup
from predictor.geodesy import haversine_km
from tests.predictor.cells.borders import provinces
from tests.predictor.cells.squares import anywhere, square


def slow_find(shapes, point):
    """A linear scan: the first shape around the point, else the nearest of many border points."""
    lat, lng = point
    for number, shape in enumerate(shapes):
        if shapely.intersects_xy(shape, lng, lat):
            return number, 0.0
    nearest = [distance_to_border(shape, point) for shape in shapes]
    return int(np.argmin(nearest)), min(nearest)


def distance_to_border(shape, point):
    dense = shapely.get_coordinates(shapely.segmentize(shapely.boundary(shape), 0.02))
    return haversine_km(dense[:, ::-1], point).min()


def nordic():
    return [area.shape for area in provinces() if area.country_code in {"FI", "SE", "EE", "SJ"}]


def test_find_equals_a_linear_scan():
    shapes = nordic()
    rng = np.random.default_rng(2)
    points = np.column_stack([rng.uniform(54, 82, 211), rng.uniform(0, 40, 211)])
    found = Lookup(shapes).find(points)
    for number, point in zip(found, points, strict=True):
        slow, slow_km = slow_find(shapes, point)
        inside = shapely.intersects_xy(shapes[number], point[1], point[0])
        # Two shapes may be equally near: then their distances say so.
        assert number == slow or (
            not inside and distance_to_border(shapes[number], point) < slow_km + 0.5
        )


def test_every_point_of_the_sphere_is_found():
    found = Lookup(nordic()).find(anywhere(500))
    assert found.min() >= 0


@pytest.mark.parametrize(
    ("point", "shape"), [((0.5, 179.5), 0), ((0.5, -178.6), 0), ((0.5, -178.4), 1)]
)
def test_nearest_shape_may_lie_across_the_antimeridian(point, shape):
    shapes = [square(179, 0), square(-177, 0)]
    assert Lookup(shapes).find(np.array([point])).tolist() == [shape]


def test_nearest_at_the_pole_is_measured_on_the_sphere():
    shapes = [square(0, 80, 5), square(120, 78, 5), square(-100, 88, 1)]
    assert Lookup(shapes).find(np.array([[90.0, 120.0], [-90.0, 0.0]])).tolist() == [2, 1]


def test_point_on_a_shared_border_is_in_the_first_shape():
    shapes = [square(1, 0), square(0, 0)]
    assert Lookup(shapes).find(np.array([[0.5, 1.0]])).tolist() == [0]


def test_point_in_a_hole_is_nearest_to_the_ring():
    ring = square(0, 0, 10) - square(4, 4, 2)
    assert Lookup([square(20, 20), ring]).find(np.array([[5.0, 5.0]])).tolist() == [1]


def test_no_points_are_no_answers():
    assert Lookup([square(0, 0)]).find(np.empty((0, 2))).tolist() == []
