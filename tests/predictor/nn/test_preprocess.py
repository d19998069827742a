"""Preprocessing: equal to open_clip's own transform, and kept through JSON."""

import json

import numpy as np
import pytest
import torch
from open_clip.transform import PreprocessCfg, image_transform_v2
from PIL import Image

from predictor.nn.preprocess import Preprocess, PreprocessError

MEAN, STD = (0.48, 0.45, 0.40), (0.26, 0.25, 0.27)


def picture(width, height):
    noise = np.random.default_rng(1).integers(0, 256, (height // 8, width // 8, 3), np.uint8)
    return Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC)


@pytest.mark.parametrize("mode", ["squash", "shortest", "longest"])
@pytest.mark.parametrize("interpolation", ["bicubic", "bilinear"])
@pytest.mark.parametrize("size", [(640, 512), (333, 517), (64, 48)])
def test_preprocess_agrees_with_open_clip(mode, interpolation, size):
    ours = Preprocess((96, 96), MEAN, STD, mode, interpolation)
    theirs = image_transform_v2(
        PreprocessCfg(size=96, mean=MEAN, std=STD, resize_mode=mode, interpolation=interpolation),
        is_train=False,
    )

    torch.testing.assert_close(ours(picture(*size)), theirs(picture(*size)), atol=1e-5, rtol=0)


def test_preprocess_gives_height_and_width_in_this_order():
    assert Preprocess((32, 64), MEAN, STD)(picture(100, 100)).shape == (3, 32, 64)


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "CMYK", "1"])
def test_preprocess_takes_pictures_of_any_mode(mode):
    tensor = Preprocess((32, 32), MEAN, STD)(picture(80, 60).convert(mode))

    assert tensor.shape == (3, 32, 32)
    assert tensor.isfinite().all()


def test_preprocess_takes_a_picture_one_pixel_wide():
    assert Preprocess((32, 32), MEAN, STD)(Image.new("RGB", (1, 700))).shape == (3, 32, 32)


def test_preprocess_comes_back_from_json():
    preprocess = Preprocess((96, 64), MEAN, STD, "squash", "bilinear")

    assert Preprocess.from_json(json.loads(json.dumps(preprocess.to_json()))) == preprocess


def test_preprocess_reads_one_number_as_a_square():
    values = {"size": 48, "mean": MEAN, "std": STD, "mode": "RGB"}

    assert Preprocess.from_json(values).size == (48, 48)


@pytest.mark.parametrize(
    "change",
    [{"resize_mode": "stretch"}, {"mean": 0.5}, {"std": None}, {"interpolation": "random"}],
)
def test_preprocess_refuses_what_it_cannot_follow(change):
    values = {"size": 48, "mean": MEAN, "std": STD} | change

    with pytest.raises(PreprocessError, match=r"^The preprocessing"):
        Preprocess.from_json(values)
