"""Utility poles and their wires, street lamps and roadside delineators."""

from functools import partial
from itertools import pairwise
from typing import Any, Final

import skia

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.palette import Colour, argb, from_hex, paint_named, scale
from predictor.planet.scene.shadows import REACH_M, cast_footprint
from predictor.planet.scene.stage import Stage, slots

SPACING_M: Final = 42.0
POLE_COLOURS: Final = {
    "wood": from_hex("6f5a45"), "concrete": from_hex("b3aea4"), "steel": from_hex("93999c"),
}  # fmt: skip
SAG_M: Final = 1.1


def pole_side(stage: Stage) -> int:
    """Poles keep to one side of a road; 0 where there are none."""
    dice = Dice(stage.shot.road_seed, "poles")
    chance = {"city": 0.45, "town": 0.75, "village": 0.8, "rural": 0.55}[stage.shot.surroundings]
    return dice.pick((-1, 1)) if dice.happens(chance) else 0


def pole_places(stage: Stage) -> list[tuple[float, float]]:
    side = pole_side(stage)
    close = {"city": 2.4, "town": 2.6, "village": 3.0, "rural": 4.2}[stage.shot.surroundings]
    u = side * (stage.view.half_road + close)
    numbers = slots(stage.view, SPACING_M, -45.0, 260.0)
    return [(number * SPACING_M - stage.view.start_m, u) for number in numbers]


def pole_height(stage: Stage) -> float:
    return Dice(stage.shot.road_seed, "pole height").between(7.2, 9.2)


def add_poles(stage: Stage) -> None:
    if pole_side(stage) == 0:
        return
    places = pole_places(stage)
    for near, far in pairwise(places):
        stage.add(max(near[0], 1.0), partial(draw_wires, stage, near, far))
    for d, u in places:
        if d > 2.0:
            stage.add(d, partial(draw_pole, stage, d, u))
            if d < REACH_M:
                corners = [(d, u - 0.13), (d, u + 0.13)]
                stage.shadows.append(partial(cast_footprint, stage, corners, pole_height(stage)))


def stroke_paint(colour: Colour, width: float, alpha: float = 1.0) -> Any:
    paint = skia.Paint(Color=argb(colour, alpha), AntiAlias=True, StrokeWidth=width)
    paint.setStyle(skia.Paint.kStroke_Style)
    return paint


def shaft(
    stage: Stage,
    at: tuple[float, float],
    height: float,
    wide: tuple[float, float],
    colour: Colour,
) -> None:
    """A tapering post at (d, u), lit from the sun's side."""
    d, u = at
    foot, top = stage.foot(d, u), stage.lift(d, u, height)
    low, high = (max(width * foot.scale, 1.0) / 2 for width in wide)
    seen = stage.light.seen(colour, 0.25 + 0.5 * stage.light.frontal, d)
    bright = stage.light.seen(colour, 0.95, d)
    ends = [skia.Point(foot.x - low, 0), skia.Point(foot.x + low, 0)]
    tones = [argb(bright), argb(seen)] if stage.light.from_left else [argb(seen), argb(bright)]
    path = skia.Path()
    path.addPoly(
        [
            skia.Point(foot.x - low, foot.y), skia.Point(top.x - high, top.y),
            skia.Point(top.x + high, top.y), skia.Point(foot.x + low, foot.y),
        ],
        True,
    )  # fmt: skip
    shader = skia.GradientShader.MakeLinear(ends, tones)
    stage.canvas.drawPath(path, skia.Paint(Shader=shader, AntiAlias=True))


def draw_pole(stage: Stage, d: float, u: float) -> None:
    material, _, shape = stage.shot.country.pole.partition(" ")
    colour = scale(
        POLE_COLOURS.get(material, POLE_COLOURS["wood"]), 0.9 + 0.2 * stage.shot.surface.style
    )
    height = pole_height(stage)
    if shape == "lattice":
        draw_lattice(stage, d, u, height, colour)
    else:
        wide = (0.34, 0.24) if material == "concrete" else (0.28, 0.2)
        shaft(stage, (d, u), height, wide, colour)
    if shape == "holed":
        draw_holes(stage, d, u, height, colour)
    draw_arms(stage, d, u, height, colour)


def draw_holes(stage: Stage, d: float, u: float, height: float, colour: Colour) -> None:
    dark = skia.Paint(Color=argb(stage.light.seen(scale(colour, 0.45), 0.2, d)), AntiAlias=True)
    for number in range(9):
        seen = stage.lift(d, u, 1.0 + number * (height - 1.6) / 9)
        half, tall = 0.06 * seen.scale, 0.26 * seen.scale
        if half > 0.35:
            stage.canvas.drawRect(
                skia.Rect(seen.x - half, seen.y - tall, seen.x + half, seen.y + tall), dark
            )


def draw_lattice(stage: Stage, d: float, u: float, height: float, colour: Colour) -> None:
    foot, top = stage.foot(d, u), stage.lift(d, u, height)
    wide, narrow = 0.38 * foot.scale, 0.14 * foot.scale
    path, steps = skia.Path(), 10
    for side in (-1, 1):
        path.moveTo(foot.x + side * wide, foot.y)
        path.lineTo(top.x + side * narrow, top.y)
    for number in range(steps):
        low, high = number / steps, (number + 1) / steps
        sign = 1 if number % 2 else -1
        path.moveTo(foot.x - sign * (wide + (narrow - wide) * low), foot.y + (top.y - foot.y) * low)
        path.lineTo(
            foot.x + sign * (wide + (narrow - wide) * high), foot.y + (top.y - foot.y) * high
        )
    tone = stage.light.seen(colour, 0.5, d)
    stage.canvas.drawPath(path, stroke_paint(tone, max(0.07 * foot.scale, 0.7)))


def draw_arms(stage: Stage, d: float, u: float, height: float, colour: Colour) -> None:
    """Crossarms, insulators and now and then a transformer."""
    tone = stage.light.seen(scale(colour, 0.85), 0.5, d)
    for level in arm_levels(stage):
        left, right = stage.lift(d, u - 0.9, height - level), stage.lift(d, u + 0.9, height - level)
        width = max(0.12 * left.scale, 0.7)
        stage.canvas.drawLine(left.x, left.y, right.x, right.y, stroke_paint(tone, width))
    if Dice(stage.shot.road_seed, "transformer", round(d + stage.view.start_m)).happens(0.2):
        can = stage.lift(d, u + 0.45, height - 1.5)
        half, tall = 0.26 * can.scale, 0.9 * can.scale
        grey = skia.Paint(Color=argb(stage.light.seen(from_hex("8f9598"), 0.5, d)), AntiAlias=True)
        stage.canvas.drawRoundRect(
            skia.Rect(can.x - half, can.y - tall, can.x + half, can.y), half / 3, half / 3, grey
        )


def arm_levels(stage: Stage) -> tuple[float, ...]:
    if "crossarm" in stage.shot.country.pole:
        return (0.3, 1.1)
    return (0.35,) if Dice(stage.shot.road_seed, "arms").happens(0.7) else ()


def wire_offsets(stage: Stage) -> list[tuple[float, float]]:
    """Metres across and below the top, one per wire."""
    offsets = [(x, level - 0.1) for level in arm_levels(stage) for x in (-0.85, 0.0, 0.85)]
    tangle = stage.shot.surroundings != "rural" and stage.shot.surface.prosperity < 0.55
    bundle = [(0.12, 1.9), (-0.1, 2.1), (0.16, 2.5)] if tangle else [(0.1, 1.8)]
    return offsets + bundle


def draw_wires(stage: Stage, near: tuple[float, float], far: tuple[float, float]) -> None:
    height = pole_height(stage)
    path = skia.Path()
    pieces = 8 if near[0] < 60 else 3
    for across, below in wire_offsets(stage):
        started = False
        for number in range(pieces + 1):
            share = number / pieces
            d = near[0] + (far[0] - near[0]) * share
            if d < 1.5:
                continue
            sag = SAG_M * 4 * share * (1 - share)
            seen = stage.lift(d, near[1] + across, height - below - sag)
            (path.lineTo if started else path.moveTo)(seen.x, seen.y)
            started = True
    middle = max((near[0] + far[0]) / 2, 6.0)
    width = min(max(0.028 * stage.view.focal / middle, 0.45), 1.4)
    alpha = 0.85 * max(0.12, 1 - middle / 330) * (1 - stage.light.veil_share(middle))
    stage.canvas.drawPath(path, stroke_paint((0.08, 0.08, 0.09), width, alpha))


def add_bollards(stage: Stage) -> None:
    """Delineators on both edges of country roads."""
    shot = stage.shot
    dice = Dice(shot.road_seed, "bollards")
    if shot.country.bollard == "none" or shot.surroundings in ("city", "town"):
        return
    if not dice.happens(0.65) or shot.road_surface in ("dirt", "gravel"):
        return
    for number in slots(stage.view, 25.0, 2.5, 150.0):
        d = number * 25.0 - stage.view.start_m
        for side in (-1, 1):
            u = side * (stage.view.half_road + 0.9)
            stage.add(d, partial(draw_bollard, stage, d, u))


# Body, then bands from the top: colour, from and to as shares of the height.
BOLLARDS: Final[dict[str, tuple[str, tuple[tuple[str, float, float], ...]]]] = {
    "white black-band": ("white", (("black", 0.62, 0.86), ("orange", 0.69, 0.79))),
    "white red-top": ("white", (("red", 0.78, 0.9),)),
    "black-white stripes": ("white", (("black", 0.0, 0.28), ("black", 0.52, 0.78))),
    "orange wrap": ("orange", (("white", 0.55, 0.68), ("white", 0.78, 0.9))),
    "white red-slab": ("white", (("red", 0.5, 0.9),)),
    "yellow cap": ("black", (("yellow", 0.66, 1.0),)),
}


def draw_bollard(stage: Stage, d: float, u: float) -> None:
    body, bands = BOLLARDS.get(stage.shot.country.bollard, BOLLARDS["white black-band"])
    height, width = 1.0, 0.15
    shaft(stage, (d, u), height, (width, width * 0.85), paint_named(body))
    for colour, low, high in bands:
        top, foot = stage.lift(d, u, height * high), stage.lift(d, u, height * low)
        half = max(width * top.scale, 1.0) / 2
        tone = stage.light.seen(paint_named(colour), 0.7, d)
        box = skia.Rect(top.x - half, top.y, top.x + half, foot.y)
        stage.canvas.drawRect(box, skia.Paint(Color=argb(tone), AntiAlias=True))
