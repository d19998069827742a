"""Views of one place are averaged, the first photo in front."""

import numpy as np

from predictor.fitting.rows import PhotoRows
from predictor.fitting.views import one_row_a_place


def rows_of(sequences: tuple[str, ...]) -> PhotoRows:
    count = len(sequences)
    names = tuple(f"{n}.jpg" for n in range(count))
    latlng = np.column_stack([np.arange(count, dtype=float), np.zeros(count)])
    splits = np.array(["train"] * count)
    return PhotoRows(np.arange(count) + 10, latlng, splits, sequences, names, names, ({},) * count)


def test_the_mean_of_views_is_a_unit_row_of_the_first_photo() -> None:
    embeddings = np.array([[1, 0], [0, 1], [0, 1]], np.float32)

    rows, means = one_row_a_place(rows_of(("a", "a", "b")), embeddings, 4)

    assert list(rows.ids_N) == [10, 12]
    np.testing.assert_allclose(means, [[0.5**0.5, 0.5**0.5], [0, 1]], rtol=1e-6)
