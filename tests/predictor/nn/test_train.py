"""Fitting heads: learns what can be learnt, repeatably, and refuses what it cannot use."""

import dataclasses

import numpy as np
import pytest
import torch

from predictor.config import Head, Labels
from predictor.labels import smoothed
from predictor.nn.examples import Examples, SideTask, TrainingError, broken_rows, class_numbers
from predictor.nn.heads import probabilities
from predictor.nn.train import fit_head, shuffled

from .photos import CENTROIDS, photos

HEAD = Head(epochs=12, batch=32, learning_rate=1e-2)
SHORT = dataclasses.replace(HEAD, epochs=3)
TASKS = (SideTask("drives_on", 0.5, ("left", "right")), SideTask("population", 0.1))


def fit(train=None, tune=None, head=HEAD, labels=Labels(), **more):  # noqa: B008  # frozen
    train = photos(203) if train is None else train
    tune = photos(77, seed=2) if tune is None else tune
    return fit_head(train, tune, CENTROIDS, labels=labels, head=head, **more)


def answers(weights, examples):
    with torch.inference_mode():
        embeddings = torch.from_numpy(examples.embeddings_ND)
        found = probabilities(weights.heads(), embeddings, weights.temperature)
    return {name: each.numpy() for name, each in found.items()}


@pytest.mark.parametrize("labels", [Labels(), Labels(smoothing="one_hot"), Labels(tau_km=500.0)])
def test_head_finds_the_cells_of_photos_it_has_not_seen(labels):
    unseen = photos(100, seed=3)

    found = answers(fit(labels=labels), unseen)["cells"]

    assert (found.argmax(axis=1) == unseen.own_cell_N).mean() > 0.95


def test_head_learns_the_shares_of_overlapping_cells():
    unseen = photos(50, seed=3, noise=0.01)
    weights = fit(
        photos(300, noise=0.01), labels=Labels(tau_km=3000.0), head=Head(epochs=40, batch=32)
    )

    with torch.inference_mode():
        logits = weights.heads()(torch.from_numpy(unseen.embeddings_ND))["cells"]

    expected = smoothed(unseen.latlng_N2, CENTROIDS, 3000.0)
    np.testing.assert_allclose(torch.softmax(logits, dim=1), expected, atol=0.08)


def test_same_seed_gives_the_same_weights_and_another_seed_others():
    first, again, other = (fit(seed=seed, tasks=TASKS, head=SHORT) for seed in (1, 1, 2))

    assert all(torch.equal(first.state[name], again.state[name]) for name in first.state)
    assert first.temperature == again.temperature
    assert not torch.equal(first.state["heads.cells.weight"], other.state["heads.cells.weight"])


def test_each_epoch_has_another_order_and_sees_every_photo_once():
    batches = shuffled(photos(10), 4, seed=1)
    first, second = (np.concatenate([rows for _, rows in batches()]) for _ in range(2))

    assert sorted(first) == sorted(second) == list(range(10))
    assert first.tolist() != second.tolist()


def test_progress_hears_of_every_epoch():
    heard = []

    weights = fit(progress=lambda *epoch: heard.append(epoch))

    assert [number for number, _, _ in heard] == list(range(1, len(heard) + 1))
    assert heard == [dataclasses.astuple(epoch) for epoch in weights.history]


def test_training_stops_when_the_tune_split_gains_nothing_more():
    shuffled_tune = dataclasses.replace(
        photos(77), own_cell_N=np.zeros(77, int), latlng_N2=photos(77, 5).latlng_N2
    )

    weights = fit(tune=shuffled_tune, head=dataclasses.replace(HEAD, epochs=50, patience=2))

    assert len(weights.history) < 20


def test_weights_are_those_of_the_best_epoch():
    tune = dataclasses.replace(photos(77), latlng_N2=photos(77, 5).latlng_N2)
    weights = fit(tune=tune, head=dataclasses.replace(HEAD, epochs=9))
    best = min(weights.history, key=lambda epoch: epoch.tune_loss)
    assert best.number < len(weights.history)

    logits = weights.heads()(torch.from_numpy(tune.embeddings_ND))["cells"]

    targets = torch.from_numpy(smoothed(tune.latlng_N2, CENTROIDS, 75.0)).float()
    loss = torch.nn.functional.cross_entropy(logits, targets).item()
    assert loss == pytest.approx(best.tune_loss, abs=1e-4)


def test_side_tasks_are_learnt_from_the_photos_that_know_them():
    unseen = photos(200, seed=3)
    head = Head(epochs=40, patience=40, batch=32, learning_rate=1e-2)

    found = answers(fit(tasks=TASKS, head=head), unseen)

    known = unseen.facts["drives_on"] >= 0
    right = found["drives_on"].argmax(axis=1) == unseen.facts["drives_on"]
    assert right[known].mean() > 0.95
    known = np.isfinite(unseen.facts["population"])
    error = np.log10(found["population"][known] + 1) - np.log10(unseen.facts["population"][known])
    assert np.median(np.abs(error)) < 0.4


def test_side_tasks_change_the_cells_through_a_shared_layer_only():
    for hidden, shared in ((0, False), (8, True)):
        head = dataclasses.replace(HEAD, hidden=hidden, epochs=2)
        alone, beside = (fit(head=head, tasks=tasks).heads() for tasks in ((), TASKS))
        embeddings = torch.from_numpy(photos(9).embeddings_ND)

        same = torch.allclose(alone(embeddings)["cells"], beside(embeddings)["cells"], atol=1e-4)

        assert same is not shared


def test_temperature_makes_an_overconfident_head_honest():
    train, tune, unseen = photos(60, noise=0.6), photos(300, 2, 0.6), photos(2000, 3, 0.6)
    head = Head(epochs=60, patience=60, batch=32, learning_rate=3e-2)
    labels = Labels(smoothing="one_hot")

    found = answers(fit(train, tune, head, labels), unseen)["cells"]

    right = found.argmax(axis=1) == unseen.own_cell_N
    assert abs(found.max(axis=1).mean() - right.mean()) < 0.06


def test_half_precision_and_read_only_embeddings_are_taken():
    train = photos(203)
    halves = train.embeddings_ND.astype(np.float16)
    halves.setflags(write=False)

    weights = fit(dataclasses.replace(train, embeddings_ND=halves))

    assert all(tensor.dtype == torch.float32 for tensor in weights.state.values())


def test_a_single_photo_in_a_single_cell_can_be_fitted():
    one = Examples(np.ones((1, 3), np.float32), np.zeros((1, 2)), np.zeros(1, int))

    weights = fit_head(one, one, np.zeros((1, 2)), labels=Labels(), head=Head(epochs=2))

    assert answers(weights, one)["cells"].tolist() == [[1.0]]


@pytest.mark.parametrize("split", ["train", "tune"])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_embeddings_that_are_no_numbers_are_named(split, value):
    broken = photos(30)
    broken.embeddings_ND[[4, 17], 2] = value

    with pytest.raises(
        TrainingError, match=rf"2 of 30 {split} photos are no numbers \(rows 4, 17\)"
    ):
        fit(**{split: broken})


@pytest.mark.parametrize("split", ["train", "tune"])
def test_an_empty_split_is_named(split):
    with pytest.raises(TrainingError, match=f"There are no {split} photos"):
        fit(**{split: photos(0)})


@pytest.mark.parametrize("cell", [-1, 5])
def test_a_photo_outside_the_cells_is_refused(cell):
    train = photos(30)
    train.own_cell_N[3] = cell

    with pytest.raises(TrainingError, match="not all in cells 0 to 4"):
        fit(train)


def test_a_photo_without_a_position_is_refused():
    train = photos(30)
    train.latlng_N2[3] = np.nan

    with pytest.raises(TrainingError, match="has no position"):
        fit(train)


def test_a_missing_embedding_is_refused():
    train = photos(30)

    with pytest.raises(TrainingError, match="29 embeddings of 30 train photos"):
        fit(dataclasses.replace(train, embeddings_ND=train.embeddings_ND[:29]))


def test_a_side_task_without_facts_is_refused():
    train = photos(30)
    del train.facts["population"]

    with pytest.raises(TrainingError, match="population has 0 facts of 30 train photos"):
        fit(train, tasks=TASKS)


def test_training_that_comes_apart_is_refused():
    with pytest.raises(TrainingError, match=r"lower head\.learning_rate"):
        fit(head=dataclasses.replace(HEAD, learning_rate=1e38))


def test_broken_rows_agrees_with_a_look_at_each_row(monkeypatch):
    monkeypatch.setattr("predictor.nn.examples.ROWS_AT_ONCE", 7)
    embeddings = np.random.default_rng(1).choice([0.5, 0.1, np.nan], (40, 3), p=[0.5, 0.4, 0.1])

    assert broken_rows(embeddings).tolist() == [
        n for n, row in enumerate(embeddings) if np.isnan(row).any()
    ]


def test_class_numbers_of_unknown_values_are_minus_one():
    assert class_numbers(["right", None, "", "up", "left"], ("left", "right")).tolist() == [
        1,
        -1,
        -1,
        -1,
        0,
    ]
