"""Sky, sun and clouds."""

from typing import Any, Final

import numpy as np
import skia

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.clouds import cloud_sprite
from predictor.planet.scene.glows import draw_glow
from predictor.planet.scene.light import WHITE, Light, add
from predictor.planet.scene.mesh import draw_grid, packed
from predictor.planet.scene.palette import argb, mix, scale
from predictor.planet.scene.perspective import View
from predictor.planet.scene.sprites import ink_paint
from predictor.planet.scene.textures import SMOOTH, veil_paint
from predictor.planet.shot import Shot

VEILS: Final = {
    "clear": ("cirrus", 0.35), "fair": ("cirrus", 0.5), "overcast": ("closed", 0.55),
    "rain": ("closed", 0.4), "fog": ("closed", 0.08), "snow": ("closed", 0.2),
}  # fmt: skip


def fill_gradient(canvas: Any, view: View, light: Light) -> None:
    bottom = view.horizon + 0.06 * view.height
    rows = [
        (-0.1 * view.height, light.zenith),
        (0.25 * bottom, mix(light.zenith, light.horizon, 0.25)),
    ]
    rows += [(0.62 * bottom, mix(light.zenith, light.horizon, 0.66)), (bottom, light.horizon)]
    edges = (-0.1 * view.width, 1.1 * view.width)
    grid = np.array([[(x, y) for x in edges] for y, _ in rows])
    colours = np.array([[colour, colour] for _, colour in rows])
    draw_grid(canvas, grid, packed(colours))


def sun_spot(view: View, light: Light) -> tuple[float, float] | None:
    """Where the sun stands on the picture's plane; None behind the camera."""
    x, y, z = light.sun
    if z < 0.12:
        return None
    return view.width / 2 + view.focal * x / z, view.horizon - view.focal * y / z


def draw_sun(canvas: Any, view: View, light: Light) -> None:
    spot = sun_spot(view, light)
    glow = max(light.direct)
    if spot is None or glow < 0.05:
        return
    tint = mix(light.direct, WHITE, 0.55)
    for radius, alpha in ((0.7, 0.3), (0.3, 0.5), (0.08, 0.9)):
        draw_glow(canvas, spot, radius * view.width, tint, alpha * glow * 1.2)
    disc = skia.Paint(Color=argb(mix(tint, WHITE, 0.6)), AntiAlias=True)
    canvas.drawCircle(*spot, 0.016 * view.width, disc)


def draw_veil(canvas: Any, shot: Shot, view: View, light: Light) -> None:
    """A plane of thin cloud high above, in perspective."""
    kind, alpha = VEILS[shot.weather]
    dice = Dice(shot.seed, "veil")
    if kind == "cirrus" and dice.happens(0.45):
        return
    paint = veil_paint(kind)
    paint.setAlphaf(alpha * dice.between(0.5, 1.0) * (1 - 0.7 * light.night))
    drift_x, drift_z = dice.between(0, 400), dice.between(0, 400)
    stretch = dice.between(0.4, 1.0)
    focal, middle = view.focal, view.width / 2
    high = 40.0
    canvas.save()
    canvas.clipRect(skia.Rect(0, 0, view.width, view.horizon))
    plane = [focal, middle, 0, 0, view.horizon, -focal * high, 0, 1, 0]
    canvas.concat(skia.Matrix.MakeAll(*plane))
    canvas.scale(stretch, 1)
    canvas.translate(-drift_x, -drift_z)
    canvas.drawRect(skia.Rect(-1500, drift_z + 42, 2300, drift_z + 700), paint)
    canvas.restore()


def draw_clouds(canvas: Any, shot: Shot, view: View, light: Light) -> None:
    """Cumulus that shrinks and flattens towards the horizon."""
    dice = Dice(shot.seed, "clouds")
    count = dice.below(9) + 5 if shot.weather == "fair" else dice.below(3)
    if shot.weather not in ("clear", "fair"):
        return
    bright = mix(add(light.ambient, scale(light.direct, 0.75)), WHITE, 0.25 * (1 - light.night))
    shade = mix(light.ambient, light.horizon, 0.55)
    heights = sorted(dice.unit() ** 1.6 for _ in range(count))
    for height in heights:
        image = cloud_sprite(dice.below(6))
        haze = 0.55 * (1 - height)
        tints = (mix(bright, light.horizon, haze), mix(shade, light.horizon, haze), WHITE)
        width = view.width * (0.14 + 0.55 * height) * dice.between(0.7, 1.3)
        x = dice.between(-0.2, 1.0) * view.width
        y = view.horizon - view.horizon * (0.10 + 0.85 * height)
        box = skia.Rect.MakeXYWH(x, y - width * 0.2, width, width * 0.42)
        canvas.drawImageRect(
            image, skia.Rect(image.width(), image.height()), box, SMOOTH, ink_paint(tints)
        )


def draw_sky(canvas: Any, shot: Shot, view: View, light: Light) -> None:
    fill_gradient(canvas, view, light)
    draw_sun(canvas, view, light)
    draw_veil(canvas, shot, view, light)
    draw_clouds(canvas, shot, view, light)
