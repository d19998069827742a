"""Climate at places whose climate everyone can look up, and how it changes over land and year."""

import numpy as np
import pytest

from predictor.geodesy import LatLng, destination
from predictor.planet.climate import Normals, classify, normals

PLAIN, HIGH = "plain", "mountains"
# Classes that a visitor would accept, and whether mountains stand around.
CITIES = {
    "London": (51.5, -0.1, "oceanic", PLAIN),
    "Paris": (48.9, 2.3, "oceanic", PLAIN),
    "Berlin": (52.5, 13.4, "oceanic continental", PLAIN),
    "Madrid": (40.4, -3.7, "mediterranean steppe", PLAIN),
    "Lisbon": (38.7, -9.1, "mediterranean", PLAIN),
    "Rome": (41.9, 12.5, "mediterranean", PLAIN),
    "Athens": (38.0, 23.7, "mediterranean steppe", PLAIN),
    "Innsbruck": (47.2, 11.4, "oceanic continental", HIGH),
    "Moscow": (55.8, 37.6, "continental", PLAIN),
    "Yakutsk": (62.0, 129.7, "boreal", PLAIN),
    "Novosibirsk": (55.0, 82.9, "continental boreal", PLAIN),
    "Tromso": (69.6, 19.0, "boreal oceanic", None),
    "Reykjavik": (64.1, -21.9, "oceanic tundra boreal", PLAIN),
    "Longyearbyen": (78.2, 15.6, "tundra", None),
    "Cairo": (30.0, 31.2, "desert", PLAIN),
    "Timbuktu": (16.8, -3.0, "desert", PLAIN),
    "In Salah": (27.2, 2.5, "desert", PLAIN),
    "Lagos": (6.5, 3.4, "savanna rainforest", PLAIN),
    "Kisangani": (0.5, 25.2, "rainforest", PLAIN),
    "Nairobi": (-1.3, 36.8, "oceanic savanna", None),
    "Addis Ababa": (9.0, 38.7, "oceanic humid_subtropical", HIGH),
    "Cape Town": (-33.9, 18.4, "mediterranean", None),
    "Johannesburg": (-26.2, 28.0, "oceanic humid_subtropical", PLAIN),
    "Windhoek": (-22.6, 17.1, "steppe desert", None),
    "Riyadh": (24.7, 46.7, "desert", PLAIN),
    "Sanaa": (15.4, 44.2, "steppe desert", HIGH),
    "Tehran": (35.7, 51.4, "steppe desert", None),
    "Delhi": (28.6, 77.2, "steppe humid_subtropical", PLAIN),
    "Mumbai": (19.1, 72.9, "savanna rainforest", PLAIN),
    "Kathmandu": (27.7, 85.3, "humid_subtropical", HIGH),
    "Leh": (34.2, 77.6, "desert steppe", HIGH),
    "Lhasa": (29.7, 91.1, "steppe continental", None),
    "Beijing": (39.9, 116.4, "continental", PLAIN),
    "Shanghai": (31.2, 121.5, "humid_subtropical", PLAIN),
    "Urumqi": (43.8, 87.6, "steppe continental", None),
    "Tokyo": (35.7, 139.7, "humid_subtropical", PLAIN),
    "Sapporo": (43.1, 141.4, "continental", PLAIN),
    "Seoul": (37.6, 127.0, "humid_subtropical continental", PLAIN),
    "Ulaanbaatar": (47.9, 106.9, "boreal steppe continental", None),
    "Bangkok": (13.8, 100.5, "savanna", PLAIN),
    "Singapore": (1.3, 103.8, "rainforest", PLAIN),
    "Alice Springs": (-23.7, 133.9, "desert steppe", PLAIN),
    "Darwin": (-12.5, 130.8, "savanna", PLAIN),
    "Perth": (-32.0, 115.9, "mediterranean", PLAIN),
    "Sydney": (-33.9, 151.2, "humid_subtropical oceanic", PLAIN),
    "Auckland": (-36.8, 174.8, "oceanic", PLAIN),
    "Queenstown": (-45.0, 168.7, "oceanic", HIGH),
    "Anchorage": (61.2, -149.9, "boreal continental", None),
    "Los Angeles": (34.1, -118.2, "mediterranean steppe", PLAIN),
    "Phoenix": (33.4, -112.1, "desert", PLAIN),
    "Denver": (39.7, -105.0, "steppe", None),
    "Chicago": (41.9, -87.6, "continental", PLAIN),
    "Miami": (25.8, -80.2, "savanna rainforest", PLAIN),
    "Houston": (29.8, -95.4, "humid_subtropical", PLAIN),
    "Winnipeg": (49.9, -97.1, "continental", PLAIN),
    "Iqaluit": (63.7, -68.5, "tundra", None),
    "Bogota": (4.7, -74.1, "oceanic", HIGH),
    "Lima": (-12.0, -77.0, "desert", None),
    "Cusco": (-13.5, -72.0, "oceanic", HIGH),
    "Manaus": (-3.1, -60.0, "rainforest", PLAIN),
    "Brasilia": (-15.8, -47.9, "savanna", PLAIN),
    "Buenos Aires": (-34.6, -58.4, "humid_subtropical", PLAIN),
    "Santiago": (-33.4, -70.7, "mediterranean steppe", HIGH),
    "Comodoro Rivadavia": (-45.9, -67.5, "steppe desert", PLAIN),
    "Vostok": (-78.5, 106.9, "ice", PLAIN),
}


@pytest.mark.parametrize("name", CITIES)
def test_climate_of_known_cities(name):
    lat, lng, accepted, landscape = CITIES[name]

    year = normals(LatLng(lat, lng))

    assert classify(year) in accepted.split()
    if landscape is not None:
        assert (year.relief > 0.4) == (landscape == HIGH), year.relief


@pytest.mark.parametrize(("lat", "lng"), [(48.9, 2.3), (55.8, 37.6), (39.9, 116.4), (41.9, -87.6)])
def test_july_is_warm_in_the_north(lat, lng):
    year = normals(LatLng(lat, lng))

    assert year.july_c > year.january_c + 10


@pytest.mark.parametrize(("lat", "lng"), [(-33.9, 18.4), (-34.6, -58.4), (-37.8, 145.0)])
def test_january_is_warm_in_the_south(lat, lng):
    year = normals(LatLng(lat, lng))

    assert year.january_c > year.july_c + 7


def test_sahara_is_dry_and_the_amazon_wet():
    sahara = [normals(LatLng(lat, lng)) for lat in (20, 24, 28) for lng in (-5, 5, 15, 25)]
    amazon = [normals(LatLng(lat, lng)) for lat in (-6, -3, 0) for lng in (-70, -65, -60)]

    assert max(year.rain_mm for year in sahara) < 250
    assert min(year.rain_mm for year in amazon) > 1500


@pytest.mark.parametrize(
    ("lat", "lng", "low_m", "high_m"),
    [
        (45.83, 6.86, 1200, 4500),
        (27.99, 86.92, 2000, 7000),
        (33.0, 88.0, 3800, 6000),
        (-16.5, -68.1, 3000, 4500),
        (52.4, 4.9, -50, 250),
        (39.1, -94.6, 100, 700),
        (0.0, -60.0, 0, 400),
    ],
)
def test_elevation_is_that_of_the_region(lat, lng, low_m, high_m):
    assert low_m < normals(LatLng(lat, lng)).elevation_m < high_m


def test_climate_changes_smoothly():
    """Two kilometres further no mean jumps by a degree, over 2000 km of the Andes' foot."""
    start = LatLng(-5.0, -70.0)
    years = [normals(destination(start, 200.0, 2.0 * step)) for step in range(1000)]

    jumps = np.diff([year.july_c for year in years])

    assert np.abs(jumps).max() < 1.0


def test_rain_of_the_months_adds_up_to_the_year():
    year = Normals(5.0, 18.0, 600.0, 0.5, 0.0, 0.0)

    assert sum(year.rain_mm_per_month(day) for day in range(365)) / 365 * 12 == pytest.approx(600.0)


def test_rain_of_the_summer_half_is_its_share():
    year = Normals(20.0, 28.0, 1000.0, 0.7, 0.0, 0.0)
    april_to_september = sum(year.rain_mm_per_month(day) for day in range(106, 289)) / 365 * 12

    assert april_to_september / 1000.0 == pytest.approx(0.7, abs=0.01)


@pytest.mark.parametrize(
    ("january_c", "july_c"), [(-20.0, 15.0), (25.0, 9.0), (12.0, 12.0), (5.0, 5.0), (-30.0, 4.0)]
)
def test_months_over_10_are_those_of_the_days(january_c, july_c):
    year = Normals(january_c, july_c, 500.0, 0.5, 0.0, 0.0)
    counted = sum(year.temperature_c(day / 10) > 10.0 for day in range(3650)) / 3650 * 12

    assert year.months_over_10 == pytest.approx(counted, abs=0.01)
