"""Several pictures of one place as one row to learn from."""

import numpy as np

from predictor.fitting.rows import PhotoRows
from predictor.nn.embedding import Embeddings
from predictor.views import places


def one_row_a_place(
    rows: PhotoRows, embeddings_ND: Embeddings, views: int
) -> tuple[PhotoRows, Embeddings]:
    """The first photo stands for its place; its embedding is the direction of their mean."""
    if views == 1:
        return rows, embeddings_ND
    groups = places(rows.sequences, views)
    means = np.stack([embeddings_ND[group].mean(axis=0) for group in groups])
    units = means / np.linalg.norm(means, axis=1, keepdims=True)
    return rows.take(np.array([group[0] for group in groups])), units.astype(np.float32)
