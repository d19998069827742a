"""How right answers are: distances, points, regions, calibration; each with its interval."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from predictor.geodesy import EARTH_RADIUS_KM, Floats
from predictor.resampling import (
    RESAMPLES,
    SEED,
    Estimate,
    Ints,
    Statistic,
    at_face_value,
    mean_of,
    median_of,
    percentile_interval,
    resample,
    shares,
    sums_by_group,
)
from predictor.scoring import score

# Street, city, region, country, continent: the radii of Im2GPS (Hays & Efros 2008).
RADII_KM: Final = (1, 25, 200, 750, 2500)
# A photo without an answer counts as if it were answered from the far side of the Earth.
UNANSWERED_KM: Final = math.pi * EARTH_RADIUS_KM
BINS: Final = 15  # of equal mass (Guo et al. 2017 took 15, of equal width)
CALIBRATION: Final = "ece"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of each photo that was asked; all rows in one order."""

    distance_km_N: Floats  # NaN: no answer
    country_N: Floats  # 1 right, 0 wrong or no answer; NaN: the truth lies in no known country
    province_N: Floats  # likewise
    confidence_N: Floats | None = None  # probability of the likeliest cell; NaN: no answer
    cell_N: Floats | None = None  # 1 when the photo lies in that cell, else 0


def measure(
    outcome: Outcome, group_N: Ints, resamples: int = RESAMPLES, seed: int = SEED
) -> dict[str, Estimate]:
    """Every metric that applies, with its 95 % interval."""
    groups = int(group_N.max()) + 1
    all_statistics = statistics_of(outcome, group_N)
    drawn = resample(all_statistics, group_N, resamples, seed)
    found: dict[str, Estimate] = {}
    for name, statistic in all_statistics.items():
        value = at_face_value(statistic, groups)
        if math.isfinite(value):
            interval = centred_interval if name == CALIBRATION else percentile_interval
            found[name] = interval(value, drawn[name])
    return found


def compare(
    ours: Outcome, theirs: Outcome, group_N: Ints, resamples: int = RESAMPLES, seed: int = SEED
) -> dict[str, Estimate]:
    """Differences, ours minus theirs, over the same photos and the same resamples."""
    groups = int(group_N.max()) + 1
    a, b = (without_calibration(statistics_of(each, group_N)) for each in (ours, theirs))
    drawn_a, drawn_b = (resample(each, group_N, resamples, seed) for each in (a, b))
    found: dict[str, Estimate] = {}
    for name in a:
        value = at_face_value(a[name], groups) - at_face_value(b[name], groups)
        if math.isfinite(value):
            found[name] = percentile_interval(value, drawn_a[name] - drawn_b[name])
    return found


def statistics_of(outcome: Outcome, group_N: Ints) -> dict[str, Statistic]:
    groups = int(group_N.max()) + 1
    km_N = np.where(np.isnan(outcome.distance_km_N), UNANSWERED_KM, outcome.distance_km_N)
    columns = {
        f"within_{radius}_km_pct": np.where(km_N <= radius, 100.0, 0.0) for radius in RADII_KM
    }
    columns |= {
        "geoscore": scores(km_N),
        "mean_km": km_N,
        "country_pct": 100.0 * outcome.country_N,
        "province_pct": 100.0 * outcome.province_N,
        "answered_pct": np.where(np.isfinite(outcome.distance_km_N), 100.0, 0.0),
    }
    found = {name: mean_of(column, group_N, groups) for name, column in columns.items()}
    found["median_km"] = median_of(km_N, group_N)
    if outcome.confidence_N is not None and outcome.cell_N is not None:
        found[CALIBRATION] = calibration_error_of(outcome.confidence_N, outcome.cell_N, group_N)
    return found


def without_calibration(statistics: Mapping[str, Statistic]) -> dict[str, Statistic]:
    """Its bias grows with the spread of each locator's bins: a difference would mix the two."""
    return {name: each for name, each in statistics.items() if name != CALIBRATION}


def scores(km_N: Floats) -> Floats:
    return np.array([score(km) for km in km_N], dtype=np.float64)


def calibration_bins(confidence_N: Floats) -> Ints:
    """About equally many photos in each of 15 bins; equal confidences share one."""
    edges = np.quantile(confidence_N, np.arange(1, BINS) / BINS)
    return np.searchsorted(np.unique(edges), confidence_N, side="right").astype(np.int64)


def calibration_error_of(confidence_N: Floats, cell_N: Floats, group_N: Ints) -> Statistic:
    """Mean over bins of |confidence - share right|; bins stay those of the photos as they are."""
    groups = int(group_N.max()) + 1
    answered = np.isfinite(confidence_N)
    if not answered.any():
        return mean_of(confidence_N, group_N, groups)
    group_A, bin_A = group_N[answered], calibration_bins(confidence_N[answered])
    slot = group_A * BINS + bin_A
    excess = confidence_N[answered] - cell_N[answered]
    excess_GK = sums_by_group(excess, slot, groups * BINS).reshape(groups, BINS)
    sizes_G = sums_by_group(np.ones(len(group_A)), group_A, groups)

    def calibration_error(drawn_BG: Ints) -> Floats:
        wrong, size = np.abs(drawn_BG @ excess_GK).sum(axis=1), drawn_BG @ sizes_G
        return shares(wrong, size)

    return calibration_error


def centred_interval(value: float, resampled_B: Floats) -> Estimate:
    """Noise adds to a sum of absolute values: resamples lie too high by about their own bias."""
    low, high = percentile_interval(value, resampled_B + (value - np.nanmean(resampled_B)))[1:]
    return Estimate(value, max(0.0, low), high)
