"""Where a crowd points: the place whose distances to all guesses add up to the least.

The geodesic median, by Weiszfeld's iteration in the tangent plane (Fletcher, Venkatasubramanian &
Joshi 2009; Vardi & Zhang 2000 where it meets a guess): a few guesses on another continent do not
move it, as they would move a mean.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from predictor.geodesy import unit_vectors

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# The same number for every group, so that a group alone and among others gives the same numbers.
ITERATIONS: Final = 100
NEAR: Final = 1e-9  # radians: six millimetres


def spherical_medians(latlng_N2: Floats, group_N: Ints) -> Floats:
    """A (lat, lng) for each group from 0 to the highest; each has guesses."""
    guess_N3 = unit_vectors(latlng_N2)
    groups = int(group_N.max()) + 1 if len(group_N) else 0
    median_G3 = directions(sums(guess_N3, group_N, groups), first_of(guess_N3, group_N, groups))
    for _ in range(ITERATIONS):
        median_G3 = moved(median_G3, guess_N3, group_N)
    lat_G = np.degrees(np.arctan2(median_G3[:, 2], np.hypot(median_G3[:, 0], median_G3[:, 1])))
    lng_G = np.degrees(np.arctan2(median_G3[:, 1], median_G3[:, 0]))
    return np.stack([lat_G, (lng_G + 180.0) % 360.0 - 180.0], axis=1)


def moved(median_G3: Floats, guess_N3: Floats, group_N: Ints) -> Floats:
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
    return stepped(median_G3, pull_G3 * (share_G / np.maximum(weight_G, NEAR))[:, None])


def stepped(from_G3: Floats, step_G3: Floats) -> Floats:
    """Along great circles, by steps in the tangent plane whose length is an angle."""
    length_G1 = np.sqrt((step_G3**2).sum(axis=1, keepdims=True))
    along_G3 = step_G3 / np.maximum(length_G1, NEAR**2)
    there_G3: Floats = np.cos(length_G1) * from_G3 + np.sin(length_G1) * along_G3
    there_G3 /= np.sqrt((there_G3**2).sum(axis=1, keepdims=True))
    return there_G3


def sums(vector_N3: Floats, group_N: Ints, groups: int) -> Floats:
    columns = [np.bincount(group_N, vector_N3[:, axis], groups) for axis in range(3)]
    return np.stack(columns, axis=1)


def first_of(vector_N3: Floats, group_N: Ints, groups: int) -> Floats:
    first_G = np.full(groups, len(group_N))
    np.minimum.at(first_G, group_N, np.arange(len(group_N)))
    found: Floats = vector_N3[first_G]
    return found


def directions(sum_G3: Floats, fallback_G3: Floats) -> Floats:
    """Guesses that cancel each other have no middle: the first one then."""
    length_G1 = np.sqrt((sum_G3**2).sum(axis=1, keepdims=True))
    found: Floats = np.where(length_G1 < NEAR, fallback_G3, sum_G3 / np.maximum(length_G1, NEAR))
    return found
