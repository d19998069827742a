"""Where clusters are many, the interval is worked out, not drawn: both say the same."""

import numpy as np
import pytest
from scipy.stats import t as students

from geoweb.rating import paired
from geoweb.rating.paired import paired_difference
from geoweb.rating.surprise import chances, surprise
from tests.geoweb.rating.test_paired import league


@pytest.mark.parametrize("by_player", [0, 600])
@pytest.mark.parametrize("by_photo", [0, 600])
def test_the_normal_interval_of_many_clusters_equals_the_bootstrap(
    monkeypatch, by_player, by_photo
):
    shape = {"players": 520, "photos": 700, "each": 12}
    pairs = league(np.random.default_rng(0), by_player=by_player, by_photo=by_photo, **shape)
    worked_out = paired_difference(*pairs)
    monkeypatch.setattr(paired, "MANY", 10**9)
    drawn = paired_difference(*pairs)

    assert worked_out.mean == drawn.mean
    widths = [each.high - each.low for each in (worked_out, drawn)]
    assert widths[0] == pytest.approx(widths[1], rel=0.08)


@pytest.mark.parametrize("photos", [8, 30, 100, 400])
def test_one_players_interval_is_that_of_a_plain_mean(photos):
    """What the board writes for a player against a model, beside the bootstrap over photos."""
    values = np.random.default_rng(photos).normal(50, 900, photos)
    error = values.std(ddof=1) / np.sqrt(photos)
    half = students.ppf(0.975, photos - 1) * error

    found = paired_difference(values, np.zeros(photos, int), np.arange(photos))

    assert (found.high - found.low) / 2 == pytest.approx(half, rel=0.08)


def test_intervals_of_one_player_cover_the_truth():
    draw, covered = np.random.default_rng(5), 0
    for _ in range(500):
        values = draw.choice([-1200, -300, 0, 400, 1500], 40) + 100.0 - 80.0
        half = students.ppf(0.975, 39) * values.std(ddof=1) / np.sqrt(40)
        covered += abs(values.mean() - 100) <= half

    assert 0.93 <= covered / 500 <= 0.97


def test_honest_players_seldom_surprise():
    draw = np.random.default_rng(1)
    player_N = np.repeat(np.arange(2000), 40)
    difficulty_N = draw.normal(0, 1, len(player_N))
    is_exact_N = draw.random(len(player_N)) < 0.08 / (1 + np.exp(2 * difficulty_N))

    _, _, tail_P = surprise(is_exact_N, chances(is_exact_N, difficulty_N), player_N)

    assert (tail_P < 1e-6).sum() == 0
    assert (tail_P < 0.01).mean() < 0.02


def test_expected_numbers_add_up_to_what_was_seen():
    draw = np.random.default_rng(2)
    difficulty_N, is_exact_N = draw.normal(0, 1, 5000), draw.random(5000) < 0.2

    assert chances(is_exact_N, difficulty_N).sum() == pytest.approx(is_exact_N.sum(), rel=0.08)
