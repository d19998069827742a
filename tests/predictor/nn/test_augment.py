from random import Random

import numpy as np
import pytest
import torch
from PIL import Image

from predictor.nn.augment import cropped, tinted
from predictor.nn.preprocess import Preprocess

PREPROCESS = Preprocess((8, 8), (0.485, 0.456, 0.406), (0.229, 0.224, 0.225), "squash")


def ramp(height=40, width=50):
    """Red grows to the right, green downwards."""
    across = np.broadcast_to(np.linspace(0, 255, width), (height, width))
    down = np.broadcast_to(np.linspace(0, 255, height)[:, None], (height, width))
    return np.stack([across, down, np.zeros((height, width))], axis=2).astype(np.uint8)


def test_crop_is_never_mirrored():
    picture = torch.from_numpy(ramp()).permute(2, 0, 1)
    for seed in range(50):
        crop = cropped(picture, (16, 16), 0.5, Random(seed)).int()
        assert (crop[0].diff(dim=1) >= 0).all()
        assert (crop[1].diff(dim=0) >= 0).all()


def test_crops_differ_and_repeat_by_seed():
    picture = torch.from_numpy(ramp()).permute(2, 0, 1)
    crops = [cropped(picture, (16, 16), 0.5, Random(seed)) for seed in (1, 2, 1)]
    assert not torch.equal(crops[0], crops[1])
    assert torch.equal(crops[0], crops[2])


def test_crop_keeps_at_least_the_smallest_share():
    picture = torch.from_numpy(ramp(100, 100)).permute(2, 0, 1)
    for seed in range(50):
        red = cropped(picture, (32, 32), 0.49, Random(seed))[0].float()
        assert red.max() - red.min() > 255 * 0.6  # a side of 0.7, less the softened edge


def test_untinted_picture_is_what_preprocessing_gives():
    picture = ramp(8, 8)
    pixels = torch.from_numpy(picture).permute(2, 0, 1)[None]
    expected = PREPROCESS(Image.fromarray(picture))
    assert torch.allclose(tinted(pixels, PREPROCESS, None)[0], expected, atol=1e-5)


def test_tint_is_small_and_repeats_by_seed():
    pixels = torch.full((64, 3, 8, 8), 115, dtype=torch.uint8)
    first, again = (tinted(pixels, PREPROCESS, torch.Generator().manual_seed(4)) for _ in range(2))
    plain = tinted(pixels, PREPROCESS, None)
    assert torch.equal(first, again)
    change = (first - plain).abs().max() * max(PREPROCESS.std)
    assert 0.02 < float(change) < 0.45 * 0.35


@pytest.mark.parametrize("smallest", [1.0, 0.999])
def test_whole_crop_is_the_scaled_picture(smallest):
    picture = torch.from_numpy(ramp(32, 32)).permute(2, 0, 1)
    crop = cropped(picture, (32, 32), smallest, Random(1)).int()
    assert (crop - picture.int()).abs().max() <= 12
