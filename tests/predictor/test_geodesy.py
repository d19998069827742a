import math

import numpy as np
import pytest

from predictor.geodesy import (
    EARTH_RADIUS_KM,
    LatLng,
    bearing_deg,
    destination,
    distance_km,
    from_unit_vector,
    haversine_km,
    is_on_earth,
    spherical_mean,
    unit_vectors,
    wrap_lng,
)

HALF_TURN_KM = math.pi * EARTH_RADIUS_KM


def slow_distance_km(a, b):
    """By the angle between vectors: another formula than the haversine."""
    dot = float(np.dot(unit_vectors(a), unit_vectors(b)))
    cross = float(np.linalg.norm(np.cross(unit_vectors(a), unit_vectors(b))))
    return EARTH_RADIUS_KM * math.atan2(cross, dot)


def random_points(count, seed):
    rng = np.random.default_rng(seed)
    return np.column_stack([rng.uniform(-90, 90, count), rng.uniform(-180, 180, count)])


def test_haversine_equals_the_vector_angle():
    a, b = random_points(501, 1), random_points(501, 2)
    slow = [slow_distance_km(one, other) for one, other in zip(a, b, strict=True)]
    assert haversine_km(a, b) == pytest.approx(slow, abs=1e-6)


@pytest.mark.parametrize(
    ("a", "b", "expected_km"),
    [
        (LatLng(0, 0), LatLng(0, 0), 0.0),
        (LatLng(0, 179.5), LatLng(0, -179.5), HALF_TURN_KM / 180),
        (LatLng(90, 0), LatLng(90, 123), 0.0),
        (LatLng(90, 0), LatLng(-90, 50), HALF_TURN_KM),
        (LatLng(12, 34), LatLng(-12, 34 - 180), HALF_TURN_KM),
    ],
)
def test_distance_holds_at_the_edges_of_the_map(a, b, expected_km):
    assert distance_km(a, b) == pytest.approx(expected_km, abs=1e-6)


def test_haversine_broadcasts_one_against_many():
    many = random_points(7, 3)
    one = many[2]
    assert haversine_km(one, many)[2] == 0.0
    assert haversine_km(one, many).shape == (7,)


@pytest.mark.parametrize(
    ("lng", "wrapped"), [(180, -180), (-180, -180), (540, -180), (-181, 179), (5, 5)]
)
def test_wrap_lng_stays_on_the_same_meridian(lng, wrapped):
    assert wrap_lng(lng) == wrapped


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        (LatLng(90, 180), True),
        (LatLng(-90, -180), True),
        (LatLng(95, 0), False),
        (LatLng(0, 181), False),
        (LatLng(math.nan, 0), False),
        (LatLng(0, math.inf), False),
    ],
)
def test_is_on_earth_knows_the_borders(point, expected):
    assert is_on_earth(point) is expected


def test_unit_vectors_round_trip():
    points = random_points(101, 4)
    back = [from_unit_vector(vector) for vector in unit_vectors(points)]
    assert np.asarray(back) == pytest.approx(points)


def test_spherical_mean_crosses_the_antimeridian():
    assert spherical_mean([(0, 179), (0, -179)]) == pytest.approx((0, -180))


def test_spherical_mean_of_antipodes_is_the_first_point():
    assert spherical_mean([(10, 20), (-10, -160)]) == pytest.approx((10, 20))


def test_destination_goes_as_far_as_asked():
    for lat, lng in random_points(57, 5) * (0.99, 1):
        start = LatLng(lat, lng)
        end = destination(start, bearing_deg=77.0, travelled_km=123.0)
        assert distance_km(start, end) == pytest.approx(123.0, abs=1e-6)
        assert bearing_deg(start, end) == pytest.approx(77.0, abs=1e-4)
