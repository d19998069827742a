"""Encoders: built from data, the same every time, with outputs that can be retraced."""

import pytest
import torch

from predictor.config import Encoder
from predictor.nn.backbone import (
    EncoderError,
    Tower,
    architecture_config,
    create,
    create_clip,
    device,
    rebuild,
    weights_digest,
)

pytestmark = pytest.mark.usefixtures("architectures")
IMAGES = torch.rand(3, 3, 32, 32, generator=torch.Generator().manual_seed(5))


def encoder(architecture="tiny", weights="random:7", output="projection"):
    return Encoder(architecture=architecture, weights=weights, output=output)


@torch.inference_mode()
def test_create_gives_the_image_tower_of_the_clip_model():
    clip = create_clip("tiny", "random:7")

    torch.testing.assert_close(create(encoder())(IMAGES), clip.encode_image(IMAGES))


@torch.inference_mode()
def test_random_weights_are_the_same_for_the_same_seed_only():
    first, again, other = (create(encoder(weights=f"random:{seed}"))(IMAGES) for seed in (7, 7, 8))

    assert torch.equal(first, again)
    assert not torch.allclose(first, other)


def test_random_weights_leave_the_callers_random_numbers_alone():
    torch.manual_seed(1)
    expected = torch.rand(1)
    torch.manual_seed(1)

    create(encoder())

    assert torch.equal(torch.rand(1), expected)


@torch.inference_mode()
@pytest.mark.parametrize(("architecture", "output", "dimension"), [
    ("tiny", "projection", 24),
    ("tiny", "tokens", 48),
    ("tiny-cnn", "projection", 24),
    ("tiny-cnn", "tokens", 512),
])  # fmt: skip
def test_backbone_gives_rows_of_its_dimension(architecture, output, dimension):
    backbone = create(encoder(architecture, output=output))

    rows = backbone(torch.zeros(2, 3, *backbone.preprocess.size))

    assert rows.shape == (2, dimension) == (2, backbone.dimension)


@torch.inference_mode()
def test_tokens_are_the_mean_over_the_patches_without_the_class_token():
    backbone = create(encoder(output="tokens"))
    tokens = backbone.visual.transformer(backbone.visual._embeds(IMAGES))

    torch.testing.assert_close(backbone(IMAGES), tokens[:, 1:].mean(dim=1))


@torch.inference_mode()
def test_tokens_of_a_cnn_project_to_its_projection():
    spatial = create(encoder("tiny-cnn", output="tokens"))

    projected = spatial.visual.head(spatial(IMAGES))

    torch.testing.assert_close(projected, create(encoder("tiny-cnn"))(IMAGES))


def test_preprocessing_comes_from_the_architecture():
    preprocess = create(encoder()).preprocess

    assert preprocess.size == (32, 32)
    assert (preprocess.resize_mode, preprocess.interpolation) == ("squash", "bilinear")


@torch.inference_mode()
def test_rebuild_makes_the_same_tower_without_its_name(architectures):
    backbone = create(encoder("tiny-quickgelu"))
    for file in architectures.iterdir():
        file.unlink()

    again = rebuild(backbone.tower, backbone.preprocess, backbone.output)
    again.load_state_dict(backbone.state_dict())

    torch.testing.assert_close(again(IMAGES), backbone(IMAGES))


def test_device_is_one_that_torch_can_use():
    assert torch.zeros(1, device=device()).device.type == device().type


def test_unknown_architecture_lists_near_names():
    with pytest.raises(EncoderError, match=r"'ViT-B32'; near names: .*ViT-B-32.*tiny"):
        create(encoder("ViT-B32"))


def test_architecture_with_a_downloaded_text_tower_is_refused():
    with pytest.raises(EncoderError, match="text tower from a hub"):
        architecture_config("roberta-ViT-B-32")


def test_architecture_without_patch_tokens_asks_for_the_projection():
    backbone = create(encoder())
    backbone.visual.forward_intermediates = None

    with pytest.raises(EncoderError, match='output = "projection"'):
        type(backbone)(backbone.visual, backbone.tower, backbone.preprocess, "tokens")


def test_random_seed_must_be_a_number():
    with pytest.raises(EncoderError, match="random:SEED"):
        create(encoder(weights="random:x"))


def test_tower_never_asks_for_weights_of_its_own():
    assert Tower.of("tiny-cnn").vision["timm_model_pretrained"] is False


def test_weights_digest_of_random_weights_is_their_seed():
    assert weights_digest(encoder(weights="random")) == "random:1"
