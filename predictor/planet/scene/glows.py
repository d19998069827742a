"""Soft round lights and dark corners, kept as small images: full-screen gradients cost too much."""

from functools import lru_cache
from typing import Any, Final

import numpy as np
import skia

from predictor.planet.scene.palette import Colour
from predictor.planet.scene.sprites import ink_paint
from predictor.planet.scene.textures import SMOOTH, image_of

SIDE_PX: Final = 96


@lru_cache(maxsize=1)
def disc_image() -> Any:
    """The first ink, opaque in the middle and clear at the rim."""
    axis = np.linspace(-1, 1, SIDE_PX)
    alpha = np.clip(1 - np.hypot(axis[:, None], axis[None, :]), 0, 1) ** 1.6
    full = np.zeros_like(alpha)
    return image_of((np.stack([full + 1, full, full, alpha], axis=-1) * 255).astype(np.uint8))


@lru_cache(maxsize=4)
def corners_image(width: int, height: int) -> Any:
    """Black towards the corners, at full size: blitting is much cheaper than stretching."""
    x, y = np.linspace(-1, 1, width), np.linspace(-1, 1, height)
    radius = np.hypot(x[None, :], y[:, None])
    alpha = np.clip((radius - 0.45) / 0.95, 0, 1) ** 1.5
    full = np.zeros_like(alpha)
    image = image_of((np.stack([full, full, full, alpha], axis=-1) * 255).astype(np.uint8))
    surface = skia.Surface(width, height)
    surface.getCanvas().drawImage(image, 0, 0)
    return surface.makeImageSnapshot()


def draw_glow(  # noqa: PLR0913 - a light is a place, a size, a colour and a strength
    canvas: Any,
    spot: tuple[float, float],
    radius: float,
    colour: Colour,
    alpha: float,
    *,
    mode: Any = skia.BlendMode.kSrcOver,
) -> None:
    image = disc_image()
    paint = ink_paint((colour, colour, colour))
    paint.setAlphaf(min(alpha, 1.0))
    paint.setBlendMode(mode)
    box = skia.Rect.MakeXYWH(spot[0] - radius, spot[1] - radius, 2 * radius, 2 * radius)
    canvas.drawImageRect(image, skia.Rect(SIDE_PX, SIDE_PX), box, SMOOTH, paint)


def draw_dark_corners(canvas: Any, width: int, height: int, alpha: float) -> None:
    paint = skia.Paint(Alphaf=alpha)
    canvas.drawImage(corners_image(width, height), 0, 0, skia.SamplingOptions(), paint)
