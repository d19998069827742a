"""Pictures come as tensors, in order, and an unreadable one is named."""

from io import BytesIO
from pathlib import Path

import pytest
import torch
from PIL import Image

from predictor.nn.data import PictureError, decode, decode_images
from predictor.nn.preprocess import Preprocess

PLAIN = Preprocess((8, 8), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), "squash")


def jpeg(shade: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (20, 16), (shade, shade, shade)).save(file, "JPEG")
    return file.getvalue()


def test_batches_keep_the_order_and_the_last_may_be_smaller() -> None:
    shades = [0, 50, 100, 150, 200]

    batches = list(decode_images(map(jpeg, shades), PLAIN, 2, threads=3))

    assert [len(batch) for batch in batches] == [2, 2, 1]
    middles = torch.cat(batches).mean(dim=(1, 2, 3)) * 255
    assert middles.round().int().tolist() == shades


def test_threads_give_what_one_by_one_gives(tmp_path: Path) -> None:
    paths = [tmp_path / f"{shade}.jpg" for shade in range(7)]
    for shade, path in enumerate(paths):
        path.write_bytes(jpeg(shade * 30))

    together = torch.cat(list(decode_images(paths, PLAIN, 3)))

    assert torch.equal(together, torch.stack([decode(path, PLAIN) for path in paths]))


def test_no_pictures_are_no_batches() -> None:
    assert list(decode_images([], PLAIN, 4)) == []


@pytest.mark.parametrize("content", [b"", b"GIF89a", jpeg(9)[:200]])
def test_an_unreadable_picture_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(content)

    with pytest.raises(PictureError, match=r"Cannot decode .*broken\.jpg"):
        list(decode_images([jpeg(1), path], PLAIN, 2))
