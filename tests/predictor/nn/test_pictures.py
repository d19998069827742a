from io import BytesIO

import numpy as np
import pytest
import torch
from PIL import Image

from predictor.nn.data import PictureError
from predictor.nn.pictures import Decoded, Held, free_bytes, pictures_of
from predictor.nn.preprocess import Preprocess

PLAIN = Preprocess((20, 30), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), "squash")


@pytest.fixture
def sources():
    draw = np.random.default_rng(1)
    files = []
    for _ in range(5):
        file = BytesIO()
        Image.fromarray(draw.integers(0, 255, (64, 80, 3), dtype=np.uint8)).save(file, "PNG")
        files.append(file.getvalue())
    return files


def test_held_and_decoded_pictures_are_the_same(sources):
    held, decoded = (pictures_of(sources, PLAIN, most) for most in (1 << 20, 0))
    assert isinstance(held, Held)
    assert isinstance(decoded, Decoded)
    wanted = np.array([3, 0, 4])
    assert torch.equal(held.rows(wanted), decoded.rows(wanted))
    assert len(held) == len(decoded) == 5


def test_pictures_have_room_for_crops_and_are_channels_last(sources):
    rows = pictures_of(sources, PLAIN).rows(np.array([1]))
    assert rows.shape == (1, 3, 23, 35)
    assert rows.dtype == torch.uint8
    assert rows.is_contiguous(memory_format=torch.channels_last)


def test_broken_picture_is_named(sources):
    with pytest.raises(PictureError, match="Cannot decode a picture given as bytes"):
        pictures_of([*sources, b"nothing"], PLAIN)


def test_free_memory_is_a_sensible_number():
    assert 1 << 20 < free_bytes() < 1 << 50
