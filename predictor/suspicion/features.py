"""Everything that speaks for or against a label, as one row of numbers; NaN says nothing."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from predictor.geodesy import Floats, haversine_km
from predictor.resampling import Ints
from predictor.suspicion.companions import companion_km, companion_rows
from predictor.suspicion.expectations import Expectations
from predictor.suspicion.labelled import Booleans, Ground, Labelled
from predictor.suspicion.rules import OnLand, middle_km, unmixed
from predictor.suspicion.support import Known, Support, support_of

# Columns, in this order; more of each speaks against the label.
LEARNT: Final = (
    "far",  # from where the locator says, in units of its usual error there
    "unlikely",  # the labelled cell
    "expected",  # distance by all chances, beside that of the best answer
    "neighbours",  # none near
    "neighbours_km",
    "companions",  # distance to the rest of the drive
    "companions_fit",  # their place fits the picture better
    "swap",
    "sign",
    "middle",  # nearness to that of a country or province
    "sea",
)
ROUNDING_KM: Final = 50.0
TELLING_KM: Final = 100.0  # a hypothesis this near is the same place
FARTHEST_MIDDLE_KM: Final = 50.0


@dataclass(frozen=True, slots=True)
class Judge:
    """Asks the same questions of any label of any photo."""

    labelled: Labelled
    ground: Ground
    expected: Expectations
    trust_N: Floats
    companions_NK: Ints
    known: Known
    own_fit_N: Floats  # of each photo's own label
    on_land: OnLand

    def support(self, rows_M: Ints, latlng_M2: Floats) -> Support:
        return support_of(self.known, rows_M, latlng_M2)

    def features(self, rows_M: Ints, latlng_M2: Floats) -> Floats:
        """(M, F) in the order of LEARNT."""
        support = self.support(rows_M, latlng_M2)
        expected, labelled = self.expected, self.labelled
        answer_M2 = self.ground.cells_C2[expected.answer_N[rows_M]]
        answer_km_M = haversine_km(latlng_M2, answer_M2)
        companions_MK = self.companions_NK[rows_M]
        swap_M, sign_M = self.gains(rows_M, latlng_M2, support.both)
        columns = {
            "far": in_units(answer_km_M, expected.usual_km_N[rows_M]),
            "unlikely": -support.cells_M,
            "expected": in_units(support.expected_km_M, expected.expected_km_N[rows_M]),
            "neighbours": -support.neighbours_M,
            "neighbours_km": np.log(support.neighbour_km_M + ROUNDING_KM),
            "companions": np.log1p(
                companion_km(companions_MK, latlng_M2, labelled.latlng_N2, self.trust_N)
            ),
            "companions_fit": self.companions_fit(companions_MK) - support.both,
            "swap": swap_M,
            "sign": sign_M,
            "middle": -np.log1p(
                np.minimum(middle_km(latlng_M2, self.ground.middles_R2), FARTHEST_MIDDLE_KM)
            ),
            "sea": 1.0 - self.on_land(latlng_M2),
        }
        return np.stack([columns[name] for name in LEARNT], axis=1)

    def companions_fit(self, companions_MK: Ints) -> Floats:
        """How well the places of the rest of the drive fit, on average."""
        is_there_MK = companions_MK >= 0
        fit_MK = np.where(is_there_MK, self.own_fit_N[companions_MK], 0.0)
        size_M = is_there_MK.sum(axis=1)
        return np.where(size_M > 0, fit_MK.sum(axis=1) / np.maximum(size_M, 1), np.nan)

    def gains(self, rows_M: Ints, latlng_M2: Floats, own_M: Floats) -> tuple[Floats, Floats]:
        """How much better the swapped place fits, and the best with another sign."""
        other_M42 = unmixed(latlng_M2)
        gain_M4 = self.support_of_many(rows_M, other_M42) - own_M[:, None]
        gain_M4[haversine_km(latlng_M2[:, None], other_M42) < TELLING_KM] = np.nan
        sign_M3 = np.where(np.isnan(gain_M4[:, 1:]), -np.inf, gain_M4[:, 1:])
        best_M = sign_M3.max(axis=1)
        return gain_M4[:, 0], np.where(np.isfinite(best_M), best_M, np.nan)

    def support_of_many(self, rows_M: Ints, latlng_MH2: Floats) -> Floats:
        """(M, H); NaN where the hypothesis is no place on land."""
        shape = latlng_MH2.shape[:2]
        flat_P2, row_P = latlng_MH2.reshape(-1, 2), np.repeat(rows_M, shape[1])
        is_there_P: Booleans = np.isfinite(flat_P2[:, 0])
        is_there_P[is_there_P] = self.on_land(flat_P2[is_there_P])
        found_P = np.full(len(flat_P2), np.nan)
        found_P[is_there_P] = self.support(row_P[is_there_P], flat_P2[is_there_P]).both
        return found_P.reshape(shape)


def judge_of(
    labelled: Labelled, ground: Ground, expected: Expectations, trust_N: Floats, on_land: OnLand
) -> Judge:
    known = Known(expected, ground.cells_C2, labelled.latlng_N2, trust_N)
    own = support_of(known, np.arange(len(labelled)), labelled.latlng_N2)
    companions_NK = companion_rows(labelled.sequence_N)
    return Judge(labelled, ground, expected, trust_N, companions_NK, known, own.both, on_land)


def in_units(km_M: Floats, usual_km_M: Floats) -> Floats:
    ratio: Floats = np.log((km_M + ROUNDING_KM) / (usual_km_M + ROUNDING_KM))
    return ratio
