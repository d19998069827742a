"""Chances of cells in closed form, beside the same from the rows of the other folds."""

import numpy as np
import pytest

from predictor.geodesy import haversine_km
from predictor.suspicion.discriminant import (
    BORROWED_PHOTOS,
    NEARBY_KM,
    SHRINKAGE,
    UNSEEN,
    best_temperature,
    cell_logits,
    chances_of,
    nearest_cells,
)
from tests.predictor.suspicion.little_world import little_world


@pytest.fixture(scope="module")
def world():
    return little_world()


@pytest.fixture(scope="module")
def trust(world):
    return np.random.default_rng(5).uniform(0.2, 1.0, len(world[0]))


def twin(labelled, cells_C2, cell_N, trust_N, row):
    """The row alone, from every photo of the other folds, one by one."""
    others = np.flatnonzero(labelled.fold_N != labelled.fold_N[row])
    x, weight = labelled.embeddings_ND[others].astype(np.float64), trust_N[others]
    own = cell_N[others]
    means, counts = [], []
    for cell in range(len(cells_C2)):
        near = np.exp(-haversine_km(cells_C2[own], cells_C2[cell]) / NEARBY_KM) * weight
        around = (near[:, None] * x).sum(axis=0) / near.sum()
        inside = weight * (own == cell)
        total = (inside[:, None] * x).sum(axis=0) + BORROWED_PHOTOS * around
        means.append(total / (inside.sum() + BORROWED_PHOTOS))
        counts.append(inside.sum())
    means, counts = np.array(means), np.array(counts)
    apart = x - means[own]
    within = (weight[:, None] * apart).T @ apart / weight.sum()
    within += SHRINKAGE * np.trace(within) / len(within) * np.eye(len(within))
    inverse = np.linalg.inv(within)
    prior = np.log((counts + UNSEEN) / (counts.sum() + UNSEEN * len(counts)))
    return [
        labelled.embeddings_ND[row] @ inverse @ mean - mean @ inverse @ mean / 2 + prior[cell]
        for cell, mean in enumerate(means)
    ]


def test_logits_are_those_of_the_other_folds_row_by_row(world, trust):
    labelled, ground = world
    cell_N = nearest_cells(labelled.latlng_N2, ground.cells_C2)

    found = cell_logits(labelled.embeddings_ND, cell_N, labelled.fold_N, trust, ground.cells_C2)

    for row in (0, 7, 101, 598):
        expected = twin(labelled, ground.cells_C2, cell_N, trust, row)
        assert np.allclose(found[row], expected, rtol=2e-3, atol=2e-3)


def test_nearest_cells_are_nearest(world):
    labelled, ground = world
    km = haversine_km(labelled.latlng_N2[:, None], ground.cells_C2[None])
    assert np.array_equal(nearest_cells(labelled.latlng_N2, ground.cells_C2), km.argmin(axis=1))


def test_chances_sum_to_one_and_keep_their_order():
    logits = np.array([[0.0, 3.0, -500.0], [900.0, 901.0, 0.0]], np.float32)
    chances = chances_of(logits, 2.0)
    assert np.allclose(chances.sum(axis=1), 1.0)
    assert chances.argmax(axis=1).tolist() == [1, 1]


def test_overconfident_logits_are_cooled():
    draw = np.random.default_rng(1)
    right = draw.integers(0, 4, 400)
    logits = draw.normal(size=(400, 4)).astype(np.float32)
    logits[np.arange(400), right] += 1.5
    assert best_temperature(logits, right, np.ones(400)) == 1.0
    assert best_temperature(8 * logits, right, np.ones(400)) in {6.0, 8.0, 12.0}
