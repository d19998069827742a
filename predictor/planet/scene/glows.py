"""Soft round lights and dark corners, kept as small images: full-screen gradients cost too much."""

from functools import lru_cache
from typing import Any, Final

import numpy as np
import skia

from predictor.planet.scene.palette import Colour
from predictor.planet.scene.sprites import ink_paint
from predictor.planet.scene.textures import SMOOTH, image_of

SIDE_PX: Final = 96


@lru_cache(maxsize=4)
def disc_image(inverted: bool) -> Any:
    """Opaque in the middle and clear at the rim, or the other way round."""
    axis = np.linspace(-1, 1, SIDE_PX)
    radius = np.hypot(axis[:, None], axis[None, :])
    fall = np.clip(1 - radius, 0, 1) ** 1.6
    dark = np.clip((radius - 0.45) / 0.95, 0, 1) ** 1.5
    alpha = dark if inverted else fall
    full = np.zeros_like(alpha)
    ink = np.stack([full if inverted else full + 1, full, full, alpha], axis=-1)
    return image_of((ink * 255).astype(np.uint8))


def draw_glow(  # noqa: PLR0913 - a light is a place, a size, a colour and a strength
    canvas: Any,
    spot: tuple[float, float],
    radius: float,
    colour: Colour,
    alpha: float,
    *,
    mode: Any = skia.BlendMode.kSrcOver,
) -> None:
    image = disc_image(inverted=False)
    paint = ink_paint((colour, colour, colour))
    paint.setAlphaf(min(alpha, 1.0))
    paint.setBlendMode(mode)
    box = skia.Rect.MakeXYWH(spot[0] - radius, spot[1] - radius, 2 * radius, 2 * radius)
    canvas.drawImageRect(image, skia.Rect(SIDE_PX, SIDE_PX), box, SMOOTH, paint)


def draw_dark_corners(canvas: Any, width: int, height: int, alpha: float) -> None:
    paint = skia.Paint(Alphaf=alpha)
    image = disc_image(inverted=True)
    canvas.drawImageRect(
        image, skia.Rect(SIDE_PX, SIDE_PX), skia.Rect(width, height), SMOOTH, paint
    )
