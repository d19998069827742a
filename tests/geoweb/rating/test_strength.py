import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from geoweb.rating.strength import RIDGE, Fit, fit, ranks


def league(draw, players=30, photos=80, each=25):
    strength, difficulty = draw.normal(0, 1, players), draw.normal(0, 1, photos)
    player_N = np.repeat(np.arange(players), each)
    photo_N = np.concatenate([draw.permutation(photos)[:each] for _ in range(players)])
    chance = 1 / (1 + np.exp(difficulty[photo_N] - strength[player_N]))
    return draw.beta(4 * chance, 4 * (1 - chance)), player_N, photo_N, strength


def reference(share_N, player_N, photo_N):
    """A ridge logistic regression: each guess is a win of weight s and a loss of weight 1 - s."""
    rows = np.zeros((len(share_N), player_N.max() + photo_N.max() + 2))
    rows[np.arange(len(rows)), player_N] = 1
    rows[np.arange(len(rows)), player_N.max() + 1 + photo_N] = -1
    model = LogisticRegression(C=1 / RIDGE, fit_intercept=False, tol=1e-10, max_iter=5000)
    outcomes = np.repeat([1, 0], len(rows))
    model.fit(np.vstack([rows, rows]), outcomes, np.concatenate([share_N, 1 - share_N]))
    return model.coef_[0]


def test_the_fit_equals_a_logistic_regression():
    share, player, photo, _ = league(np.random.default_rng(0))

    found = fit(share, player, photo)

    ours = np.concatenate([found.strength_P, found.difficulty_F])
    assert ours == pytest.approx(reference(share, player, photo), abs=1e-4)


def test_strengths_follow_the_truth():
    share, player, photo, strength = league(np.random.default_rng(1), each=60)

    assert np.corrcoef(fit(share, player, photo).strength_P, strength)[0, 1] > 0.95


def test_a_strong_player_of_hard_photos_is_not_a_weak_one():
    """Means would say otherwise: everybody meets the easy photos, one player only the hard ones."""
    draw = np.random.default_rng(2)
    share, player, photo, _ = league(draw, players=20, photos=40, each=30)
    difficulty = fit(share, player, photo).difficulty_F
    hard = np.argsort(difficulty)[-10:]
    chance = 1 / (1 + np.exp(difficulty[hard] - 1.5))
    joined = fit(
        np.concatenate([share, chance]),
        np.concatenate([player, np.full(10, 20)]),
        np.concatenate([photo, hard]),
    )

    means = [share[player == each].mean() for each in range(20)]
    by_mean = sum(mean > chance.mean() for mean in means)
    by_strength = int((joined.strength_P[:20] > joined.strength_P[20]).sum())
    assert by_strength < by_mean


def test_intervals_of_strength_cover_the_truth():
    draw, covered = np.random.default_rng(3), []
    for _ in range(60):
        share, player, photo, strength = league(draw, players=30, photos=200, each=60)
        found = fit(share, player, photo)
        truth = strength - strength.mean() + found.strength_P.mean()
        covered += list(np.abs(found.strength_P - truth) <= 1.96 * found.error_P)

    assert 0.9 <= np.mean(covered) <= 0.99


def test_one_guess_proves_little():
    share = np.array([1.0, 0.5, 0.5, 0.4])
    found = fit(share, np.array([0, 1, 1, 1]), np.array([0, 0, 1, 2]))

    assert found.error_P[0] > found.error_P[1]
    assert np.isfinite(found.strength_P).all()


def test_an_earlier_fit_leads_to_the_same_end():
    share, player, photo, _ = league(np.random.default_rng(4))
    found = fit(share, player, photo)
    again = fit(share, player, photo, start=found)

    assert again.strength_P == pytest.approx(found.strength_P, abs=1e-4)


def test_two_ways_to_the_end_agree_far_beyond_what_is_kept():
    """Else a refresh of some and one of all would round a strength to different sides."""
    share, player, photo, _ = league(np.random.default_rng(6), players=800, photos=900, each=60)
    alone = fit(share, player, photo)
    nearly = Fit(
        *(np.round(part, 4) for part in (alone.strength_P, alone.error_P, alone.difficulty_F))
    )

    again = fit(share, player, photo, start=nearly)

    assert again.strength_P == pytest.approx(alone.strength_P, abs=1e-9)
    assert again.difficulty_F == pytest.approx(alone.difficulty_F, abs=1e-9)


def test_ranks_equal_counting_by_hand():
    draw = np.random.default_rng(5)
    fitted = Fit(draw.normal(0, 1, 40), draw.uniform(0.05, 0.8, 40), np.zeros(0))
    low, high = (fitted.strength_P + side * 1.96 * fitted.error_P for side in (-1, 1))

    found = ranks(fitted)

    for each in range(40):
        assert found.best_P[each] == 1 + sum(low[other] > high[each] for other in range(40))
        assert found.worst_P[each] == 40 - sum(high[other] < low[each] for other in range(40))
