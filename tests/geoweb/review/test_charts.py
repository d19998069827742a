"""Views of the whole set say what the headline says."""

import pytest

from geoweb.domain.review_region import Place, people_against
from geoweb.enums import Aspect, PlayerKind
from geoweb.models import Chart, Outcome, Player, Result, Summary
from tests.geoweb.review.reviewed import review_of

pytestmark = pytest.mark.django_db


def chart(locator, kind):
    return Chart.objects.get(review=review_of(locator), kind=kind).data


def test_calibration_bins_add_up_to_the_error_of_the_headline(locators):
    bins = chart(locators[0], "calibration")

    photos = sum(row[0] for row in bins)
    error = sum(row[0] * abs(row[1] - row[2]) for row in bins) / photos
    assert photos == 61
    assert error == pytest.approx(review_of(locators[0]).headline["ece"][0], abs=1e-5)


def test_at_full_coverage_the_risk_is_that_of_all_photos(locators):
    *_, last = chart(locators[0], "coverage")
    headline = review_of(locators[0]).headline

    assert last[0] == 1.0
    assert 100 * (1 - last[2]) == pytest.approx(headline["within_200_km_pct"][0], abs=1e-4)
    assert 100 * (1 - last[4]) == pytest.approx(headline["country_pct"][0], abs=1e-4)
    assert last[5] == pytest.approx(headline["geoscore"][0], abs=1e-4)


def test_confusion_holds_every_photo_with_a_country_once(locators):
    pairs = chart(locators[0], "confusion")

    right = sum(photos for true, answered, photos in pairs if true == answered)
    headline = review_of(locators[0]).headline
    assert sum(row[2] for row in pairs) == 60
    assert 100 * right / 60 == pytest.approx(headline["country_pct"][0], abs=1e-4)


def test_balance_of_one_full_place_among_two_is_a_half(locators):
    rows = {(row["split"], row["kind"]): row for row in chart(locators[0], "balance")}

    country = rows["test", "country"]
    counts = sorted(
        Outcome.objects.filter(locator=locators[0], true_country__code=code).count()
        for code in ("A", "B")
    )
    assert country["photos"] == 60
    assert country["gini"] == pytest.approx(abs(counts[1] - counts[0]) / 2 / 60)


def test_people_of_a_region_meet_the_locator_on_the_same_photos(locators):
    review = review_of(locators[0])
    region = Summary.objects.get(review=review, aspect="country", value="A").region_id
    place = Place(review, Aspect.COUNTRY, region)
    outcomes = list(place.outcomes()[:4])
    for name in ("Ada", "Bo"):
        player = Player.objects.create(kind=PlayerKind.HUMAN, name=name)
        for each in outcomes:
            Result.objects.create(
                player=player, photo_id=each.photo_id, distance_km=0, score=5000,
                at=review.refreshed_at,
            )  # fmt: skip

    found = people_against(place)

    mean = sum(5000 - each.score for each in outcomes) / 4
    assert (found.count, found.mean) == (8, pytest.approx(mean))
