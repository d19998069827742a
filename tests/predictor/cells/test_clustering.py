import numpy as np
import pytest
from sklearn.cluster import OPTICS, compute_optics_graph

from predictor.cells.clustering import optics_labels, reachability


def towns(count, seed, decimals=9):
    """Clusters of many sizes; few decimals make equal positions and equal distances."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(0, 30, (12, 2))
    spread = rng.exponential(1.0, 12)[:, None]
    town = rng.integers(0, 12, count)
    return (centres[town] + rng.normal(0, 1, (count, 2)) * spread[town]).round(decimals)


def slow_graph(xy, min_samples):
    order, _, reach, before = compute_optics_graph(
        xy, min_samples=min_samples, max_eps=np.inf, metric="minkowski", p=2,
        metric_params=None, algorithm="kd_tree", leaf_size=30, n_jobs=None,
    )  # fmt: skip
    return order, reach, before


@pytest.mark.parametrize(
    ("count", "min_samples", "decimals"), [(331, 8, 9), (207, 3, 1), (98, 15, 0)]
)
def test_reachability_equals_the_neighbour_list_twin(count, min_samples, decimals):
    xy = towns(count, count, decimals)
    for fast, slow in zip(reachability(xy, min_samples), slow_graph(xy, min_samples), strict=True):
        np.testing.assert_array_equal(fast, slow)


@pytest.mark.parametrize("seed", range(3))
def test_labels_equal_scikit_learn(seed):
    xy = towns(251, seed)
    slow = OPTICS(min_samples=8, xi=0.05, cluster_method="xi").fit(xy).labels_
    np.testing.assert_array_equal(optics_labels(xy, 8, 0.05), slow)


def test_two_towns_are_two_clusters():
    rng = np.random.default_rng(1)
    xy = np.concatenate([rng.normal(0, 1, (40, 2)), rng.normal(100, 1, (40, 2))])
    labels = optics_labels(xy, 8, 0.05, 30)
    assert len(set(labels[:40]) - {-1}) == len(set(labels[40:]) - {-1}) == 1


def test_clusters_have_the_minimum_size():
    labels = optics_labels(towns(500, 5), 8, 0.05, 30)
    assert np.bincount(labels[labels >= 0]).min() >= 30


def test_identical_points_end_in_one_cluster():
    assert set(optics_labels(np.zeros((1000, 2)), 8, 0.05)) == {0}


@pytest.mark.parametrize("count", [0, 1, 7])
def test_fewer_points_than_needed_are_noise(count):
    assert optics_labels(np.zeros((count, 2)), 8, 0.05).tolist() == [-1] * count
