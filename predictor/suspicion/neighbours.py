"""The photos that look most alike, those of one's own group left out."""

from typing import Final

import numpy as np

from predictor.resampling import Ints
from predictor.suspicion.labelled import Reals

Similar = tuple[Ints, Reals]  # rows and cosines, (Q, K)

NEIGHBOURS: Final = 20
# More references would cost more and say the same: twenty of them are looked for.
MOST_REFERENCES: Final = 32_768
HELD: Final = 16_000_000  # similarities at once


def reference_rows(group_N: Ints, most: int = MOST_REFERENCES) -> Ints:
    """All, or evenly spread among them in an order that knows nothing of place."""
    count = len(group_N)
    if count <= most:
        return np.arange(count)
    return np.sort(np.random.default_rng(count).choice(count, most, replace=False))


def similar_rows(
    embeddings_ND: Reals, group_N: Ints, rows_Q: Ints, most: int = MOST_REFERENCES
) -> Similar:
    """(Q, K) rows and cosines, most alike first; row -1 where others are missing."""
    references_R = reference_rows(group_N, most)
    reference_RD = embeddings_ND[references_R]
    near_QK = np.full((len(rows_Q), NEIGHBOURS), -1, np.int64)
    cosine_QK = np.full((len(rows_Q), NEIGHBOURS), -np.inf, np.float32)
    step = max(1, HELD // max(1, len(references_R)))
    for start in range(0, len(rows_Q), step):
        some = slice(start, start + step)
        cosine_SR = embeddings_ND[rows_Q[some]] @ reference_RD.T
        cosine_SR[group_N[rows_Q[some], None] == group_N[references_R]] = -np.inf
        width = min(NEIGHBOURS, len(references_R))
        best_SK = largest(cosine_SR, width)
        found_SK = np.take_along_axis(cosine_SR, best_SK, axis=1)
        cosine_QK[some, :width] = found_SK
        near_QK[some, :width] = np.where(np.isfinite(found_SK), references_R[best_SK], -1)
    return near_QK, cosine_QK


def largest(cosine_SR: Reals, width: int) -> Ints:
    """Columns of the largest of each row, in falling order."""
    if width < cosine_SR.shape[1]:
        part_SK = np.argpartition(-cosine_SR, width - 1, axis=1)[:, :width]
    else:
        part_SK = np.tile(np.arange(width), (len(cosine_SR), 1))
    order_SK = np.argsort(-np.take_along_axis(cosine_SR, part_SK, axis=1), axis=1, kind="stable")
    found: Ints = np.take_along_axis(part_SK, order_SK, axis=1)
    return found
