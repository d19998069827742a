import numpy as np
import pytest

from predictor.cells.projection import Azimuthal
from predictor.geodesy import LatLng, haversine_km
from tests.predictor.cells.squares import anywhere

CENTRES = [LatLng(0, 0), LatLng(48.9, 2.3), LatLng(-17.0, 179.99), LatLng(90, 0), LatLng(-90, 50)]


@pytest.mark.parametrize("centre", CENTRES)
def test_distances_from_the_centre_are_right(centre):
    points = anywhere(301)
    km = Azimuthal(centre).to_km(points)
    assert np.hypot(*km.T) == pytest.approx(haversine_km(points, centre), abs=1e-5)


@pytest.mark.parametrize("centre", CENTRES)
def test_projection_comes_back(centre):
    points = anywhere(301)
    projection = Azimuthal(centre)
    back = projection.to_lnglat(projection.to_km(points))[:, ::-1]
    assert haversine_km(points, back).max() < 1e-6


def test_centre_is_the_origin():
    assert Azimuthal(LatLng(10, 20)).to_km(np.array([[10.0, 20.0]])) == pytest.approx(0, abs=1e-9)


def test_north_is_up_and_east_is_right():
    km = Azimuthal(LatLng(10, 179.9)).to_km(np.array([[11.0, 179.9], [10.0, -179.9]]))
    assert km[0, 1] > 100
    assert km[0, 0] == pytest.approx(0, abs=1e-9)
    assert km[1, 0] > 20
