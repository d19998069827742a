"""The figures of a whole review with their intervals: measured as `evaluate` measures them."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from geoweb.domain.board_rows import rows
from predictor.metrics import Outcome, compare, measure
from predictor.resampling import RESAMPLES, Estimate, Ints, group_numbers

# So many photos times resamples: as many as `evaluate` takes up to 20,000 photos, fewer beyond.
AFFORDED: Final = 20_000_000
FEWEST_RESAMPLES: Final = 200
Json = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one locator, in the order of the photos."""

    photo_N: Ints
    group_N: Ints
    outcome: Outcome

    def of(self, rows_M: Ints) -> "Measured":
        ours = self.outcome
        columns = (ours.distance_km_N, ours.country_N, ours.province_N)
        groups = group_numbers(self.group_N[rows_M].tolist())
        return Measured(self.photo_N[rows_M], groups, Outcome(*(each[rows_M] for each in columns)))


def read() -> Measured:
    """Of the review that is being worked out."""
    columns: Any = np.array(rows("review_outcomes"), dtype=object).reshape(-1, 7).T
    km_N, country_N, province_N, confidence_N, cell_N = (
        np.array(each, dtype=np.float64) for each in columns[2:]
    )
    outcome = Outcome(km_N, country_N, province_N, confidence_N, np.nan_to_num(cell_N))
    return Measured(columns[0].astype(np.int64), group_numbers(columns[1].tolist()), outcome)


def headline(found: Measured) -> Json:
    return as_json(measure(found.outcome, found.group_N, resamples_for(len(found.photo_N))))


def paired(ours: Measured, theirs: Measured) -> tuple[int, Json]:
    """How many photos both were asked about, and the differences on them, ours minus theirs."""
    _, in_ours, in_theirs = np.intersect1d(
        ours.photo_N, theirs.photo_N, assume_unique=True, return_indices=True
    )
    if not len(in_ours):
        return 0, {}
    a, b = ours.of(in_ours), theirs.of(in_theirs)
    found = compare(a.outcome, b.outcome, a.group_N, resamples_for(len(in_ours)))
    return len(in_ours), as_json(found)


def resamples_for(photos: int) -> int:
    return max(FEWEST_RESAMPLES, min(RESAMPLES, AFFORDED // max(1, photos)))


def as_json(found: dict[str, Estimate]) -> Json:
    return {name: [round(float(number), 6) for number in each] for name, each in found.items()}
