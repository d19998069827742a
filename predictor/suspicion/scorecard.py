"""Features to the chance that a label is wrong: a sum of one curve a feature, so that each
reason has its weight (logistic regression over piecewise-linear curves that never fall)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize

from predictor.geodesy import Floats
from predictor.suspicion.labelled import Booleans

KNOTS: Final = 7
SHARES: Final = np.linspace(0.02, 0.98, KNOTS)
RIDGE: Final = 1.0  # as if each step were seen once to weigh nothing
STEPS: Final = 500
SURELY_WRONG: Final = 0.75  # so far up among labels made wrong
HALVINGS: Final = 40
LEAST_SHARE: Final = 0.01  # of wrong labels: sets with fewer are hardly known
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
    """At even odds, however many are wrong; `trust_M` says how much each row teaches.

    Curves never fall: more of any evidence clears no label, however few rows there are to say so.
    """
    wrong, right = trust_M[is_wrong_M].sum(), trust_M[~is_wrong_M].sum()
    weight_M = trust_M / np.where(is_wrong_M, wrong, right) * len(trust_M) / 2.0
    knots = [knots_of(column_M) for column_M in features_MF.T]
    bases = [basis(column_M, at) for column_M, at in zip(features_MF.T, knots, strict=True)]
    weights_W, intercept = climbing_weights(bases, is_wrong_M, weight_M)
    values, missing = [], []
    parts = np.split(weights_W, np.cumsum([base.shape[1] for base in bases])[:-1])
    for base, weight in zip(bases, parts, strict=True):
        usual = float((base[~is_wrong_M] @ weight).mean())
        values.append((np.concatenate([[0.0], np.cumsum(weight[:-1])]) - usual).tolist())
        missing.append(float(weight[-1]) - usual)
        intercept += usual
    return Scorecard([at.tolist() for at in knots], values, missing, intercept)


def climbing_weights(
    bases: Sequence[Floats], is_wrong_M: Booleans, weight_M: Floats
) -> tuple[Floats, float]:
    """Of the least logistic loss with steps that are not negative; what is missing may be."""
    design_MW = np.concatenate([*bases, np.ones((len(is_wrong_M), 1))], axis=1)
    free = np.concatenate([np.arange(base.shape[1]) == base.shape[1] - 1 for base in bases])
    bounds = [(-np.inf if is_free else 0.0, np.inf) for is_free in [*free, True]]
    sign_M = np.where(is_wrong_M, 1.0, -1.0)
    ridge_W = np.append(np.full(design_MW.shape[1] - 1, RIDGE), 0.0)

    def loss(weights_W: Floats, /) -> tuple[float, Floats]:
        margin_M = sign_M * (design_MW @ weights_W)
        slope_M = -sign_M * weight_M * chances(-margin_M)
        value = float(weight_M @ np.logaddexp(0.0, -margin_M) + ridge_W @ weights_W**2 / 2.0)
        return value, design_MW.T @ slope_M + ridge_W * weights_W

    start = np.zeros(design_MW.shape[1])
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": STEPS}
    )
    return found.x[:-1], float(found.x[-1])


def knots_of(column_M: Floats) -> Floats:
    said_M = column_M[np.isfinite(column_M)]
    if not len(said_M):
        return np.zeros(1)
    ends = [said_M.min(), said_M.max()]
    found: Floats = np.unique(np.concatenate([np.quantile(said_M, SHARES), ends]))
    return found


def basis(column_M: Floats, knots_K: Floats) -> Floats:
    """(M, K): how far each step from knot to knot is climbed, and whether nothing is said."""
    is_missing_M = np.isnan(column_M)
    width_K = np.maximum(np.diff(knots_K), 1e-12)
    climbed_MK = np.clip((np.nan_to_num(column_M)[:, None] - knots_K[:-1]) / width_K, 0.0, 1.0)
    climbed_MK[is_missing_M] = 0.0
    return np.concatenate([climbed_MK, is_missing_M[:, None].astype(np.float64)], axis=1)


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


def share_among_all(log_ratio_W: Floats) -> float:
    """When the right labels were learnt from a set that has wrong ones in it: of a label that is
    surely wrong the ratio is one over their share (Elkan and Noto 2008). `log_ratio_W` are those
    of labels made wrong."""
    sure = float(np.quantile(log_ratio_W, SURELY_WRONG))
    return min(MOST_SHARE, max(LEAST_SHARE, float(np.exp(-sure))))


def chances(log_odds_N: Floats) -> Floats:
    found: Floats = 1.0 / (1.0 + np.exp(-np.clip(log_odds_N, -500.0, 500.0)))
    return found
