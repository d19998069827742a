"""Photos as training sees them: cropped and tinted by chance, never mirrored.

A mirror would change the side of driving and make lettering unreadable.
"""

import math
from random import Random
from typing import Final

import torch
from torch.nn import functional as F  # noqa: N812  # as everybody calls it

from predictor.nn.preprocess import Preprocess

LIGHT: Final = 0.15  # brightness changes by up to this share
CONTRAST: Final = 0.2
TINT: Final = 0.05  # of each colour
MIDDLE: Final = 0.45  # around which contrast turns, of white


def cropped(
    picture_3HW: torch.Tensor, size: tuple[int, int], smallest: float, random: Random
) -> torch.Tensor:
    """A part of at least `smallest` of the area, scaled to `size`; uint8 stays uint8."""
    _, height, width = picture_3HW.shape
    part_h, part_w = (
        max(1, int(side * math.sqrt(random.uniform(smallest, 1.0)))) for side in (height, width)
    )
    top, left = random.randint(0, height - part_h), random.randint(0, width - part_w)
    part = picture_3HW[:, top : top + part_h, left : left + part_w]
    scaled = F.interpolate(part[None], size=size, mode="bilinear", antialias=True)
    return scaled[0]


def tinted(
    pictures_B3HW: torch.Tensor, preprocess: Preprocess, generator: torch.Generator | None
) -> torch.Tensor:
    """uint8 -> normalised float32, in one multiplication and one addition for each pixel.

    Without a generator only normalised.
    """
    mean, std = (torch.tensor(each).view(1, 3, 1, 1) for each in (preprocess.mean, preprocess.std))
    gain, shift = torch.ones(1, 3, 1, 1), torch.zeros(1, 3, 1, 1)
    if generator is not None:
        count = len(pictures_B3HW)
        contrast = 1 + _spread((count, 1, 1, 1), CONTRAST, generator)
        light = 1 + _spread((count, 1, 1, 1), LIGHT, generator)
        colour = 1 + _spread((count, 3, 1, 1), TINT, generator)
        gain, shift = contrast * light * colour, (1 - contrast) * MIDDLE
    normalised = pictures_B3HW * (gain / std / 255.0) + (shift - mean) / std
    return normalised.contiguous(memory_format=torch.channels_last)


def _spread(shape: tuple[int, ...], most: float, generator: torch.Generator) -> torch.Tensor:
    return (torch.rand(shape, generator=generator) * 2 - 1) * most
