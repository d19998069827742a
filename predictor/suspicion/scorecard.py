"""Features to the chance that a label is wrong: a sum of one curve a feature, so that each
reason has its weight (logistic regression over piecewise-linear bases)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from predictor.geodesy import Floats
from predictor.suspicion.labelled import Booleans

KNOTS: Final = 7
SHARES: Final = np.linspace(0.02, 0.98, KNOTS)
STRENGTH: Final = 0.3  # inverse of the ridge
HALVINGS: Final = 40
LEAST_SHARE: Final = 1e-3  # of wrong labels: a set without any is not known to anybody
MOST_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Log-odds, at even odds, are the intercept and for each feature a point of its curve."""

    knots: list[list[float]]  # by feature, ascending
    values: list[list[float]]  # at the knots
    missing: list[float]
    intercept: float

    def contributions(self, features_MF: Floats) -> Floats:
        """(M, F) of log-odds; zero on average over right labels."""
        columns = []
        for column_M, knots, values, missing in zip(
            features_MF.T, self.knots, self.values, self.missing, strict=True
        ):
            curve_M = np.interp(np.nan_to_num(column_M), knots, values)
            columns.append(np.where(np.isnan(column_M), missing, curve_M))
        return np.stack(columns, axis=1)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(kept: Mapping[str, Any]) -> Scorecard:
    return Scorecard(**kept)


def fit_scorecard(features_MF: Floats, is_wrong_M: Booleans, trust_M: Floats) -> Scorecard:
    """At even odds, however many are wrong; `trust_M` says how much each row teaches."""
    wrong, right = trust_M[is_wrong_M].sum(), trust_M[~is_wrong_M].sum()
    weight_M = trust_M / np.where(is_wrong_M, wrong, right) * len(trust_M) / 2.0
    knots = [knots_of(column_M) for column_M in features_MF.T]
    bases = [basis(column_M, at) for column_M, at in zip(features_MF.T, knots, strict=True)]
    design = np.concatenate(bases, axis=1)
    scale = np.maximum(design.std(axis=0), 1e-6)
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    fitted = model.fit(design / scale, is_wrong_M, sample_weight=weight_M)
    weights = np.split(fitted.coef_[0] / scale, np.cumsum([b.shape[1] for b in bases])[:-1])
    values, missing, intercept = [], [], float(fitted.intercept_[0])
    for base, weight in zip(bases, weights, strict=True):
        usual = float((base[~is_wrong_M] @ weight).mean())
        values.append((weight[:-1] - usual).tolist())
        missing.append(float(weight[-1]) - usual)
        intercept += usual
    return Scorecard([at.tolist() for at in knots], values, missing, intercept)


def knots_of(column_M: Floats) -> Floats:
    said_M = column_M[np.isfinite(column_M)]
    if not len(said_M):
        return np.zeros(1)
    found: Floats = np.unique(
        np.concatenate([np.quantile(said_M, SHARES), [said_M.min(), said_M.max()]])
    )
    return found


def basis(column_M: Floats, knots_K: Floats) -> Floats:
    """(M, K + 1): shares of the two knots around a value, and whether nothing is said."""
    is_missing_M = np.isnan(column_M)
    hats_MK = np.stack(
        [np.interp(np.nan_to_num(column_M), knots_K, unit_K) for unit_K in np.eye(len(knots_K))],
        axis=1,
    )
    hats_MK[is_missing_M] = 0.0
    return np.concatenate([hats_MK, is_missing_M[:, None].astype(np.float64)], axis=1)


def wrong_share(log_ratio_N: Floats) -> float:
    """Of the whole set: the share that makes all its ratios likeliest (Saerens, Latinne and
    Decaestecker 2002 go there by steps; the likelihood is concave, so halving finds it)."""
    gain_N = np.expm1(np.clip(log_ratio_N, -30.0, 30.0))
    low, high = LEAST_SHARE, MOST_SHARE
    for _ in range(HALVINGS):
        share = (low + high) / 2.0
        rises = float((gain_N / (1.0 + share * gain_N)).sum()) > 0.0
        low, high = (share, high) if rises else (low, share)
    return (low + high) / 2.0


def chances(log_odds_N: Floats) -> Floats:
    found: Floats = 1.0 / (1.0 + np.exp(-np.clip(log_odds_N, -500.0, 500.0)))
    return found
