"""Metrics against loops over photos, and what a missing answer costs."""

import math

import numpy as np
import pytest

from predictor.metrics import UNANSWERED_KM, Outcome, calibration_bins, compare, measure
from predictor.resampling import Estimate, draws, group_numbers
from predictor.scoring import score

NAN = math.nan


def outcome(km, country=None, province=None, **cells):
    km = np.array(km, dtype=float)
    right = np.zeros(len(km)) if country is None else np.array(country, dtype=float)
    return Outcome(km, right, right if province is None else np.array(province, float), **cells)


def drawn_outcome(count=37, seed=0, worse=1.0):
    rng = np.random.default_rng(seed)
    km = rng.lognormal(5, 2, count) * worse
    km[::9] = NAN
    country = np.where(rng.random(count) < 0.2, NAN, rng.integers(0, 2, count))
    return outcome(km, country, confidence_N=rng.random(count), cell_N=rng.integers(0, 2, count))


def slow_metrics(km, country):
    km = [UNANSWERED_KM if math.isnan(each) else each for each in km]
    known = [each for each in country if not math.isnan(each)]
    return {
        "within_25_km_pct": 100 * sum(each <= 25 for each in km) / len(km),
        "within_2500_km_pct": 100 * sum(each <= 2500 for each in km) / len(km),
        "geoscore": sum(score(each) for each in km) / len(km),
        "mean_km": sum(km) / len(km),
        "median_km": float(np.median(km)),
        "country_pct": 100 * sum(known) / len(known),
    }


def slow_resamples(found, groups, resamples, seed):
    """Each drive copied as often as it was drawn, then measured like any other list."""
    rows = np.concatenate(list(draws(max(groups) + 1, len(groups), resamples, seed)))
    for drawn in rows:
        photos = [n for n, group in enumerate(groups) for _ in range(drawn[group])]
        yield slow_metrics(found.distance_km_N[photos], found.country_N[photos])


@pytest.mark.parametrize("count", [1, 3, 8, 37])
def test_measure_equals_a_loop_over_photos(count):
    found = drawn_outcome(count)

    measured = measure(found, np.arange(count), resamples=5)

    expected = slow_metrics(found.distance_km_N, found.country_N)
    assert {name: measured[name].value for name in expected} == pytest.approx(expected)


def test_intervals_equal_resampling_whole_drives_by_hand():
    found, groups = drawn_outcome(), np.arange(37) // 3

    measured = measure(found, groups, resamples=60, seed=5)

    slow = list(slow_resamples(found, groups, 60, 5))
    for name in slow[0]:
        values = [row[name] for row in slow]
        low, high = np.percentile(values, [2.5, 97.5])
        assert measured[name][1:] == pytest.approx((low, high)), name


def test_paired_differences_equal_resampling_both_by_hand():
    ours, theirs, groups = drawn_outcome(), drawn_outcome(seed=1, worse=3.0), np.arange(37) % 11

    compared = compare(ours, theirs, groups, resamples=60, seed=2)

    pairs = list(
        zip(slow_resamples(ours, groups, 60, 2), slow_resamples(theirs, groups, 60, 2), strict=True)
    )
    for name in pairs[0][0]:
        low, high = np.percentile([a[name] - b[name] for a, b in pairs], [2.5, 97.5])
        assert compared[name][1:] == pytest.approx((low, high)), name


def test_a_locator_differs_from_itself_by_nothing():
    found = drawn_outcome()

    compared = compare(found, found, np.arange(37))

    assert set(compared.values()) == {Estimate(0.0, 0.0, 0.0)}


def test_photos_of_one_drive_say_less_than_as_many_drives():
    km = np.repeat(np.random.default_rng(0).lognormal(5, 2, 25), 4)

    apart, together = (
        measure(outcome(km), groups)["mean_km"] for groups in (np.arange(100), np.arange(100) // 4)
    )

    assert together.high - together.low > 1.5 * (apart.high - apart.low)


def test_no_answer_is_never_near_and_scores_nothing():
    measured = measure(outcome([NAN, NAN]), np.arange(2), resamples=3)

    assert measured["within_2500_km_pct"] == (0.0, 0.0, 0.0)
    assert measured["geoscore"].value == 0.0
    assert measured["median_km"].value == measured["mean_km"].value == UNANSWERED_KM
    assert measured["answered_pct"].value == 0.0


def test_radii_include_their_edge():
    measured = measure(outcome([1.0, 25.0, 200.0, 750.0, 2500.0]), np.arange(5), resamples=3)

    shares = [measured[f"within_{km}_km_pct"].value for km in (1, 25, 200, 750, 2500)]
    assert shares == pytest.approx([20.0, 40.0, 60.0, 80.0, 100.0])


def test_truths_in_no_country_count_for_no_accuracy():
    measured = measure(outcome([1, 2, 3], [1.0, 0.0, NAN]), np.arange(3), resamples=3)
    nowhere = measure(outcome([1, 2], [NAN, NAN]), np.arange(2), resamples=3)

    assert measured["country_pct"].value == 50.0
    assert "country_pct" not in nowhere


# --- Calibration


def slow_calibration_error(confidence, right):
    bins = calibration_bins(confidence)
    total = 0.0
    for number in set(bins):
        inside = bins == number
        gap = abs(confidence[inside].mean() - right[inside].mean())
        total += inside.sum() / len(bins) * gap
    return total


@pytest.mark.parametrize("count", [1, 14, 16, 301])
def test_calibration_error_equals_a_loop_over_bins(count):
    rng = np.random.default_rng(count)
    confidence, right = rng.random(count), rng.integers(0, 2, count).astype(float)
    found = outcome(np.zeros(count), confidence_N=confidence, cell_N=right)

    measured = measure(found, np.arange(count), resamples=20)["ece"]

    assert measured.value == pytest.approx(slow_calibration_error(confidence, right))
    assert measured.low - 1e-9 <= measured.value <= measured.high + 1e-9


def test_calibration_bins_hold_about_equally_many():
    sizes = np.bincount(calibration_bins(np.random.default_rng(0).random(1500) ** 4))

    assert len(sizes) == 15
    assert sizes.min() >= 99


def test_equal_confidences_share_a_bin_in_any_order():
    right = np.array([1.0, 0.0] * 50)
    found = outcome(np.zeros(100), confidence_N=np.full(100, 0.5), cell_N=right)

    assert measure(found, np.arange(100), resamples=3)["ece"].value == pytest.approx(0.0)


def test_calibration_leaves_out_what_was_not_answered():
    found = outcome([1.0, NAN], confidence_N=np.array([0.75, NAN]), cell_N=np.array([1.0, 0.0]))
    none = outcome([NAN], confidence_N=np.array([NAN]), cell_N=np.array([0.0]))

    assert measure(found, np.arange(2), resamples=9)["ece"].value == 0.25
    assert "ece" not in measure(none, np.arange(1), resamples=9)


# --- Groups


def test_group_numbers_follow_first_sight():
    assert group_numbers(["b", "a", "b", ("c", 1)]).tolist() == [0, 1, 0, 2]


def test_draws_take_as_many_groups_as_there_are():
    rows = np.concatenate(list(draws(7, 10, 50, 1)))

    assert rows.shape == (50, 7)
    assert set(rows.sum(axis=1)) == {7}


def test_draws_do_not_depend_on_how_many_fit_into_memory(monkeypatch):
    whole = np.concatenate(list(draws(7, 10, 50, 1)))

    monkeypatch.setattr("predictor.resampling.HELD", 33)

    assert np.array_equal(np.concatenate(list(draws(7, 10, 50, 1))), whole)
