"""Intervals and shrinkage of the database beside twins in plain Python."""

import math
from collections import Counter

import pytest

from geoweb.domain.review_charts import stability
from geoweb.domain.review_refresh import SCALES, SIGMAS_95
from geoweb.models import Outcome, Summary
from tests.geoweb.review.reviewed import review_of

pytestmark = pytest.mark.django_db


def effective(clusters):
    sizes = Counter(clusters).values()
    return sum(sizes) ** 2 / sum(size**2 for size in sizes)


def wilson(p, n, z=SIGMAS_95):
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0, middle - half), min(1, middle + half)


def test_bounds_of_regions_are_wilsons_with_kishs_number(locators):
    rows = Summary.objects.filter(review=review_of(locators[0]), aspect="country")
    for row in rows:
        mine = Outcome.objects.filter(locator=locators[0], true_country=row.region_id)
        n = effective(mine.values_list("cluster", flat=True))
        share = mine.filter(distance_km__lte=750).count() / mine.count()
        low, high = wilson(share, n)
        assert row.effective == pytest.approx(n)
        assert (row.lows[5], row.highs[5]) == pytest.approx((100 * low, 100 * high))


def test_bounds_of_medians_are_order_statistics(locators):
    for row in Summary.objects.filter(review=review_of(locators[0]), aspect="country"):
        mine = Outcome.objects.filter(locator=locators[0], true_country=row.region_id)
        km = sorted(mine.values_list("distance_km", flat=True))
        half = SIGMAS_95 / 2 / math.sqrt(row.effective)
        low = max(1, math.floor(len(km) * (0.5 - half)))
        high = min(len(km), math.ceil(len(km) * (0.5 + half)) + 1)
        assert (row.lows[0], row.highs[0]) == pytest.approx((km[low - 1], km[high - 1]))


def prior_worth(children, parent_of, number):
    """k of the beta prior, by the method of moments."""
    scale, excess, chance = SCALES[number], 0.0, 0.0
    for row in children:
        if row.figures[number] is None:
            continue
        p, q = row.figures[number] / scale, parent_of(row)[number] / scale
        excess += row.effective * (p - q) ** 2 - q * (1 - q) if row.effective > 1 else 0.0
        chance += (row.effective - 1) * q * (1 - q)
    rho = min(0.999, max(0.001, excess / chance if chance else 0.001))
    return 1 / rho - 1


def drawn(row, parent, worth, number):
    own, n = row.figures[number], row.effective
    if own is None:
        return None
    if SCALES[number] is None:
        mean = (n * math.log(own) + worth[1] * math.log(parent[number])) / (n + worth[1])
        return math.exp(mean)
    return (n * own + worth[number] * parent[number]) / (n + worth[number])


@pytest.mark.parametrize("aspect", ["country", "province"])
def test_shrinkage_is_that_of_the_twin(locators, aspect):
    rows = list(Summary.objects.filter(review=review_of(locators[0])).select_related("region"))
    world = next(row for row in rows if row.aspect == "world").shrunk
    countries = {row.region_id: row.shrunk for row in rows if row.aspect == "country"}
    children = [row for row in rows if row.aspect == aspect]

    def parent_of(row):
        return world if aspect == "country" else countries[row.region.parent_id]

    worth = {number: prior_worth(children, parent_of, number) for number in range(1, 9)}
    for row in children:
        twin = [drawn(row, parent_of(row), worth, number) for number in range(9)]
        assert row.shrunk == pytest.approx(twin)


def test_equal_spreads_are_stable_and_others_are_not():
    assert stability([10] * 10, [7] * 10) == pytest.approx(0.0, abs=1e-9)
    assert stability([10] * 10, [100] + [0] * 9) > 0.25
    assert stability([10] * 10, [0] * 10) is None
