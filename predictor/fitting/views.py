"""Several pictures of one place as one row: PIGEON's four views, here those of one drive."""

from collections.abc import Sequence

import numpy as np

from predictor.fitting.rows import PhotoRows
from predictor.nn.embedding import Embeddings


def places(sequences: Sequence[str], views: int) -> list[list[int]]:
    """Row numbers of up to `views` photos of one sequence, in their order; others stand alone."""
    if views == 1:
        return [[row] for row in range(len(sequences))]
    found: list[list[int]] = []
    open_at: dict[str, int] = {}
    for row, sequence in enumerate(sequences):
        place = open_at.get(sequence) if sequence else None
        if place is not None and len(found[place]) < views:
            found[place].append(row)
            continue
        open_at[sequence] = len(found)
        found.append([row])
    return found


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
