"""Pictures in three inks: drawn once, tinted with the season, the light and the air each time.

The red channel of a sprite holds the brightness of its first material (leaves), green of its
second (wood), blue of its third (flowers, snow, bark marks). A colour matrix turns inks into paint.
"""

from typing import Any

import skia

from predictor.planet.scene.light import Light
from predictor.planet.scene.palette import Colour

Tints = tuple[Colour, Colour, Colour]


def ink_paint(tints: Tints, air: Colour = (0.0, 0.0, 0.0), veiled: float = 0.0) -> Any:
    """Paint whose filter replaces inks by tints and mixes in a share of air."""
    keep = 1 - veiled
    rows: list[float] = []
    for channel in range(3):
        rows += [tint[channel] * keep for tint in tints]
        rows += [0.0, air[channel] * veiled]
    rows += [0.0, 0.0, 0.0, 1.0, 0.0]
    return skia.Paint(ColorFilter=skia.ColorFilters.Matrix(rows))


def tinted_paint(tints: Tints, light: Light, distance_m: float, lit: float) -> Any:
    first, second, third = tints
    shaded = (light.shade(first, lit), light.shade(second, lit), light.shade(third, lit))
    return ink_paint(shaded, light.horizon, light.veil_share(distance_m))


def shadow_paint(strength: float) -> Any:
    """Turns any sprite into its shadow."""
    rows = [0.0] * 15 + [0.0, 0.0, 0.0, strength, 0.0]
    return skia.Paint(ColorFilter=skia.ColorFilters.Matrix(rows))
