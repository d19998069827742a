"""Shadows on the ground, thrown away from the sun."""

import math
from typing import Any, Final

import skia

from predictor.planet.scene.palette import argb
from predictor.planet.scene.sprites import shadow_paint
from predictor.planet.scene.stage import Stage

REACH_M: Final = 70.0  # beyond this a shadow is a smudge
LONGEST: Final = 2.6  # shadow length over height, lest dusk covers everything


def throw(stage: Stage) -> tuple[float, float]:
    """Where a shadow of one metre's height ends: metres right and metres ahead."""
    x, y, z = stage.light.sun
    flat = math.hypot(x, z) or 1.0
    length = min(flat / max(y, 0.05), LONGEST)
    return -x / flat * length, -z / flat * length


def darkness(stage: Stage) -> float:
    return 0.5 * min(1.0, stage.light.strength)


def cast_sprite(
    stage: Stage, image: Any, at: tuple[float, float], size_m: tuple[float, float]
) -> None:
    """The sprite laid flat: its axis along the throw, its width across it."""
    (d, u), (width, height) = at, size_m
    right, ahead = throw(stage)
    tip_d = d + ahead * height
    if tip_d < 1.6 or d < 1.6:
        return
    foot, tip = stage.foot(d, u), stage.foot(tip_d, u + right * height)
    length = math.hypot(right, ahead) or 1.0
    side_u, side_d = ahead / length * width / 2, -right / length * width / 2
    side = stage.foot(max(d + side_d, 1.4), u + side_u)
    across_x = (side.x - foot.x) * 2 / image.width()
    across_y = (side.y - foot.y) * 2 / image.width()
    up_x, up_y = (foot.x - tip.x) / image.height(), (foot.y - tip.y) / image.height()
    left = foot.x - across_x * image.width() / 2 - up_x * image.height()
    top = foot.y - across_y * image.width() / 2 - up_y * image.height()
    stage.canvas.save()
    stage.canvas.concat(skia.Matrix.MakeAll(across_x, up_x, left, across_y, up_y, top, 0, 0, 1))
    stage.canvas.drawImage(image, 0, 0, skia.SamplingOptions(), shadow_paint(darkness(stage)))
    stage.canvas.restore()


def cast_footprint(
    stage: Stage, corners: list[tuple[float, float]], height: float, share: float = 1.0
) -> None:
    """The shadow of an upright prism over these (d, u) corners."""
    right, ahead = throw(stage)
    ends = [(max(d + ahead * height, 1.3), u + right * height) for d, u in corners]
    seen = [stage.foot(max(d, 1.3), u) for d, u in corners + ends]
    hull = convex_hull([(point.x, point.y) for point in seen])
    path = skia.Path()
    path.addPoly([skia.Point(*corner) for corner in hull], True)
    colour = argb((0.02, 0.03, 0.08), darkness(stage) * share)
    stage.canvas.drawPath(path, skia.Paint(Color=colour, AntiAlias=True))


def convex_hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Andrew's monotone chain."""
    ordered = sorted(set(points))
    return half_hull(ordered)[:-1] + half_hull(ordered[::-1])[:-1]


def half_hull(ordered: list[tuple[float, float]]) -> list[tuple[float, float]]:
    chain: list[tuple[float, float]] = []
    for point in ordered:
        while len(chain) > 1 and turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
