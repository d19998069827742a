"""The place with the least sum of distances: beside a search, and of many groups at once."""

import numpy as np
import pytest

from predictor.geodesy import LatLng, destination, haversine_km
from predictor.medians import spherical_median, spherical_medians

PLACES = [(45.0, 5.0), (0.0, 180.0), (89.0, 30.0), (-90.0, 0.0), (10.0, -179.5)]


def groups(draw):
    """Of 5 to 11 guesses each; some at one spot, some far off."""
    for number, place in enumerate(PLACES * 3):
        guesses = [
            destination(LatLng(*place), draw.uniform(0, 360), draw.exponential(700))
            for _ in range(5 + number % 7)
        ]
        yield guesses if number % 4 else guesses[:2] + [guesses[0]] * 4


def test_a_group_alone_gives_the_same_numbers():
    guesses = list(groups(np.random.default_rng(1)))
    number_N = np.concatenate([np.full(len(each), n) for n, each in enumerate(guesses)])

    together = spherical_medians(np.concatenate(guesses), number_N)

    for number, each in enumerate(guesses):
        alone = spherical_median(each)
        assert alone == together[number]


def slow_median(points):
    """Ever finer grids around the best node so far."""
    best, reach_km = min(points, key=lambda each: haversine_km(each, points).sum()), 10_000.0
    while reach_km > 0.0005:
        nodes = [destination(best, bearing, reach_km) for bearing in range(0, 360, 15)]
        nearer = min([best, *nodes], key=lambda each: haversine_km(each, points).sum())
        best, reach_km = nearer, reach_km if nearer != best else reach_km * 0.6
    return best


@pytest.mark.parametrize("count", [1, 2, 5, 6, 17])
@pytest.mark.parametrize("where", [(45.0, 5.0), (0.0, 180.0), (89.0, 30.0), (-90.0, 0.0)])
def test_median_equals_a_search(count, where):
    rng = np.random.default_rng(count)
    points = [
        destination(LatLng(*where), rng.uniform(0, 360), rng.exponential(600)) for _ in range(count)
    ]

    found, wanted = spherical_median(points), slow_median(points)

    sums = [float(haversine_km(each, points).sum()) for each in (found, wanted)]
    assert sums[0] == pytest.approx(sums[1], abs=0.01)


def test_median_stays_with_the_many():
    points = [LatLng(45, 5)] * 3 + [LatLng(-40, 170), LatLng(-41, 171)]

    assert spherical_median(points) == pytest.approx(LatLng(45, 5))


def test_median_of_antipodes_is_one_of_them():
    assert spherical_median([LatLng(10, 20), LatLng(-10, -160)]) == pytest.approx((10, 20))


@pytest.mark.parametrize("seed", range(40))
def test_guesses_all_over_the_globe_end_in_a_good_valley(seed):
    """There may be several; the deepest is found nearly always."""
    draw = np.random.default_rng(seed)
    around = draw.normal(size=(int(draw.integers(5, 12)), 3))
    lat, lng = (
        np.arcsin(around[:, 2] / np.linalg.norm(around, axis=1)),
        np.arctan2(around[:, 1], around[:, 0]),
    )
    points = [LatLng(*each) for each in np.degrees(np.stack([lat, lng], axis=1)).tolist()]

    found, wanted = spherical_median(points), slow_median(points)

    sums = [float(haversine_km(each, points).sum()) for each in (found, wanted)]
    assert sums[0] <= sums[1] * 1.02


def test_no_guesses_have_no_median():
    assert spherical_medians(np.empty((0, 2)), np.empty(0, np.int64)) == []
