"""How well scores put wrong labels first, with intervals that resample whole drives."""

import numpy as np

from predictor.resampling import percentile_interval, resample

RESAMPLES = 500
SEED = 1


def auroc_of(score_N, is_wrong_N, group_N):
    """A statistic of resampled groups: the chance that a wrong label scores above a right one."""
    order = np.argsort(score_N, kind="stable")
    _, tie_N = np.unique(score_N[order], return_inverse=True)
    starts = np.flatnonzero(np.diff(tie_N, prepend=-1))
    wrong_N, group_of_rank_N = is_wrong_N[order], group_N[order]

    def auroc(drawn_BG):
        weight_BN = drawn_BG[:, group_of_rank_N].astype(np.float64)
        wrong_BT = np.add.reduceat(weight_BN * wrong_N, starts, axis=1)
        right_BT = np.add.reduceat(weight_BN * ~wrong_N, starts, axis=1)
        below_BT = np.cumsum(right_BT, axis=1) - right_BT / 2
        pairs_B = wrong_BT.sum(axis=1) * right_BT.sum(axis=1)
        return (wrong_BT * below_BT).sum(axis=1) / np.maximum(pairs_B, 1e-9)

    return auroc


def aurocs(scores, is_wrong_N, group_N):
    """An estimate for each named score, and of the first one's lead over the best other."""
    _, group_N = np.unique(group_N, return_inverse=True)
    groups = int(group_N.max()) + 1
    statistics = {name: auroc_of(score, is_wrong_N, group_N) for name, score in scores.items()}
    whole = {name: float(s(np.ones((1, groups), int))[0]) for name, s in statistics.items()}
    drawn = resample(statistics, group_N, RESAMPLES, SEED)
    found = {name: percentile_interval(whole[name], drawn[name]) for name in scores}
    first, *others = scores
    best = np.max([drawn[name] for name in others], axis=0)
    lead = whole[first] - max(whole[name] for name in others)
    return found | {"lead": percentile_interval(lead, drawn[first] - best)}
