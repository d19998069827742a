"""The whole set judged: expectations, features, a scorecard learnt from the set itself, chances.

Three times: a label teaches the next pass as much as this one believes it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from predictor.geodesy import Floats
from predictor.resampling import Ints
from predictor.suspicion.corruptions import corrupt
from predictor.suspicion.expectations import expectations_of
from predictor.suspicion.features import LEARNT, Judge, judge_of
from predictor.suspicion.labelled import Ground, Labelled
from predictor.suspicion.neighbours import Similar, similar_rows
from predictor.suspicion.pointers import GIVEN, pointers
from predictor.suspicion.rules import OnLand
from predictor.suspicion.scorecard import (
    Scorecard,
    chances,
    fit_scorecard,
    from_json,
    share_among_all,
    wrong_share,
)

COLUMNS: Final = LEARNT + GIVEN
PASSES: Final = 3
TAUGHT_BY: Final = 20_000  # labels, and as many corrupted ones
TOGETHER: Final = 0.5  # of mistakes, those that a whole drive shares
OF_DRIVES: Final = ("companions", "companions_fit")
SEED: Final = 1
Tell = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was learnt from a whole set, kept to judge a changed photo by the same measure."""

    card: Scorecard
    share: float  # of wrong labels
    trust_N: Floats

    def as_json(self) -> dict[str, Any]:
        return {"card": self.card.as_json(), "share": self.share}


def verdict_from(kept: dict[str, Any], trust_N: Floats) -> Verdict:
    return Verdict(from_json(kept["card"]), float(kept["share"]), trust_N)


@dataclass(frozen=True, slots=True)
class Judged:
    """Rows as asked for. Contributions are log-odds in the order of COLUMNS; with the share of
    wrong labels they add up to the score."""

    rows_M: Ints
    score_M: Floats
    contributions_MF: Floats
    judge: Judge


def judge_all(
    labelled: Labelled, ground: Ground, on_land: OnLand, tell: Tell = lambda _: None
) -> tuple[Judged, Verdict]:
    trust_N = np.ones(len(labelled))
    rows_N = np.arange(len(labelled))
    similar = similar_rows(labelled.embeddings_ND, labelled.group_N, rows_N)
    for number in range(PASSES):
        tell(f"pass {number + 1} of {PASSES}")
        expected = expectations_of(labelled, ground, trust_N, similar)
        judge = judge_of(labelled, ground, expected, trust_N, on_land)
        features_NF = judge.features(rows_N, labelled.latlng_N2)
        card, wrong_MF = learnt(judge, features_NF)
        contributions_NF = np.hstack([card.contributions(features_NF), pointers(labelled)])
        log_ratio_N = contributions_NF.sum(axis=1) + card.intercept
        share = (
            wrong_share(log_ratio_N)
            if number
            else share_among_all(card.contributions(wrong_MF).sum(axis=1) + card.intercept)
        )
        score_N = chances(log_ratio_N + np.log(share / (1.0 - share)))
        verdict = Verdict(card, share, trust_N)
        trust_N = 1.0 - score_N
    return Judged(rows_N, score_N, contributions_NF, judge), verdict


def judge_rows(
    labelled: Labelled, ground: Ground, on_land: OnLand, verdict: Verdict, rows_M: Ints
) -> Judged:
    """As `judge_all` with the same verdict would judge these rows."""
    similar = similar_to(labelled, rows_M)
    expected = expectations_of(labelled, ground, verdict.trust_N, similar)
    judge = judge_of(labelled, ground, expected, verdict.trust_N, on_land)
    features_MF = judge.features(rows_M, labelled.latlng_N2[rows_M])
    given_MF = pointers(labelled)[rows_M]
    contributions_MF = np.hstack([verdict.card.contributions(features_MF), given_MF])
    log_ratio_M = contributions_MF.sum(axis=1) + verdict.card.intercept
    score_M = chances(log_ratio_M + np.log(verdict.share / (1.0 - verdict.share)))
    return Judged(rows_M, score_M, contributions_MF, judge)


def similar_to(labelled: Labelled, rows_M: Ints) -> Similar:
    """Of these rows and their drives alone: looking for similar photos is most of the work."""
    drives = labelled.sequence_N[rows_M]
    of_drives = np.isin(labelled.sequence_N, drives[drives >= 0])
    asked_Q = np.union1d(rows_M, np.flatnonzero(of_drives))
    near_QK, cosine_QK = similar_rows(labelled.embeddings_ND, labelled.group_N, asked_Q)
    near_NK = np.full((len(labelled), near_QK.shape[1]), -1, np.int64)
    cosine_NK = np.full(near_NK.shape, -np.inf, np.float32)
    near_NK[asked_Q], cosine_NK[asked_Q] = near_QK, cosine_QK
    return near_NK, cosine_NK


def learnt(judge: Judge, features_NF: Floats) -> tuple[Scorecard, Floats]:
    """From a sample of the set as it is, and from the same made wrong: those features, too."""
    draw = np.random.default_rng(SEED)
    right_M = draw.permutation(len(features_NF))[:TAUGHT_BY]
    odds_N = judge.trust_N / judge.trust_N.sum()
    chosen_M = draw.choice(len(odds_N), min(TAUGHT_BY, max(2000, len(odds_N))), p=odds_N)
    wrong = corrupt(judge.labelled.latlng_N2, chosen_M, judge.ground, draw)
    wrong_MF = judge.features(wrong.rows_M, wrong.latlng_M2)
    move_drives(wrong_MF, features_NF[wrong.rows_M], draw)
    features_MF = np.concatenate([features_NF[right_M], wrong_MF])
    is_wrong_M = np.arange(len(features_MF)) >= len(right_M)
    trust_M = np.concatenate([judge.trust_N[right_M], np.ones(len(wrong_MF))])
    return fit_scorecard(features_MF, is_wrong_M, trust_M), wrong_MF


def move_drives(wrong_MF: Floats, before_MF: Floats, draw: np.random.Generator) -> None:
    """In place. A drive may be wrong as a whole: then its photos are as near each other as before,
    and whoever learns only from lone mistakes takes that for a proof."""
    together_M = draw.random(len(wrong_MF)) < TOGETHER
    for name in OF_DRIVES:
        column = LEARNT.index(name)
        wrong_MF[together_M, column] = before_MF[together_M, column]
