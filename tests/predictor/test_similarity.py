"""The nearest of many, by parts as at once."""

import numpy as np

from predictor.similarity import nearest_rows


def test_nearest_in_parts_is_nearest_at_once(monkeypatch):
    monkeypatch.setattr("predictor.similarity.HELD", 63)  # seven queries at a time
    draw = np.random.default_rng(1)
    queries, references = (draw.normal(size=(count, 4)).astype(np.float32) for count in (23, 9))
    slow = [max(range(9), key=lambda r, q=q: float(q @ references[r])) for q in queries]
    assert nearest_rows(queries, references).tolist() == slow
