"""Heads: shapes by task, standardised input, probabilities that are ones."""

import json

import numpy as np
import torch

from predictor.config import Head
from predictor.nn.examples import SideTask
from predictor.nn.heads import (
    Heads,
    HeadShape,
    head_shape,
    probabilities,
    standardise,
    start_at_means,
)

TASKS = (SideTask("climate", 0.3, ("ice", "desert", "steppe")), SideTask("population", 0.1))
SHAPE = HeadShape(dimension=6, cells=5, hidden=4, tasks=TASKS)


def rows(count):
    return torch.randn(count, 6, generator=torch.Generator().manual_seed(2))


def test_heads_give_an_output_for_each_task():
    outputs = Heads(SHAPE)(rows(3))

    assert {name: tuple(each.shape) for name, each in outputs.items()} == {
        "cells": (3, 5), "climate": (3, 3), "population": (3, 1),
    }  # fmt: skip


def test_head_without_a_hidden_layer_is_linear():
    heads = Heads(HeadShape(dimension=6, cells=5)).eval()
    a, b = rows(2)

    between = heads(((a + b) / 2)[None])["cells"]

    torch.testing.assert_close(between, (heads(a[None])["cells"] + heads(b[None])["cells"]) / 2)


def test_standardise_uses_the_mean_and_spread_of_all_blocks():
    embeddings = rows(37) * 3 + 7
    heads = Heads(SHAPE)

    standardise(heads, embeddings.split(10))

    np.testing.assert_allclose(heads.middle_D, embeddings.numpy().mean(axis=0), rtol=1e-5)
    np.testing.assert_allclose(heads.spread_D, embeddings.numpy().std(axis=0), rtol=1e-4)


def test_standardise_leaves_a_constant_coordinate_alone():
    heads = Heads(SHAPE)

    standardise(heads, [torch.ones(9, 6)])

    assert heads.spread_D.tolist() == [1.0] * 6
    assert heads(torch.ones(1, 6))["cells"].isfinite().all()


def test_probabilities_sum_to_one_and_numbers_are_not_negative():
    answers = probabilities(Heads(SHAPE).eval(), rows(9), temperature=0.5)

    for name in ("cells", "climate"):
        torch.testing.assert_close(answers[name].sum(dim=1), torch.ones(9))
    assert answers["population"].shape == (9,)
    assert (answers["population"] >= 0).all()


def test_probabilities_get_sharper_with_a_lower_temperature_in_the_same_order():
    heads = Heads(SHAPE).eval()
    flat, sharp = (probabilities(heads, rows(9), t)["cells"] for t in (2.0, 0.5))

    assert (sharp.max(dim=1).values > flat.max(dim=1).values).all()
    assert torch.equal(sharp.argsort(dim=1), flat.argsort(dim=1))


def test_head_shape_leaves_tasks_without_weight_out():
    shape = head_shape(6, 5, Head(hidden=3), [*TASKS, SideTask("season", 0.0, ("dry", "wet"))])

    assert shape == HeadShape(6, 5, 3, 0.0, TASKS)


def test_head_shape_comes_back_from_json():
    assert HeadShape.from_json(json.loads(json.dumps(SHAPE.to_json()))) == SHAPE


def test_numbers_start_at_the_mean_of_their_logarithms():
    heads = Heads(SHAPE)
    facts = {"climate": np.array([0, -1]), "population": np.array([np.nan, 9.0, 999.0])}

    start_at_means(heads, facts)

    expected = (np.log(10) + np.log(1000)) / 2
    np.testing.assert_allclose(heads.heads["population"].bias.item(), expected, rtol=1e-6)


def test_numbers_that_nobody_knows_start_anywhere():
    heads = Heads(SHAPE)

    start_at_means(heads, {"climate": np.array([0]), "population": np.array([np.nan])})

    assert heads.heads["population"].bias.isfinite().all()
