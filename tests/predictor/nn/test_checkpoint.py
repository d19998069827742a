"""A locator's file: comes back as it was, moves alone, and is refused when it does not fit."""

import dataclasses
import json

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from predictor.config import Encoder, Head, Labels, Recipe
from predictor.nn import checkpoint as checkpoints
from predictor.nn.backbone import create
from predictor.nn.checkpoint import Checkpoint, CheckpointError, halved, load, save
from predictor.nn.examples import SideTask
from predictor.nn.train import fit_head
from predictor.nn.weights import WeightsError

from .photos import CENTROIDS, photos

pytestmark = pytest.mark.usefixtures("architectures")
CELLS = "c" * 64
TASKS = (SideTask("drives_on", 0.5, ("left", "right")),)
HEAD = Head(epochs=2, batch=64, hidden=4)


@pytest.fixture
def checkpoint():
    encoder = Encoder(architecture="tiny", weights="random:2")
    recipe = Recipe(name="tiny", encoder=encoder, head=HEAD, labels=Labels(tau_km=80.0))
    head = fit_head(
        photos(90), photos(40, 2), CENTROIDS, labels=recipe.labels, head=HEAD, tasks=TASKS
    )
    return Checkpoint(recipe, create(encoder), head, CELLS, "random:2", "0.1.0")


@pytest.fixture
def file(checkpoint, tmp_path):
    save(tmp_path / "locator.safetensors", checkpoint)
    return tmp_path / "locator.safetensors"


def rewrite(file, **changes):
    note = checkpoints.read_description(file) | changes
    save_file(load_file(file), file, metadata={checkpoints.KEY: json.dumps(note)})


def test_checkpoint_comes_back_as_it_was(file, checkpoint):
    found = load(file, CELLS)

    for name in ("recipe", "cell_set_hash", "weights_digest", "code_version"):
        assert getattr(found, name) == getattr(checkpoint, name)
    for name in ("tower", "preprocess", "output", "dimension"):
        assert getattr(found.backbone, name) == getattr(checkpoint.backbone, name)
    for name in ("shape", "temperature", "history"):
        assert getattr(found.head, name) == getattr(checkpoint.head, name)


@torch.inference_mode()
def test_checkpoint_answers_as_before(file, checkpoint):
    found, images = load(file, CELLS), torch.rand(4, 3, 32, 32)

    torch.testing.assert_close(
        found.backbone(images), checkpoint.backbone(images), atol=5e-3, rtol=0
    )
    rows = torch.from_numpy(photos(9).embeddings_ND)
    for name, output in checkpoint.head.heads()(rows).items():
        assert torch.equal(found.head.heads()(rows)[name], output)


def test_checkpoint_is_read_in_eval_mode(file):
    assert not load(file, CELLS).backbone.training


def test_checkpoint_needs_no_other_file(file, architectures):
    for other in architectures.iterdir():
        other.unlink()

    assert load(file, CELLS).backbone.tower.architecture == "tiny"


def test_checkpoint_saved_again_is_equal(file, tmp_path):
    save(tmp_path / "again.safetensors", load(file, CELLS))

    assert (tmp_path / "again.safetensors").read_bytes() == file.read_bytes()


@torch.inference_mode()
def test_checkpoint_of_a_cnn_keeps_its_statistics(checkpoint, tmp_path):
    backbone = create(Encoder(architecture="tiny-cnn", weights="random:2"))
    backbone.visual.trunk.bn1.running_var.fill_(1e-7)  # nothing in half precision
    save(tmp_path / "cnn.safetensors", dataclasses.replace(checkpoint, backbone=backbone))

    found = load(tmp_path / "cnn.safetensors", CELLS).backbone

    assert torch.equal(found.visual.trunk.bn1.running_var, backbone.visual.trunk.bn1.running_var)


def test_halved_keeps_what_half_precision_cannot_hold():
    assert halved(torch.ones(2, 2)).dtype == torch.float16
    assert halved(torch.full((2, 2), 70_000.0)).dtype == torch.float32
    assert halved(torch.ones(2)).dtype == torch.float32
    assert halved(torch.ones(2, 2, dtype=torch.int64)).dtype == torch.int64


def test_checkpoint_for_other_cells_is_refused(file):
    with pytest.raises(
        CheckpointError, match=r"for the cells c{12}, not for d{12}.* fit the recipe"
    ):
        load(file, "d" * 64)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999])
def test_truncated_checkpoint_is_refused(file, share):
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])

    with pytest.raises(WeightsError, match="copy it again"):
        load(file, CELLS)


def test_missing_checkpoint_is_named(tmp_path):
    with pytest.raises(CheckpointError, match="There is no checkpoint"):
        load(tmp_path / "gone.safetensors", CELLS)


def test_weights_that_are_no_checkpoint_are_refused(tmp_path):
    save_file({"a": torch.ones(1)}, tmp_path / "plain.safetensors")

    with pytest.raises(CheckpointError, match="holds weights but no locator"):
        load(tmp_path / "plain.safetensors", CELLS)


def test_checkpoint_of_an_unknown_format_is_refused(file):
    rewrite(file, format=99)

    with pytest.raises(CheckpointError, match=r"format 99, this version reads 1.*\(0\.1\.0\)"):
        load(file, CELLS)


def test_checkpoint_whose_parts_do_not_fit_is_refused(file):
    rewrite(file, head=checkpoints.read_description(file)["head"] | {"cells": 6})

    with pytest.raises(WeightsError, match="Cannot load the head"):
        load(file, CELLS)


def test_checkpoint_without_a_part_is_refused(file):
    rewrite(file, head={})

    with pytest.raises(CheckpointError, match=r"lacks a part \('tasks'\)"):
        load(file, CELLS)


def test_failed_save_leaves_the_old_file(file, checkpoint):
    before = file.read_bytes()
    broken = dataclasses.replace(checkpoint, cell_set_hash=np.float64)

    with pytest.raises(TypeError):
        save(file, broken)

    assert file.read_bytes() == before
    assert [each.name for each in file.parent.glob("*.safetensors")] == [file.name]
