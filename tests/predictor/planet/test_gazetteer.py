"""Towns of the world, and which of them a drive visits."""

import numpy as np
import pytest

from predictor.geodesy import haversine_km
from predictor.planet.gazetteer import LONELY_KM, Gazetteer, fits_a_sign, gazetteer


def entry(key, lat, lng, population=1000, country="AA"):
    return {
        "geonameid": key, "name": f"T{'x' * key}", "latitude": lat, "longitude": lng,
        "countrycode": country, "population": population, "alternatenames": [],
    }  # fmt: skip


@pytest.fixture
def scattered():
    rng = np.random.default_rng(2)
    places = zip(rng.uniform(-85, 85, 23), rng.uniform(-180, 180, 23), strict=True)
    return Gazetteer([entry(number + 1, lat, lng) for number, (lat, lng) in enumerate(places)])


def test_gazetteer_knows_towns_of_all_countries():
    towns = gazetteer()

    assert len(towns.by_country) > 200
    assert sum(map(len, towns.by_country.values())) == len(towns.latlng_T2)


def test_rows_do_not_depend_on_the_order_of_reading():
    entries = [entry(3, 1, 1), entry(1, 2, 2), entry(2, 3, 3)]

    assert [Gazetteer(entries).town(row).key for row in range(3)] == [1, 2, 3]


def test_towns_around_are_the_nearest(scattered):
    for row in range(23):
        km = haversine_km(scattered.latlng_T2[row], scattered.latlng_T2)
        km[row] = np.inf
        assert scattered.around(row, 5) == np.argsort(km)[:5].tolist()


def test_a_lonely_town_is_visited_more_often():
    crowd = [entry(number, 50.0, 8.0 + number / 100) for number in range(1, 9)]
    weights = Gazetteer([*crowd, entry(9, 20.0, 0.0)]).weights

    assert weights[8] > 10 * weights[:8].max()
    assert weights[8] == pytest.approx((LONELY_KM + 5) * 2000**0.25)


def test_people_count_a_little():
    few, many, *_ = Gazetteer(
        [entry(number, 0.0, 3.0 * number, 10**number) for number in range(2, 8)]
    ).weights

    assert few < many < 10 * few


@pytest.mark.parametrize("name", ["Lyon", "L'Aquila", "Æbeltoft", "Saint-Jean-de-Luz"])
def test_plain_names_fit_a_sign(name):
    assert fits_a_sign(name)


@pytest.mark.parametrize("name", ["Paris 15 Vaugirard", "Zürich (Kreis 7) / Witikon", "x" * 29])
def test_districts_and_long_names_do_not(name):
    assert not fits_a_sign(name)
