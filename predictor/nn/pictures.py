"""The pictures of a pretraining run as small uint8 arrays: held in memory, or decoded each time."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final, Protocol

import numpy as np
import torch
from PIL import Image
from tqdm import tqdm

from predictor.nn.data import Source, decode
from predictor.nn.examples import Integers
from predictor.nn.preprocess import Preprocess

# Crops of four fifths of the area still have as many pixels as the network takes.
ROOM: Final = 1.17


class Pictures(Protocol):
    def __len__(self) -> int: ...

    def rows(self, rows_B: Integers) -> torch.Tensor:
        """(B, 3, H, W) uint8 in channels_last."""
        ...


class Held:
    """All pictures in memory: 150 kB each at 224 x 224."""

    def __init__(self, pixels_NHW3: np.ndarray) -> None:
        self.pixels_NHW3 = pixels_NHW3

    def __len__(self) -> int:
        return len(self.pixels_NHW3)

    def rows(self, rows_B: Integers) -> torch.Tensor:
        return torch.from_numpy(self.pixels_NHW3[rows_B]).permute(0, 3, 1, 2)


class Decoded:
    """Pictures from their files, each time anew: for sets that do not fit in memory."""

    def __init__(self, sources: Sequence[Source], preprocess: Preprocess) -> None:
        self.sources = sources
        self.preprocess = preprocess
        self.pool = ThreadPoolExecutor(len(os.sched_getaffinity(0)), "decode")

    def __len__(self) -> int:
        return len(self.sources)

    def rows(self, rows_B: Integers) -> torch.Tensor:
        pictures = self.pool.map(self.pixels, (self.sources[row] for row in rows_B))
        return torch.from_numpy(np.stack(list(pictures))).permute(0, 3, 1, 2)

    def pixels(self, source: Source) -> np.ndarray:
        return decode(source, self.fitted)

    def fitted(self, image: Image.Image) -> np.ndarray:
        return np.asarray(self.preprocess.fitted(image.convert("RGB")))


def pictures_of(
    sources: Sequence[Source], preprocess: Preprocess, most_bytes: int | None = None
) -> Pictures:
    """Held when they take less than half of the free memory, or than `most_bytes`."""
    height, width = (round(side * ROOM) for side in preprocess.size)
    decoded = Decoded(sources, replace(preprocess, size=(height, width)))
    most = free_bytes() // 2 if most_bytes is None else most_bytes
    if len(sources) * height * width * 3 > most:
        return decoded
    pixels_NHW3 = np.empty((len(sources), height, width, 3), np.uint8)
    found = decoded.pool.map(decoded.pixels, sources)
    for row, pixels in enumerate(tqdm(found, "decode", len(sources), unit="photo", disable=None)):
        pixels_NHW3[row] = pixels
    return Held(pixels_NHW3)


def free_bytes() -> int:
    return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
