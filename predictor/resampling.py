"""The bootstrap by groups: photos of one drive are drawn together (Davison & Hinkley 1997, 3.8)."""

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from predictor.geodesy import Floats

RESAMPLES: Final = 1000
COVERAGE: Final = 0.95
SEED: Final = 1
# Numbers held at once: 100,000 photos a thousand times over would not fit into memory.
HELD: Final = 8_000_000

Ints = NDArray[np.int64]
# How often each group was drawn, one row a resample, to one number a resample.
Statistic = Callable[[Ints], Floats]


class Estimate(NamedTuple):
    value: float
    low: float
    high: float


def group_numbers(names: Sequence[Hashable]) -> Ints:
    """0, 1, ... in the order of first sight."""
    seen: dict[Hashable, int] = {}
    return np.array([seen.setdefault(name, len(seen)) for name in names], dtype=np.int64)


def draws(groups: int, width: int, resamples: int, seed: int) -> Iterator[Ints]:
    """Rows of counts that sum to the number of groups, a few rows at a time."""
    rng = np.random.default_rng(seed)
    rows = max(1, HELD // max(width, groups))
    for start in range(0, resamples, rows):
        count = min(rows, resamples - start)
        drawn = rng.integers(0, groups, (count, groups)) + np.arange(count)[:, None] * groups
        yield np.bincount(drawn.ravel(), minlength=count * groups).reshape(count, groups)


def sums_by_group(values_N: Floats, group_N: Ints, groups: int) -> Floats:
    return np.bincount(group_N, weights=values_N, minlength=groups).astype(np.float64)


def shares(total_B: Floats, size_B: Floats) -> Floats:
    share_B = np.full(len(total_B), math.nan)
    np.divide(total_B, size_B, out=share_B, where=size_B > 0)
    return share_B


def mean_of(values_N: Floats, group_N: Ints, groups: int) -> Statistic:
    """Rows of NaN count nowhere; a resample of nothing else is NaN."""
    counted = np.isfinite(values_N)
    sums = sums_by_group(np.where(counted, values_N, 0.0), group_N, groups)
    sizes = sums_by_group(counted.astype(np.float64), group_N, groups)

    def mean(drawn_BG: Ints) -> Floats:
        total, size = drawn_BG @ sums, drawn_BG @ sizes
        return shares(total, size)

    return mean


def median_of(values_N: Floats, group_N: Ints) -> Statistic:
    """Sorted once: a resample's median stands where its running count passes the half."""
    order = np.argsort(values_N, kind="stable")
    ranked, group_of_rank = values_N[order], group_N[order]

    def median(drawn_BG: Ints) -> Floats:
        running = np.cumsum(drawn_BG[:, group_of_rank], axis=1)
        size = running[:, -1:]
        lower = (running <= (size - 1) // 2).sum(axis=1)
        upper = (running <= size // 2).sum(axis=1)
        middle: Floats = (ranked[lower] + ranked[upper]) / 2.0
        return middle

    return median


def at_face_value(statistic: Statistic, groups: int) -> float:
    """Of the photos as they are: each group once."""
    return float(statistic(np.ones((1, groups), dtype=np.int64))[0])


def resample(
    statistics: Mapping[str, Statistic], group_N: Ints, resamples: int, seed: int
) -> dict[str, Floats]:
    """Equal seeds draw equal groups, whatever is measured: that is what pairs two locators."""
    groups = int(group_N.max()) + 1
    parts: dict[str, list[Floats]] = {name: [] for name in statistics}
    for drawn_BG in draws(groups, len(group_N), resamples, seed):
        for name, statistic in statistics.items():
            parts[name].append(statistic(drawn_BG))
    return {name: np.concatenate(part) for name, part in parts.items()}


def percentile_interval(value: float, resampled_B: Floats) -> Estimate:
    tail = 50.0 * (1.0 - COVERAGE)
    low, high = np.nanpercentile(resampled_B, [tail, 100.0 - tail])
    return Estimate(value, float(low), float(high))
