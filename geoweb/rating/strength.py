"""Bradley and Terry's model between players and photos: one fit says who is strong, what is hard.

A player meets a photo, and the points are the share of the win: P = 1 / (1 + exp(difficulty -
strength)). Unlike means, strengths can be compared when players met different photos.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array
from scipy.sparse.linalg import LinearOperator, cg
from scipy.special import expit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# As if everybody had met a photo of middling difficulty a little: a perfect player with one guess
# is not infinitely strong.
RIDGE: Final = 0.1
SIGMAS_95: Final = 1.96
# Newton's steps; a few are enough. At this slope two ways to the end agree to five decimals.
STEPS: Final = 50
FLAT: Final = 1e-6
# Sums over a million guesses are known to so many digits: at the end every step looks like none.
NOISE: Final = 1e-12
CG_RTOL: Final = 1e-6
HALVINGS: Final = 30


@dataclass(frozen=True, slots=True)
class Fit:
    strength_P: Floats
    error_P: Floats  # one standard error of each strength
    difficulty_F: Floats  # of photos


@dataclass(frozen=True, slots=True)
class Ranks:
    """The best and the worst place that each player may hold, from 1."""

    best_P: Ints
    worst_P: Ints


def fit(share_N: Floats, player_N: Ints, photo_N: Ints, start: Fit | None = None) -> Fit:
    """Players and photos are numbered from 0 without gaps; an earlier fit makes it sooner."""
    players, photos = int(player_N.max()) + 1, int(photo_N.max()) + 1
    games = (share_N, player_N, photo_N, players)
    pattern = Pattern.of(player_N, photo_N, players, photos)
    values = begin(start, players, photos)
    for _ in range(STEPS):
        loss, slope = loss_and_slope(values, *games)
        values = values - shortened(newton_step(values, slope, pattern), values, loss, games)
        if np.abs(slope).max() < FLAT:  # the last step made it flatter by far
            break
    strength_P, difficulty_F = values[:players], values[players:]
    chance_N = expit(strength_P[player_N] - difficulty_F[photo_N])
    return Fit(strength_P, errors(share_N, chance_N, player_N, players), difficulty_F)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Who met which photo, by player: only the weights change from step to step."""

    order_N: Ints
    player_N: Ints  # in this order, as the photos
    photo_N: Ints
    start_P: Ints
    shape: tuple[int, int]

    @classmethod
    def of(cls, player_N: Ints, photo_N: Ints, players: int, photos: int) -> "Pattern":
        order_N = np.lexsort((photo_N, player_N))
        start_P = np.searchsorted(player_N[order_N], np.arange(players + 1))
        return cls(order_N, player_N[order_N], photo_N[order_N], start_P, (players, photos))

    def weighted(self, weight_N: Floats) -> Any:
        return csr_array((weight_N, self.photo_N, self.start_P), shape=self.shape)


def newton_step(values: Floats, slope: Floats, pattern: Pattern) -> Floats:
    """Photos meet no photos, so they are eliminated, and the players solved for by CG."""
    players, photos = pattern.shape
    chance_N = expit(values[pattern.player_N] - values[players + pattern.photo_N])
    weight_N = chance_N * (1 - chance_N)
    met_PF = pattern.weighted(weight_N)
    met_FP = met_PF.T.tocsr()
    own_P = np.bincount(pattern.player_N, weight_N, players) + RIDGE
    own_F = np.bincount(pattern.photo_N, weight_N, photos) + RIDGE
    left = LinearOperator(
        (players, players), matvec=lambda x_P: own_P * x_P - met_PF @ ((met_FP @ x_P) / own_F)
    )
    right_P = slope[:players] + met_PF @ (slope[players:] / own_F)
    step_P, _ = cg(left, right_P, rtol=CG_RTOL, M=diags_array(1 / own_P))
    step_F = (slope[players:] + met_FP @ step_P) / own_F
    return np.concatenate([step_P, step_F])


def shortened(step: Floats, values: Floats, loss: float, games: tuple[Any, ...]) -> Floats:
    """Halved until it leads down: far from the end the second order may promise too much."""
    for _ in range(HALVINGS):
        if loss_and_slope(values - step, *games)[0] <= loss * (1 + NOISE):
            break
        step = step / 2
    return step


def begin(start: Fit | None, players: int, photos: int) -> Floats:
    values = np.zeros(players + photos)
    if start is not None:
        old_P, old_F = start.strength_P[:players], start.difficulty_F[:photos]
        values[: len(old_P)] = old_P
        values[players : players + len(old_F)] = old_F
    return values


def loss_and_slope(
    values: Floats, share_N: Floats, player_N: Ints, photo_N: Ints, players: int
) -> tuple[float, Floats]:
    margin_N = values[player_N] - values[players + photo_N]
    loss = np.logaddexp(0.0, margin_N).sum() - (share_N * margin_N).sum()
    surplus_N = expit(margin_N) - share_N
    slope = RIDGE * values
    slope[:players] += np.bincount(player_N, surplus_N, players)
    slope[players:] -= np.bincount(photo_N, surplus_N, len(values) - players)
    return float(loss + RIDGE / 2 * (values**2).sum()), slope


def errors(share_N: Floats, chance_N: Floats, player_N: Ints, players: int) -> Floats:
    """By the spread of the points themselves (a sandwich): they are no coin tosses."""
    information_P = np.bincount(player_N, chance_N * (1 - chance_N), players) + RIDGE
    count_P = np.bincount(player_N, minlength=players)
    scatter_P = np.bincount(player_N, (share_N - chance_N) ** 2, players)
    # Of one or two guesses the scatter says little: that of everybody stands beside it.
    usual = scatter_P.sum() / max(1, count_P.sum())
    steadied_P = (scatter_P + usual) / (count_P + 1) * count_P
    found: Floats = np.sqrt(np.maximum(steadied_P, usual)) / information_P
    return found


def ranks(fitted: Fit) -> Ranks:
    """Ahead of a player is for sure who is stronger by both intervals; nobody else."""
    low_P = fitted.strength_P - SIGMAS_95 * fitted.error_P
    high_P = fitted.strength_P + SIGMAS_95 * fitted.error_P
    count = len(low_P)
    surely_ahead_P = count - np.searchsorted(np.sort(low_P), high_P, side="right")
    surely_behind_P = np.searchsorted(np.sort(high_P), low_P, side="left")
    return Ranks(1 + surely_ahead_P, count - surely_behind_P)
