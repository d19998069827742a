"""The sun against a slow computation with vectors, and against common knowledge."""

import math

import numpy as np
import pytest

from predictor.geodesy import LatLng, unit_vectors
from predictor.planet.sun import declination_deg, noon_elevation_deg, sun_position

PARIS, SYDNEY = LatLng(48.85, 2.35), LatLng(-33.9, 151.2)


def position_by_vectors(latlng, day, hour):
    """The sun's direction in the sky from the local axes, nothing simplified."""
    subsolar = LatLng(declination_deg(day, hour), 15.0 * (12.0 - hour))
    sun, up = unit_vectors(subsolar), unit_vectors(LatLng(latlng.lat, 0.0))
    east = np.cross([0.0, 0.0, 1.0], up)
    east /= np.linalg.norm(east)
    north = np.cross(up, east)
    azimuth = math.degrees(math.atan2(sun @ east, sun @ north)) % 360.0
    return azimuth, math.degrees(math.asin(np.clip(sun @ up, -1, 1)))


@pytest.mark.parametrize("lat", [-89.0, -66.6, -33.9, -0.1, 12.0, 48.85, 71.0, 89.0])
@pytest.mark.parametrize("day", [1, 80, 172, 300, 365])
@pytest.mark.parametrize("hour", [0.5, 6.0, 9.25, 13.0, 20.0])
def test_sun_stands_where_vectors_say(lat, day, hour):
    found = sun_position(LatLng(lat, 33.0), day, hour)

    azimuth, elevation = position_by_vectors(LatLng(lat, 33.0), day, hour)
    assert found[1] == pytest.approx(elevation, abs=1e-6)
    assert abs((found[0] - azimuth + 180) % 360 - 180) < 1e-5


@pytest.mark.parametrize("day", [15, 100, 172, 260, 350])
def test_noon_sun_is_south_in_europe_and_north_in_australia(day):
    assert sun_position(PARIS, day, 12.0)[0] == pytest.approx(180.0, abs=0.01)
    assert min(sun_position(SYDNEY, day, 12.0)[0] % 360, 0.01) < 0.011


def test_sun_rises_in_the_east_and_sets_in_the_west():
    morning, evening = sun_position(PARIS, 80, 7.0)[0], sun_position(PARIS, 80, 17.0)[0]

    assert 60 < morning < 120
    assert 240 < evening < 300


@pytest.mark.parametrize(("day", "degrees"), [(172, 23.44), (355, -23.44), (80, -0.2), (266, 0.1)])
def test_declination_turns_at_the_solstices(day, degrees):
    assert declination_deg(day) == pytest.approx(degrees, abs=0.5)


def test_noon_is_the_highest_the_sun_gets():
    highest = max(sun_position(PARIS, 200, hour / 10)[1] for hour in range(240))

    assert noon_elevation_deg(PARIS.lat, 200) == pytest.approx(highest, abs=0.05)


def test_polar_night_has_no_noon_sun():
    assert noon_elevation_deg(78.0, 355) < 0 < noon_elevation_deg(78.0, 172)
