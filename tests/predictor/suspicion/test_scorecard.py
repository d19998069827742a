"""From features to chances: curves, missing values, the share of wrong labels."""

import json

import numpy as np
import pytest

from predictor.suspicion.scorecard import (
    basis,
    chances,
    fit_scorecard,
    from_json,
    knots_of,
    wrong_share,
)


@pytest.fixture(scope="module")
def lesson():
    """The first feature tells, the second does not; a third of it is missing."""
    draw = np.random.default_rng(4)
    is_wrong = draw.random(3000) < 0.3
    telling = draw.normal(size=3000) + 2.0 * is_wrong
    idle = np.where(draw.random(3000) < 1 / 3, np.nan, draw.normal(size=3000))
    return np.stack([telling, idle], axis=1), is_wrong


@pytest.fixture(scope="module")
def card(lesson):
    features, is_wrong = lesson
    return fit_scorecard(features, is_wrong, np.ones(len(is_wrong)))


def test_a_telling_feature_weighs_and_an_idle_one_does_not(card, lesson):
    spread = card.contributions(lesson[0]).std(axis=0)
    assert spread[0] > 1.0
    assert spread[1] < 0.3


def test_log_odds_are_those_of_the_densities_at_even_odds(card):
    """Two normal distributions two apart: 2x - 2."""
    for x in (-0.5, 1.0, 2.0):
        found = card.contributions(np.array([[x, 0.0]])).sum() + card.intercept
        assert found == pytest.approx(2 * x - 2, abs=0.5)


def test_right_labels_contribute_nothing_on_average(card, lesson):
    features, is_wrong = lesson
    assert card.contributions(features[~is_wrong]).mean(axis=0) == pytest.approx([0, 0], abs=1e-9)


def test_what_is_beyond_all_knots_counts_as_the_last(card):
    found = card.contributions(np.array([[1e9, 0.0], [card.knots[0][-1], 0.0]]))
    assert found[0, 0] == found[1, 0]


def test_a_card_survives_json(card, lesson):
    again = from_json(json.loads(json.dumps(card.as_json())))
    assert np.array_equal(again.contributions(lesson[0]), card.contributions(lesson[0]))


def test_bases_climb_and_flag_what_is_missing():
    found = basis(np.array([-1.0, 1.5, 9.0, np.nan]), np.array([0.0, 1.0, 2.0]))
    assert found.tolist() == [[0, 0, 0], [1, 0.5, 0], [1, 1, 0], [0, 0, 1]]


def test_curves_never_fall_even_where_the_rows_say_so(lesson):
    features, is_wrong = lesson
    card = fit_scorecard(-features, is_wrong, np.ones(len(is_wrong)))
    assert all((np.diff(values) >= -1e-12).all() for values in card.values)
    assert max(card.values[0]) - min(card.values[0]) < 0.1


def test_a_feature_that_never_speaks_has_one_knot():
    assert knots_of(np.full(5, np.nan)).tolist() == [0.0]


@pytest.mark.parametrize("share", [0.02, 0.05, 0.2])
def test_the_share_of_wrong_labels_is_found_as_by_steps(share):
    draw = np.random.default_rng(9)
    x = draw.normal(size=20_000) + 3.0 * (draw.random(20_000) < share)
    ratio = 3.0 * x - 4.5

    found = wrong_share(ratio)

    by_steps = 0.1
    for _ in range(2000):
        odds = by_steps / (1 - by_steps) * np.exp(ratio)
        by_steps = float((odds / (1 + odds)).mean())
    assert found == pytest.approx(by_steps, abs=1e-4)
    assert found == pytest.approx(share, rel=0.15)


def test_chances_of_extreme_odds_stay_chances():
    assert chances(np.array([-1e6, 0.0, 1e6])) == pytest.approx([0.0, 0.5, 1.0])
