"""How surprising it is to be right so often, given how often others were on the same photos."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import poisson

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

BINS: Final = 10
# As if one more guess in a hundred had been exact: of few guesses, none exact proves little.
PRIOR: Final = 0.01
PRIOR_WEIGHT: Final = 20.0


def chances(is_exact_N: Flags, difficulty_N: Floats) -> Floats:
    """Of each guess, how often guesses at photos of such difficulty are exact."""
    edges = np.quantile(difficulty_N, np.linspace(0, 1, BINS + 1)[1:-1])
    bin_N = np.searchsorted(edges, difficulty_N)
    exact_B = np.bincount(bin_N, is_exact_N, BINS) + PRIOR * PRIOR_WEIGHT
    found: Floats = (exact_B / (np.bincount(bin_N, minlength=BINS) + PRIOR_WEIGHT))[bin_N]
    return found


def surprise(is_exact_N: Flags, chance_N: Floats, player_N: Ints) -> tuple[Ints, Floats, Floats]:
    """For each player: how many were exact, how many were likely, and the chance of so many.

    By Poisson's law: sums of rare, unequal chances follow it closely, and are never likelier.
    """
    exact_P = np.bincount(player_N, is_exact_N).astype(np.int64)
    expected_P = np.bincount(player_N, chance_N).astype(np.float64)
    return exact_P, expected_P, np.asarray(poisson.sf(exact_P - 1, expected_P))
