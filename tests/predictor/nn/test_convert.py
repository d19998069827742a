"""A converted Hugging Face CLIP says what the original says."""

import json

import pytest
import torch
from safetensors.torch import save_file
from transformers import CLIPConfig, CLIPModel

from predictor.nn.backbone import create_clip, image_backbone
from predictor.nn.convert import to_open_clip

from .conftest import TINY

pytestmark = pytest.mark.usefixtures("architectures")


def original(activation):
    vision, text = TINY["vision_cfg"], TINY["text_cfg"]
    torch.manual_seed(4)
    config = CLIPConfig(
        projection_dim=TINY["embed_dim"],
        vision_config={
            "image_size": vision["image_size"],
            "patch_size": vision["patch_size"],
            "hidden_size": vision["width"],
            "intermediate_size": 4 * vision["width"],
            "num_hidden_layers": vision["layers"],
            "num_attention_heads": vision["width"] // vision["head_width"],
            "hidden_act": activation,
        },
        text_config={
            "vocab_size": text["vocab_size"],
            "hidden_size": text["width"],
            "intermediate_size": 4 * text["width"],
            "num_hidden_layers": text["layers"],
            "num_attention_heads": text["heads"],
            "max_position_embeddings": text["context_length"],
            "hidden_act": activation,
            "eos_token_id": text["vocab_size"] - 1,
        },
    )
    model = CLIPModel(config).eval()
    with torch.no_grad():  # biases start at zero: a lost one would not be seen
        for parameter in model.parameters():
            parameter.add_(0.05 * torch.randn_like(parameter))
    return model


@pytest.fixture(params=[("gelu", "tiny"), ("quick_gelu", "tiny-quickgelu")], ids=["gelu", "quick"])
def pair(request, tmp_path):
    activation, architecture = request.param
    theirs = original(activation)
    save_file(theirs.state_dict(), tmp_path / "model.safetensors")
    (tmp_path / "config.json").write_text(json.dumps(theirs.config.to_dict()), encoding="utf-8")
    return theirs, create_clip(architecture, str(tmp_path / "model.safetensors")), architecture


def features(output):
    return output if isinstance(output, torch.Tensor) else output.pooler_output


@torch.inference_mode()
def test_image_features_are_those_of_the_original(pair):
    theirs, ours, _ = pair
    images = torch.randn(5, 3, 32, 32)

    difference = features(theirs.get_image_features(images)) - ours.encode_image(images)

    assert difference.abs().max() <= 1e-4


@torch.inference_mode()
def test_text_features_are_those_of_the_original(pair):
    theirs, ours, _ = pair
    tokens = torch.randint(1, 98, (5, 12))
    tokens[:, 9] = 98

    difference = features(theirs.get_text_features(tokens)) - ours.encode_text(tokens)

    assert difference.abs().max() <= 1e-4


@torch.inference_mode()
def test_tokens_are_the_last_hidden_state_of_the_original(pair):
    theirs, ours, architecture = pair
    images = torch.randn(5, 3, 32, 32)

    expected = theirs.vision_model(images).last_hidden_state[:, 1:].mean(dim=1)

    found = image_backbone(ours, architecture, "tokens")(images)
    assert (found - expected).abs().max() <= 1e-4


def test_unknown_tensors_keep_their_names():
    state = original("gelu").state_dict() | {
        "vision_model.encoder.layers.0.extra.weight": torch.ones(1)
    }

    assert "vision_model.encoder.layers.0.extra.weight" in to_open_clip(state)


def test_stored_position_numbers_are_left_out():
    state = {"text_model.embeddings.position_ids": torch.arange(12)}

    assert to_open_clip(state) == {}
