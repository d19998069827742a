import itertools

import numpy as np
import pytest

from geoweb.domain.coarse import BANDS, Area, area_of, columns
from predictor.geodesy import LatLng, distance_km, haversine_km


def anywhere(count, seed=0):
    draw = np.random.default_rng(seed)
    lats = np.degrees(np.arcsin(draw.uniform(-1, 1, count)))
    return [
        LatLng(*each)
        for each in zip(lats.tolist(), draw.uniform(-180, 180, count).tolist(), strict=True)
    ]


def test_every_point_lies_in_its_area():
    for point in anywhere(5000):
        area = area_of(point)
        assert area.south <= point.lat <= area.north
        assert area.west - 1e-9 <= point.lng <= area.east + 1e-9


@pytest.mark.parametrize(
    "point",
    [(90, 0), (-90, 0), (90, 180), (0, 180), (0, -180), (89.999, -180), (-90, 179.999), (0, 540)],
)
def test_the_edges_of_the_world_have_an_area(point):
    area = area_of(LatLng(*map(float, point)))

    assert 0 <= area.band < BANDS
    assert 0 <= area.column < columns(area.band)


def test_both_sides_of_the_antimeridian_meet():
    assert area_of(LatLng(10.0, -180.0)) == area_of(LatLng(10.0, 180.0))


def test_areas_cover_the_world_without_overlap():
    for band in range(BANDS):
        edges = [(Area(band, each).west, Area(band, each).east) for each in range(columns(band))]
        assert edges[0][0] == -180
        assert edges[-1][1] == pytest.approx(180)
        assert all(one[1] == pytest.approx(two[0]) for one, two in itertools.pairwise(edges))


def test_no_area_tells_more_than_a_hundred_kilometres():
    """Half its height and half its width, but for the few that touch a pole."""
    for band in range(1, BANDS - 1):
        area = Area(band, 0)
        middle = area.centre
        assert distance_km(middle, LatLng(area.north, middle.lng)) > 100
        assert distance_km(middle, LatLng(middle.lat, area.east)) > 100


def test_neighbouring_photos_get_the_same_answer_or_that_of_the_area_beside():
    centres = np.array([area_of(point).centre for point in anywhere(2000, seed=1)])
    points = np.array(anywhere(2000, seed=1))

    assert haversine_km(points, centres).max() < 260


def test_geojson_is_a_closed_ring_around_the_centre():
    area = area_of(LatLng(45.0, 5.0))
    (ring,) = area.as_geojson()["coordinates"]

    assert ring[0] == ring[-1]
    assert {lat for _, lat in ring} == {area.south, area.north}
    assert min(lng for lng, _ in ring) < area.centre.lng < max(lng for lng, _ in ring)
