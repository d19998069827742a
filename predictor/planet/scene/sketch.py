"""A small easel for ink sprites: ground at y 0, crown at y 1, light from the upper left."""

import math
from typing import Any, Final

import skia

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.palette import argb

LEAF: Final = 0
WOOD: Final = 1
ACCENT: Final = 2


class Sketch:
    """Draws with brightness in one of three inks; see sprites."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self.width, self.height = width_px, height_px
        self.surface = skia.Surface(width_px, height_px)
        self.canvas = self.surface.getCanvas()
        self.canvas.clear(0)
        self.paint = skia.Paint(AntiAlias=True)

    def finish(self) -> Any:
        return self.surface.makeImageSnapshot().withDefaultMipmaps()

    def load(self, ink: int, brightness: float, alpha: float = 1.0) -> Any:
        channels = [0.0, 0.0, 0.0]
        channels[ink] = brightness
        self.paint.setColor(argb((channels[0], channels[1], channels[2]), alpha))
        self.paint.setStyle(skia.Paint.kFill_Style)
        return self.paint

    def point(self, x: float, y: float) -> Any:
        return skia.Point(x * self.width, (1 - y) * self.height)

    def dab(self, x: float, y: float, rx: float, ry: float, turn_deg: float = 0.0) -> None:
        """An oval in the loaded ink; radii are shares of the height."""
        self.canvas.save()
        self.canvas.translate(x * self.width, (1 - y) * self.height)
        self.canvas.rotate(turn_deg)
        across, up = rx * self.height, ry * self.height
        self.canvas.drawOval(skia.Rect(-across, -up, across, up), self.paint)
        self.canvas.restore()

    def polygon(self, corners: list[tuple[float, float]]) -> None:
        path = skia.Path()
        path.addPoly([self.point(x, y) for x, y in corners], True)
        self.canvas.drawPath(path, self.paint)

    def stroke(self, corners: list[tuple[float, float]], width: float) -> None:
        """A smooth line through the corners; width is a share of the height."""
        path = skia.Path()
        path.moveTo(self.point(*corners[0]))
        for i in range(1, len(corners) - 1):
            here, after = corners[i], corners[i + 1]
            middle = ((here[0] + after[0]) / 2, (here[1] + after[1]) / 2)
            path.quadTo(self.point(*here), self.point(*middle))
        path.lineTo(self.point(*corners[-1]))
        self.paint.setStyle(skia.Paint.kStroke_Style)
        self.paint.setStrokeWidth(max(width * self.height, 0.8))
        self.paint.setStrokeCap(skia.Paint.kRound_Cap)
        self.canvas.drawPath(path, self.paint)
        self.paint.setStyle(skia.Paint.kFill_Style)


def trunk(sketch: Sketch, dice: Dice, top: float, width: float, lean: float = 0.0) -> None:
    """A tapering stem from the ground to top, bright on its left flank."""
    x, wide = 0.5, width * sketch.height / sketch.width
    tip = x + lean
    sketch.load(WOOD, 0.62)
    sketch.polygon(
        [(x - wide / 2, 0), (tip - wide / 5, top), (tip + wide / 5, top), (x + wide / 2, 0)]
    )
    sketch.load(WOOD, 0.95)
    sketch.polygon([(x - wide / 2, 0), (tip - wide / 5, top), (tip, top), (x - wide / 6, 0)])
    sketch.load(WOOD, 0.45, 0.5)
    for _ in range(4):
        y = dice.between(0.02, top * 0.8)
        sketch.dab(x + dice.around(wide / 3), y, width * 0.12, 0.02)


def foliage(
    sketch: Sketch, dice: Dice, centre: tuple[float, float], radii: tuple[float, float],
    leaves: tuple[int, float],
) -> None:  # fmt: skip
    """A rounded mass of so many leaves of that size: dark below, bright towards the light."""
    count, leaf = leaves
    (cx, cy), (rx, ry) = centre, radii
    dabs = []
    for _ in range(count):
        angle, reach = dice.between(0, 2 * math.pi), dice.unit() ** 0.55
        x, y = math.cos(angle) * reach, math.sin(angle) * reach
        glow = 0.56 + 0.36 * (0.72 * y - 0.5 * x) + dice.around(0.09)
        dabs.append((reach * 0.25 + 0.5 * (y - x) + dice.around(0.35), x, y, glow))
    for _, x, y, glow in sorted(dabs):
        sketch.load(LEAF, min(max(glow, 0.22), 1.0))
        size = leaf * dice.between(0.7, 1.3)
        sketch.dab(cx + x * rx, cy + y * ry, size, size * 0.62, dice.between(-60, 60))


def branch(
    sketch: Sketch,
    dice: Dice,
    start: tuple[float, float],
    heading: float,
    limb: tuple[float, float],
) -> None:
    """A bare limb that forks until it is a twig; heading in radians, limb its length and width."""
    length, width = limb
    x, y = start
    squash = sketch.height / sketch.width
    end = (x + math.sin(heading) * length * squash, y + math.cos(heading) * length)
    bend = ((x + end[0]) / 2 + dice.around(0.012), (y + end[1]) / 2)
    sketch.load(WOOD, dice.between(0.6, 0.95))
    sketch.stroke([start, bend, end], width)
    if length < 0.045:
        return
    for turn in (-dice.between(0.2, 0.65), dice.between(0.2, 0.65), dice.around(0.2)):
        branch(sketch, dice, end, heading + turn, (length * dice.between(0.6, 0.76), width * 0.62))


def snow_caps(
    sketch: Sketch, dice: Dice, centre: tuple[float, float], radii: tuple[float, float]
) -> None:
    """Snow on the upper side of a crown."""
    (cx, cy), (rx, ry) = centre, radii
    for _ in range(70):
        angle, reach = dice.between(0.1, math.pi - 0.1), dice.unit() ** 0.5
        sketch.load(ACCENT, dice.between(0.8, 1.0), 0.85)
        x, y = cx + math.cos(angle) * reach * rx, cy + (math.sin(angle) * 1.3 - 0.4) * reach * ry
        sketch.dab(x, y, dice.between(0.015, 0.04), 0.012, dice.around(12))
