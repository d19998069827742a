"""Where a crowd points: the place whose great-circle distances to all guesses add up to the least.

The geodesic median, by Weiszfeld's steps in the tangent plane (Fletcher, Venkatasubramanian & Joshi
2009; Vardi & Zhang 2000 where it meets a guess): a few guesses on another continent do not move it,
as they would move a mean.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from predictor.geodesy import Floats, LatLng, from_unit_vector, unit_vectors

Ints = NDArray[np.int64]

MOST_STEPS: Final = 1000
NEAR: Final = 1e-9  # radians, six millimetres: the same spot
STILL: Final = 1e-5  # 64 m: a step that short ends it; people are waiting
MOST_CANDIDATES: Final = 256  # a good start needs no more, and all pairs would be many


def spherical_median(latlng_N2: ArrayLike) -> LatLng:
    points_N2 = np.atleast_2d(np.asarray(latlng_N2, dtype=np.float64))
    return spherical_medians(points_N2, np.zeros(len(points_N2), np.int64))[0]


def spherical_medians(latlng_N2: Floats, group_N: Ints) -> list[LatLng]:
    """One for each group from 0 to the highest; each has guesses.

    A group alone and among others has the same median to the last bit: each stops by itself.
    """
    guess_N3 = unit_vectors(latlng_N2)
    groups = int(group_N.max()) + 1 if len(group_N) else 0
    median_G3 = starts(guess_N3, group_N, groups)
    moving_M = np.arange(groups)
    for _ in range(MOST_STEPS):
        if not len(moving_M):
            break
        here_N = slice(None) if len(moving_M) == groups else np.isin(group_N, moving_M)
        number_N = np.searchsorted(moving_M, group_N[here_N])
        step_M3 = steps(median_G3[moving_M], guess_N3[here_N], number_N)
        is_long_M = (step_M3**2).sum(axis=1) >= STILL**2
        moving_M = moving_M[is_long_M]
        median_G3[moving_M] = stepped(median_G3[moving_M], step_M3[is_long_M])
    return [from_unit_vector(each) for each in median_G3]


def starts(guess_N3: Floats, group_N: Ints, groups: int) -> Floats:
    """The best of each group's guesses: from a mean one may end in a lesser valley."""
    order_N = np.argsort(group_N, kind="stable")
    ends = np.searchsorted(group_N[order_N], np.arange(groups), side="right")
    parts = np.split(guess_N3[order_N], ends[:-1]) if groups else []
    return np.array([best_of(part) for part in parts]).reshape(-1, 3)


def best_of(guess_N3: Floats) -> Floats:
    candidate_M3 = guess_N3[:MOST_CANDIDATES]
    angle_MN = np.arccos(np.clip(candidate_M3 @ guess_N3.T, -1.0, 1.0))
    best_3: Floats = candidate_M3[int(np.argmin(angle_MN.sum(axis=1)))]
    return best_3


def steps(median_G3: Floats, guess_N3: Floats, group_N: Ints) -> Floats:
    """Towards each guess by the same pull, whatever its distance; guesses right here hold back."""
    groups = len(median_G3)
    here_N3 = median_G3[group_N]
    cosine_N = (here_N3 * guess_N3).sum(axis=1)
    across_N3 = guess_N3 - cosine_N[:, None] * here_N3
    sine_N = np.sqrt((across_N3**2).sum(axis=1))
    is_apart_N = sine_N > NEAR
    pull_N3 = across_N3 * (is_apart_N / np.maximum(sine_N, NEAR))[:, None]
    pull_G3 = sums(pull_N3, group_N, groups)
    angle_N = np.maximum(np.arctan2(sine_N, cosine_N), NEAR)
    weight_G = np.bincount(group_N, is_apart_N / angle_N, groups)
    held_G = np.bincount(group_N, ~is_apart_N & (cosine_N > 0), groups)
    strength_G = np.sqrt((pull_G3**2).sum(axis=1))
    share_G = np.maximum(0.0, 1.0 - held_G / np.maximum(strength_G, NEAR))
    found_G3: Floats = pull_G3 * (share_G / np.maximum(weight_G, NEAR))[:, None]
    return found_G3


def stepped(from_G3: Floats, step_G3: Floats) -> Floats:
    """Along great circles, by steps in the tangent plane whose length is an angle."""
    length_G1 = np.sqrt((step_G3**2).sum(axis=1, keepdims=True))
    there_G3: Floats = np.cos(length_G1) * from_G3 + np.sin(length_G1) * step_G3 / length_G1
    there_G3 /= np.sqrt((there_G3**2).sum(axis=1, keepdims=True))
    return there_G3


def sums(vector_N3: Floats, group_N: Ints, groups: int) -> Floats:
    columns = [np.bincount(group_N, vector_N3[:, axis], groups) for axis in range(3)]
    return np.stack(columns, axis=1)
