"""Training the last block: it changes, nothing else does, and the cells are learnt."""

import dataclasses

import numpy as np
import pytest
import torch

from predictor.config import Encoder, Head, Labels
from predictor.nn.backbone import OWN_ARCHITECTURES as SHIPPED_ARCHITECTURES
from predictor.nn.backbone import EncoderError, Preprocess, Tower, create, rebuild
from predictor.nn.examples import Examples, SideTask, TrainingError
from predictor.nn.unfrozen import fit_unfrozen, unfreeze

from .photos import CENTROIDS

pytestmark = pytest.mark.usefixtures("architectures")
HEAD = Head(epochs=4, batch=16, learning_rate=1e-2, unfreeze_blocks=1)
TASKS = (SideTask("drives_on", 0.5, ("left", "right")),)


def backbone_of(architecture="tiny", output="projection"):
    return create(Encoder(architecture=architecture, weights="random:1", output=output))


def pictures(count, size=32, seed=1):
    """Each cell has its own colours, with noise over them."""
    draw = np.random.default_rng(seed)
    own = draw.integers(0, len(CENTROIDS), count)
    colours = np.random.default_rng(0).uniform(-2, 2, (len(CENTROIDS), 3, 1, 1))
    images = colours[own] + draw.normal(0, 0.3, (count, 3, size, size))
    facts = {"drives_on": (own >= 2).astype(int)}
    empty = np.empty((0, 0), np.float32)
    examples = Examples(empty, CENTROIDS[own] + 0.1, own, facts)
    return examples, torch.from_numpy(images.astype(np.float32))


def batches_of(images, size=16):
    rows = np.arange(len(images))
    return lambda: (
        (images[rows[i : i + size]], rows[i : i + size]) for i in range(0, len(rows), size)
    )


def fit(backbone, head=HEAD, train_count=90, **more):
    size = backbone.preprocess.size[0]
    train, train_images = pictures(train_count, size)
    tune, tune_images = pictures(20, size, seed=2)
    return fit_unfrozen(
        backbone, train, tune, CENTROIDS,
        train_images=batches_of(train_images), tune_images=batches_of(tune_images),
        labels=Labels(), head=head, **more,
    )  # fmt: skip


@torch.inference_mode()
def own_cell_share(backbone, weights, seed=3):
    examples, images = pictures(60, backbone.preprocess.size[0], seed)
    rows = torch.nn.functional.normalize(backbone(images), dim=1)
    return (weights.heads()(rows)["cells"].argmax(dim=1).numpy() == examples.own_cell_N).mean()


@pytest.mark.parametrize("architecture", ["tiny", "tiny-cnn"])
def test_unfrozen_training_finds_the_cells_of_unseen_pictures(architecture):
    backbone = backbone_of(architecture)

    weights = fit(backbone, dataclasses.replace(HEAD, epochs=2), tasks=TASKS)

    assert own_cell_share(backbone, weights) > 0.9


@pytest.mark.parametrize(("architecture", "block"), [
    ("tiny", ("visual.transformer.resblocks.1.", "visual.ln_post.", "visual.proj")),
    ("tiny-cnn", ("visual.trunk.layer4.0.", "visual.head.proj")),
])  # fmt: skip
def test_only_the_last_block_and_what_follows_changes(architecture, block):
    backbone = backbone_of(architecture)
    before = {name: tensor.clone() for name, tensor in backbone.state_dict().items()}

    fit(backbone, dataclasses.replace(HEAD, epochs=1), train_count=20)

    changed = {
        n for n, tensor in backbone.state_dict().items() if not torch.equal(tensor, before[n])
    }
    assert changed
    assert all(name.startswith(block) for name in changed)
    assert all(any(name.startswith(part) for name in changed) for part in block)


def test_nothing_learns_after_training():
    backbone = backbone_of()

    fit(backbone, dataclasses.replace(HEAD, epochs=1))

    assert not any(parameter.requires_grad for parameter in backbone.parameters())
    assert not backbone.training


def test_same_seed_gives_the_same_block():
    first, again = backbone_of(), backbone_of()

    heads = [fit(each, dataclasses.replace(HEAD, epochs=2), seed=5) for each in (first, again)]

    pairs = zip(first.state_dict().values(), again.state_dict().values(), strict=True)
    assert all(torch.equal(a, b) for a, b in pairs)
    assert heads[0].temperature == heads[1].temperature


def test_side_tasks_reach_the_block():
    alone, beside = backbone_of(), backbone_of()

    fit(alone, dataclasses.replace(HEAD, epochs=1))
    fit(beside, dataclasses.replace(HEAD, epochs=1), tasks=TASKS)

    assert not torch.equal(alone.visual.proj, beside.visual.proj)


def test_token_means_can_be_trained_too():
    backbone = backbone_of(output="tokens")

    assert own_cell_share(backbone, fit(backbone)) > 0.9


@pytest.mark.parametrize("vision", [
    {"image_size": 64, "layers": [1, 1, 1, 2], "width": 8, "head_width": 8, "patch_size": None},
    {"image_size": 64, "timm_model_name": "convnext_atto", "timm_pool": "", "timm_proj": "linear"},
    {"image_size": 64, "timm_model_name": "mobilenetv4_conv_small", "timm_pool": "avg", "timm_proj": "linear"},
    {"image_size": 64, "timm_model_name": "vit_tiny_patch16_224", "timm_pool": "", "timm_proj": "linear"},
])  # fmt: skip
def test_other_kinds_of_towers_have_a_last_block(vision):
    tower = Tower("other", 24, vision | {"timm_model_pretrained": False})
    backbone = rebuild(tower, Preprocess((64, 64), (0, 0, 0), (1, 1, 1)), "projection")

    share = sum(p.numel() for p in unfreeze(backbone)) / sum(
        p.numel() for p in backbone.parameters()
    )

    assert 0.02 < share < 0.8


def test_the_planets_own_architecture_has_a_last_block(monkeypatch):
    monkeypatch.setattr("predictor.nn.backbone.OWN_ARCHITECTURES", SHIPPED_ARCHITECTURES)

    assert unfreeze(backbone_of("homing-planet"))


def test_encoder_without_a_last_block_is_refused():
    backbone = backbone_of()
    backbone.visual = torch.nn.Flatten()

    with pytest.raises(EncoderError, match="unfreeze_blocks = 0"):
        unfreeze(backbone)


def test_empty_split_is_named():
    with pytest.raises(TrainingError, match="There are no train photos"):
        fit(backbone_of(), train_count=0)
