"""Two sides on the same photos: the mean difference, with an interval that knows its clusters.

Guesses of one player resemble each other, and so do guesses at one photo. A bootstrap that took
guesses as independent would be too sure of itself, so whole players and whole photos are drawn
(multipliers of mean 0 and variance 1; Cameron, Gelbach & Miller 2011, MacKinnon, Nielsen & Webb
2021 for clusters in two directions).
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as students

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEVEL: Final = 0.95
DRAWS: Final = 999
FEWEST: Final = 2
# Sums of so many clusters are normal, and drawing them says nothing new: 20,000 players by 999
# draws would fill a gigabyte.
MANY: Final = 500
NORMAL: Final = float(students.ppf((1 + LEVEL) / 2, 10**6))


@dataclass(frozen=True, slots=True)
class Difference:
    """Of mean points; NaN bounds where one pair says nothing about others."""

    mean: float
    low: float
    high: float
    count: int
    wins: int
    ties: int
    losses: int


def paired_difference(
    differences_N: Floats, player_N: Ints, photo_N: Ints, seed: int = 0
) -> Difference:
    """A row a pair: points of one side minus points of the other on the same photo."""
    count = len(differences_N)
    wins, losses = int((differences_N > 0).sum()), int((differences_N < 0).sum())
    if not count:
        return Difference(float("nan"), float("nan"), float("nan"), 0, 0, 0, 0)
    mean = float(differences_N.mean())
    half = half_width(differences_N - mean, player_N, photo_N, seed)
    return Difference(mean, mean - half, mean + half, count, wins, count - wins - losses, losses)


def half_width(residuals_N: Floats, player_N: Ints, photo_N: Ints, seed: int) -> float:
    """Of the symmetric interval: the quantile of the bootstrap's absolute deviations, studentised.

    One player's photos, or one photo's players, are clusters in the other direction only.
    """
    directions = [sums(residuals_N, each) for each in (player_N, photo_N)]
    directions = [each for each in directions if len(each) >= FEWEST]
    if not directions:
        return float("nan")
    both = len(directions) == 2
    overlap = float((residuals_N**2).sum()) if both else 0.0
    spread = [float((each**2).sum()) * correction(len(each)) for each in directions]
    # What both directions share is counted twice; the larger of the two is the least it can be.
    variance = max(sum(spread) - overlap, *spread)
    if variance == 0.0:
        return 0.0
    fewest = min(map(len, directions))
    widened = students.ppf((1 + LEVEL) / 2, fewest - 1) / NORMAL
    quantile = NORMAL if fewest >= MANY else drawn_quantile(directions, spread, seed)
    return quantile * widened * float(np.sqrt(variance)) / len(residuals_N)


def drawn_quantile(directions: list[Floats], spread: list[float], seed: int) -> float:
    deviations_D = drawn(directions, seed) / np.sqrt(sum(spread))
    return float(np.quantile(np.abs(deviations_D), LEVEL))


def correction(clusters: int) -> float:
    return clusters / (clusters - 1)


def sums(values_N: Floats, cluster_N: Ints) -> Floats:
    _, number_N = np.unique(cluster_N, return_inverse=True)
    return np.bincount(number_N, weights=values_N).astype(np.float64)


def drawn(directions: list[Floats], seed: int) -> Floats:
    """Sums of residuals, whole clusters turned at random: their spread is that of the mean."""
    draw = np.random.default_rng(seed)
    total: Floats = np.zeros(DRAWS)
    for sums_C in directions:
        if len(sums_C) >= MANY:
            spread = np.sqrt(correction(len(sums_C)) * (sums_C**2).sum())
            total += spread * draw.standard_normal(DRAWS)
            continue
        # Webb's six points have the moments of a normal draw, and never few distinct values.
        weights_DC: Any = draw.choice(WEBB, size=(DRAWS, len(sums_C)))
        total += np.sqrt(correction(len(sums_C))) * (weights_DC @ sums_C)
    return total


WEBB: Final = np.array([s * np.sqrt(v) for s in (-1, 1) for v in (0.5, 1.0, 1.5)])
