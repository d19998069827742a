"""The medians of many groups at once equal the median of one."""

import numpy as np
import pytest

from geoweb.rating.crowd import spherical_medians
from predictor.geodesy import LatLng, destination, haversine_km, spherical_median

PLACES = [(45.0, 5.0), (0.0, 180.0), (89.0, 30.0), (-90.0, 0.0), (10.0, -179.5)]


def groups(draw):
    """Of 5 to 11 guesses each; some at one spot, some far off."""
    for number, place in enumerate(PLACES * 3):
        guesses = [
            destination(LatLng(*place), draw.uniform(0, 360), draw.exponential(700))
            for _ in range(5 + number % 7)
        ]
        yield guesses if number % 4 else guesses[:2] + [guesses[0]] * 4


def total_km(point, guesses):
    return float(haversine_km(point, guesses).sum())


def test_medians_equal_the_median_of_each_group():
    guesses = list(groups(np.random.default_rng(0)))
    number_N = np.concatenate([np.full(len(each), n) for n, each in enumerate(guesses)])

    found = spherical_medians(np.concatenate(guesses), number_N)

    for point, each in zip(found, guesses, strict=True):
        assert total_km(point, each) == pytest.approx(
            total_km(spherical_median(each), each), abs=0.1
        )


def test_a_group_alone_gives_the_same_numbers():
    guesses = list(groups(np.random.default_rng(1)))
    number_N = np.concatenate([np.full(len(each), n) for n, each in enumerate(guesses)])

    together = spherical_medians(np.concatenate(guesses), number_N)

    for number, each in enumerate(guesses):
        alone = spherical_medians(np.array(each), np.zeros(len(each), int))
        assert alone[0].tolist() == together[number].tolist()


def test_antipodes_have_a_median_too():
    found = spherical_medians(np.array([(10.0, 20.0), (-10.0, -160.0)]), np.zeros(2, int))

    assert np.isfinite(found).all()
