"""Losses: against the numpy labels and against loops over photos."""

import math

import numpy as np
import torch

from predictor.geodesy import unit_vectors
from predictor.labels import smoothed
from predictor.nn.examples import SideTask
from predictor.nn.losses import cells_loss, side_loss, smoothed_targets, task_loss

DRIVES_ON = SideTask("drives_on", 0.5, ("left", "right"))
POPULATION = SideTask("population", 2.0)


def somewhere(count, seed):
    draw = np.random.default_rng(seed)
    lat = np.degrees(np.arcsin(draw.uniform(-1, 1, count)))
    return np.column_stack([lat, draw.uniform(-180, 180, count)])


def points(latlng):
    return torch.from_numpy(unit_vectors(latlng).astype(np.float32))


def test_smoothed_targets_agree_with_numpy_labels():
    photos = np.vstack([somewhere(29, 1), [(90, 0), (-90, 5), (10, 180), (10, -180)]])
    centroids = somewhere(53, 2)

    targets = smoothed_targets(points(photos), points(centroids), 75.0)

    np.testing.assert_allclose(targets.numpy(), smoothed(photos, centroids, 75.0), atol=1e-4)


def test_smoothed_targets_tell_neighbours_apart():
    photos, centroids = [(48.0, 2.0)], [(48.0, 2.001), (48.0, 2.1), (48.01, 2.0)]

    targets = smoothed_targets(points(photos), points(centroids), 1.0)

    np.testing.assert_allclose(targets.numpy(), smoothed(photos, centroids, 1.0), atol=2e-3)


def test_smoothed_targets_of_an_antipode_are_finite():
    targets = smoothed_targets(points([(0.0, 0.0)]), points([(0.0, 180.0), (0.0, 179.0)]), 75.0)

    assert targets.isfinite().all()
    torch.testing.assert_close(targets.sum(), torch.tensor(1.0))


def test_cells_loss_is_the_mean_cross_entropy():
    logits = torch.tensor([[1.0, 2.0, -1.0], [0.0, 0.5, 0.0]])
    shares = torch.tensor([[0.2, 0.7, 0.1], [1.0, 0.0, 0.0]])
    expected = 0.0
    for row, share in zip(logits.tolist(), shares.tolist(), strict=True):
        total = math.log(sum(math.exp(each) for each in row))
        expected -= sum(s * (each - total) for each, s in zip(row, share, strict=True)) / 2

    assert math.isclose(cells_loss(logits, shares).item(), expected, rel_tol=1e-6)


def test_task_loss_leaves_unknown_classes_out():
    outputs = torch.tensor([[2.0, -1.0], [5.0, 5.0], [0.0, 1.0]])

    loss = task_loss(outputs, torch.tensor([0, -1, 1]), DRIVES_ON)

    torch.testing.assert_close(loss, cells_loss(outputs[[0, 2]], torch.tensor([0, 1])))


def test_task_loss_of_numbers_counts_their_logarithm():
    outputs = torch.tensor([[math.log1p(999.0) + 0.5], [1.0], [math.log1p(9.0)]])

    loss = task_loss(outputs, torch.tensor([999.0, math.nan, 9.0]), POPULATION)

    torch.testing.assert_close(loss, torch.tensor(0.5 * 0.5**2 / 2))


def test_task_loss_of_a_batch_without_the_fact_is_zero_and_has_a_gradient():
    outputs = torch.ones(2, 1, requires_grad=True)

    task_loss(outputs, torch.tensor([math.nan, math.nan]), POPULATION).backward()

    assert outputs.grad.tolist() == [[0.0], [0.0]]


def test_side_loss_is_the_weighted_sum():
    outputs = {"drives_on": torch.tensor([[2.0, -1.0]]), "population": torch.tensor([[4.0]])}
    facts = {"drives_on": torch.tensor([1]), "population": torch.tensor([99.0])}

    loss = side_loss(outputs, facts, (DRIVES_ON, POPULATION))

    parts = [
        task_loss(outputs[t.name], facts[t.name], t) * t.weight for t in (DRIVES_ON, POPULATION)
    ]
    torch.testing.assert_close(loss, parts[0] + parts[1])


def test_side_loss_without_tasks_is_zero():
    assert side_loss({}, {}, ()).item() == 0.0
