"""Soft labels: against a double loop, with true positions, whole and sparse."""

import math

import numpy as np
import pytest

from predictor.geodesy import LatLng, distance_km
from predictor.labels import LabelError, largest_shares, one_hot, smoothed, smoothed_sparse


def somewhere(count, seed=1):
    draw = np.random.default_rng(seed)
    lat = np.degrees(np.arcsin(draw.uniform(-1, 1, count)))
    return np.column_stack([lat, draw.uniform(-180, 180, count)])


def twin(photos, centroids, tau_km):
    rows = []
    for photo in photos:
        weights = [
            math.exp(-distance_km(LatLng(*photo), LatLng(*each)) / tau_km) for each in centroids
        ]
        rows.append([weight / math.fsum(weights) for weight in weights])
    return np.array(rows)


def test_smoothed_agrees_with_a_double_loop():
    photos, centroids = somewhere(13), somewhere(37, seed=2)

    labels = smoothed(photos, centroids, 900.0)

    np.testing.assert_allclose(labels, twin(photos, centroids, 900.0), rtol=1e-9)


def test_smoothed_agrees_at_the_antimeridian_and_the_poles():
    photos = [(0.0, 179.99), (89.9, 10.0), (-90.0, 0.0)]
    centroids = [(0.0, -179.9), (0.0, 178.0), (89.0, -170.0), (-89.5, 77.0)]

    labels = smoothed(photos, centroids, 75.0)

    np.testing.assert_allclose(labels, twin(photos, centroids, 75.0), rtol=1e-6)
    assert labels.argmax(axis=1).tolist() == [0, 2, 3]


def test_smoothed_rows_sum_to_one_however_far_the_cells_are():
    labels = smoothed([(0.0, 0.0), (10.0, 10.0)], [(0.0, 180.0), (-1.0, 179.0)], 0.01)

    np.testing.assert_allclose(labels.sum(axis=1), 1.0, rtol=1e-12)


def test_smoothed_uses_the_true_position_and_not_the_cell():
    labels = smoothed([(0.0, 0.4), (0.0, 0.1)], [(0.0, 0.0), (0.0, 1.0)], 75.0)

    assert labels[0, 1] > labels[1, 1] > 0.2


def test_smoothed_shares_equal_centroids_equally():
    assert smoothed([(5.0, 5.0)], [(6.0, 6.0), (6.0, 6.0)], 75.0).tolist() == [[0.5, 0.5]]


@pytest.mark.parametrize("tau_km", [0.0, -75.0, float("nan")])
def test_smoothed_refuses_a_tau_that_is_not_positive(tau_km):
    with pytest.raises(LabelError, match="must be positive"):
        smoothed([(0.0, 0.0)], [(1.0, 1.0)], tau_km)


def test_sparse_labels_agree_with_dense_ones():
    photos, centroids = somewhere(1030), somewhere(61, seed=3)

    sparse = smoothed_sparse(photos, centroids, 500.0)

    np.testing.assert_allclose(sparse.dense(), smoothed(photos, centroids, 500.0), atol=2e-6)
    np.testing.assert_allclose(sparse.dense().sum(axis=1), 1.0, rtol=1e-12)


def test_sparse_labels_leave_out_what_is_far_away():
    sparse = smoothed_sparse(somewhere(50), somewhere(400, seed=4), 75.0)

    assert len(sparse.cells) < 0.2 * 50 * 400
    assert (np.diff(sparse.start_N1) >= 1).all()


def test_sparse_labels_of_no_photos_are_empty():
    sparse = smoothed_sparse(np.empty((0, 2)), somewhere(5), 75.0)

    assert sparse.dense().shape == (0, 5)


def test_largest_shares_keeps_the_lower_number_of_equals_first():
    cells, shares = largest_shares(np.array([0.25, 0.5, 0.25, 0.0]))

    assert cells.tolist() == [1, 0, 2]
    assert shares.tolist() == [0.5, 0.25, 0.25]


def test_one_hot_counts_a_photo_for_its_own_cell_only():
    assert one_hot([2, 0], 3).tolist() == [[0, 0, 1], [1, 0, 0]]


@pytest.mark.parametrize("cell", [-1, 3])
def test_one_hot_refuses_a_cell_that_is_not_there(cell):
    with pytest.raises(LabelError, match=f"in cell {cell}"):
        one_hot([0, cell], 3)
