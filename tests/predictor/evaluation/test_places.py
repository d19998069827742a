"""Points on the map against the slower ways to ask the same."""

import numpy as np
import pytest

from predictor.evaluation.places import NoRegionsError, counted_regions, random_land
from predictor.models import Region
from predictor.regions import locate_regions
from tests.predictor.evaluation.world import make_regions

pytestmark = pytest.mark.django_db


def test_counted_regions_agree_with_locating_one_by_one():
    make_regions()
    points = np.random.default_rng(0).uniform((-1, -1), (11, 21), (60, 2))

    found = counted_regions(points)

    for point, (country, province) in zip(points, found, strict=True):
        (located,) = locate_regions([point])
        near = located.distance_km <= 20
        assert np.isnan(country) == (not near)
        if near:
            assert (country, province) == (located.country.id, located.province.id)


def test_counted_regions_of_no_answer_are_none():
    make_regions()

    found = counted_regions(np.array([[np.nan, np.nan], [2.0, 2.0]]))

    assert np.isnan(found[0]).all()
    assert np.isfinite(found[1]).all()


def test_random_land_is_on_land_and_the_same_again():
    make_regions()

    points = random_land(25, seed=3)

    assert points.shape == (25, 2)
    assert (points >= 0).all()
    assert (points <= (10, 20)).all()
    assert np.array_equal(points, random_land(25, seed=3))


def test_random_land_without_regions_says_so():
    assert not Region.objects.exists()

    with pytest.raises(NoRegionsError, match="No regions are loaded"):
        random_land(2, seed=1)
