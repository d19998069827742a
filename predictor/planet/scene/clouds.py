"""Cumulus clouds as ink sprites: what the sun lights, and the grey of their bases."""

from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.textures import cloudy_noise, image_of

WIDTH_PX: Final = 256
HEIGHT_PX: Final = 108


def heap(dice: Dice) -> NDArray[np.float64]:
    """Height of a pile of soft balls with a flat base."""
    y, x = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX].astype(np.float64)
    field = np.full((HEIGHT_PX, WIDTH_PX), -0.6)
    for _ in range(26):
        at = dice.between(-0.9, 0.9)
        radius = dice.between(10, 27) * (1.1 - abs(at) ** 1.5 * 0.45)
        centre_x = WIDTH_PX * (0.5 + 0.36 * at)
        centre_y = HEIGHT_PX * 0.82 - radius * dice.between(0.2, 1.15) * (1.1 - abs(at))
        squared = ((x - centre_x) ** 2 + (y - centre_y) ** 2) / radius**2
        field = np.maximum(field, 1.25 - squared)
    rim = np.minimum(np.minimum(x, WIDTH_PX - 1 - x) / 18, np.minimum(y, HEIGHT_PX - 1 - y) / 12)
    pile: NDArray[np.float64] = (
        field - np.clip((y / HEIGHT_PX - 0.8) * 12, 0, 4) - np.clip(1 - rim, 0, 1) * 3
    )
    return pile


@lru_cache(maxsize=6)
def cloud_sprite(variant: int) -> Any:
    dice = Dice("cloud", variant)
    noise = cloudy_noise(256, 1.6, 200 + variant)[:HEIGHT_PX, :WIDTH_PX]
    field = heap(dice) + noise * 0.3
    share = np.clip(field * 1.15, 0, 1)
    alpha = share * share * (3 - 2 * share)
    falling = np.linspace(1.05, 0.0, HEIGHT_PX)[:, None]
    bumps = np.gradient(field, axis=0) * 2.5
    lit = np.clip(falling * 0.85 + 0.25 + bumps * 0.5, 0, 1)
    inks = np.stack([lit, 1 - lit, np.zeros_like(lit), alpha], axis=-1)
    return image_of((inks * 255).astype(np.uint8))
