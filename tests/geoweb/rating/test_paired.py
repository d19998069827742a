"""The interval covers the truth about as often as it says, whatever the guesses have in common."""

import numpy as np
import pytest

from geoweb.rating.paired import paired_difference

LEAGUES = 500


def league(draw, players, photos, each, *, by_player, by_photo, truth=100.0):
    """Every player plays `each` photos; the model is beaten by `truth` points on average."""
    player_N = np.repeat(np.arange(players), each)
    photo_N = np.concatenate([draw.permutation(photos)[:each] for _ in range(players)])
    skill, ease = draw.normal(0, by_player, players), draw.normal(0, by_photo, photos)
    noise = draw.normal(0, 900, len(player_N))
    return truth + skill[player_N] + ease[photo_N] + noise, player_N, photo_N


def coverage(**shape):
    draw = np.random.default_rng(1)
    found = [paired_difference(*league(draw, **shape), seed=n) for n in range(LEAGUES)]
    return np.mean([each.low <= 100 <= each.high for each in found])


@pytest.mark.parametrize(
    "shape",
    [
        {"players": 40, "photos": 60, "each": 20, "by_player": 400, "by_photo": 600},
        {"players": 60, "photos": 200, "each": 10, "by_player": 0, "by_photo": 800},
        {"players": 30, "photos": 300, "each": 25, "by_player": 700, "by_photo": 0},
        {"players": 50, "photos": 100, "each": 10, "by_player": 0, "by_photo": 0},
        {"players": 1, "photos": 100, "each": 40, "by_player": 0, "by_photo": 700},
    ],
)
def test_intervals_cover_the_truth_as_often_as_they_say(shape):
    assert 0.93 <= coverage(**shape) <= 0.97


def test_guesses_taken_as_independent_would_be_too_sure():
    """What the clusters are for: the naive interval misses far too often."""
    draw, misses = np.random.default_rng(2), 0
    for _ in range(LEAGUES):
        values, _, _ = league(draw, 30, 60, 25, by_player=700, by_photo=600)
        half = 1.96 * values.std() / np.sqrt(len(values))
        misses += abs(values.mean() - 100) > half

    assert misses / LEAGUES > 0.3


def test_wins_ties_and_losses_are_counted():
    found = paired_difference(np.array([5.0, 0.0, -2.0, 1.0]), np.zeros(4, int), np.arange(4))

    assert (found.wins, found.ties, found.losses, found.count) == (2, 1, 1, 4)
    assert found.mean == 1.0


def test_one_pair_says_nothing_about_others():
    found = paired_difference(np.array([5.0]), np.array([1]), np.array([1]))

    assert found.mean == 5.0
    assert np.isnan([found.low, found.high]).all()


def test_no_pairs_are_no_difference():
    found = paired_difference(np.array([]), np.array([], int), np.array([], int))

    assert (found.count, np.isnan(found.mean)) == (0, True)


def test_the_same_seed_gives_the_same_interval():
    values = league(np.random.default_rng(3), 20, 40, 10, by_player=300, by_photo=300)

    assert paired_difference(*values, seed=4) == paired_difference(*values, seed=4)
