"""Pavements, kerbs and street lamps of built-up places, and the shoulders of country roads."""

from functools import partial
from typing import Any, Final

import numpy as np
import skia

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.glows import draw_glow
from predictor.planet.scene.palette import Colour, argb, from_hex, mix, paint_named, scale
from predictor.planet.scene.poles import pole_side, shaft, stroke_paint
from predictor.planet.scene.stage import Stage, slots
from predictor.planet.scene.terrain import SNOW, soil_colour

KERB_M: Final = 0.15
FAR_M: Final = 260.0
STATIONS: Final = np.geomspace(1.3, FAR_M, 20).tolist()
PAVING: Final = from_hex("b0aca4")
# Kerbs painted in turns of two colours.
PAINTED: Final = {
    "IN": ("black", "white"), "EG": ("black", "white"), "LK": ("black", "white"),
    "JO": ("black", "white"), "SA": ("black", "yellow"), "AE": ("black", "white"),
    "TH": ("red", "white"), "TR": ("yellow", "black"), "IL": ("red", "white"),
    "BD": ("black", "white"), "PK": ("black", "yellow"), "MX": ("yellow", "yellow"),
}  # fmt: skip
LAMP_SLOT_M: Final = 31.0


def has_pavement(stage: Stage) -> bool:
    shot = stage.shot
    if shot.road_surface in ("dirt", "gravel"):
        return False
    chance = {"city": 1.0, "town": 0.35 + 0.5 * shot.surface.prosperity}.get(shot.surroundings, 0.0)
    return Dice(shot.road_seed, "pavement").happens(chance)


def ribbon(stage: Stage, inner: tuple[float, float], outer: tuple[float, float]) -> Any:
    """The outline of a strip along the road between two (u, y) edges."""
    left = [stage.view.place(d, *inner) for d in STATIONS]
    right = [stage.view.place(d, *outer) for d in STATIONS]
    path = skia.Path()
    path.addPoly([skia.Point(seen.x, seen.y) for seen in left + right[::-1]], True)
    return path


def fading_paint(stage: Stage, colour: Colour, lit: float) -> Any:
    """Paint that the air veils with the distance, that is towards the horizon."""
    near, far = stage.light.seen(colour, lit, 4.0), stage.light.seen(colour, lit, 160.0)
    view = stage.view
    ends = [skia.Point(0, view.horizon), skia.Point(0, view.horizon + 0.2 * view.height)]
    shader = skia.GradientShader.MakeLinear(ends, [argb(far), argb(near)])
    return skia.Paint(Shader=shader, AntiAlias=True)


def draw_pavements(stage: Stage) -> None:
    if not has_pavement(stage):
        draw_shoulders(stage)
        return
    colour = mix(PAVING, soil_colour(stage.shot), 0.5 - 0.4 * stage.shot.surface.prosperity)
    colour = mix(colour, SNOW, 0.85 * stage.shot.surface.snow_cover)
    lit = 0.4 + 0.6 * stage.light.facing(0, 1, 0)
    wide = 3.4 if stage.shot.surroundings == "city" else 2.3
    stage.paved_m = wide
    for side in (-1, 1):
        edge = side * stage.view.half_road
        top = ribbon(stage, (edge, KERB_M), (edge + side * wide, KERB_M))
        stage.canvas.drawPath(top, fading_paint(stage, colour, lit))
        draw_slabs(stage, edge, side * wide, colour)
        face = ribbon(stage, (edge, 0.0), (edge, KERB_M))
        stage.canvas.drawPath(face, fading_paint(stage, scale(colour, 0.8), lit * 0.7))
        draw_painted_kerb(stage, edge, lit)


def draw_slabs(stage: Stage, edge: float, wide: float, colour: Colour) -> None:
    """Joints between the slabs, while near enough to be seen."""
    path = skia.Path()
    for number in slots(stage.view, 1.5, 1.3, 32.0):
        d = number * 1.5 - stage.view.start_m
        a, b = stage.view.place(d, edge, KERB_M), stage.view.place(d, edge + wide, KERB_M)
        path.moveTo(a.x, a.y)
        path.lineTo(b.x, b.y)
    tone = stage.light.seen(scale(colour, 0.8), 0.6, 10.0)
    stage.canvas.drawPath(path, stroke_paint(tone, 1.0, 0.6))


def draw_painted_kerb(stage: Stage, edge: float, lit: float) -> None:
    colours = PAINTED.get(stage.shot.country.code)
    if colours is None or not Dice(stage.shot.road_seed, "kerb").happens(0.7):
        return
    paths = (skia.Path(), skia.Path())
    for number in slots(stage.view, 1.2, 1.3, 60.0):
        d = number * 1.2 - stage.view.start_m
        corners = [(d, 0.0), (d + 1.2, 0.0), (d + 1.2, KERB_M), (d, KERB_M)]
        seen = [stage.view.place(at, edge, y) for at, y in corners]
        paths[number % 2].addPoly([skia.Point(point.x, point.y) for point in seen], True)
    for path, name in zip(paths, colours, strict=True):
        tone = stage.light.seen(paint_named(name), lit, 12.0)
        stage.canvas.drawPath(path, skia.Paint(Color=argb(tone), AntiAlias=True))


def draw_shoulders(stage: Stage) -> None:
    """A strip of gravel between the carriageway and the grass."""
    shot = stage.shot
    if shot.road_surface in ("dirt", "gravel") or shot.surface.snow_cover > 0.6:
        return
    wide = Dice(shot.road_seed, "shoulder").between(0.2, 1.3)
    colour = mix(soil_colour(shot), from_hex("9c968b"), 0.35 + 0.4 * shot.surface.prosperity)
    paint = fading_paint(stage, colour, 0.4 + 0.6 * stage.light.facing(0, 1, 0))
    paint.setAlphaf(0.75)
    for side in (-1, 1):
        edge = side * stage.view.half_road
        stage.canvas.drawPath(ribbon(stage, (edge, 0.0), (edge + side * wide, 0.0)), paint)


def add_lamps(stage: Stage) -> None:
    """Street lamps on the side without wires."""
    shot = stage.shot
    chance = {"city": 0.85, "town": 0.6, "village": 0.3, "rural": 0.0}[shot.surroundings]
    if not Dice(shot.road_seed, "lamps").happens(chance * (0.4 + 0.6 * shot.surface.prosperity)):
        return
    side = -pole_side(stage) or 1
    for number in slots(stage.view, LAMP_SLOT_M, 3.0, 200.0):
        d = (number + 0.5) * LAMP_SLOT_M - stage.view.start_m
        stage.add(d, partial(draw_lamp, stage, d, side * (stage.view.half_road + 0.7), side))


def draw_lamp(stage: Stage, d: float, u: float, side: int) -> None:
    shaft(stage, (d, u), 7.0, (0.16, 0.1), from_hex("7c8387"))
    knee, tip = stage.lift(d, u, 7.0), stage.lift(d, u - side * 1.6, 7.3)
    tone = stage.light.seen(from_hex("7c8387"), 0.5, d)
    paint = stroke_paint(tone, max(0.09 * knee.scale, 0.7))
    stage.canvas.drawLine(knee.x, knee.y, tip.x, tip.y, paint)
    if stage.light.night > 0.25:
        warm = (1.0, 0.86, 0.6)
        draw_glow(stage.canvas, (tip.x, tip.y), 1.9 * tip.scale, warm, 0.8 * stage.light.night)
        pool = stage.view.place(d, u - side * 1.6)
        stage.canvas.save()
        stage.canvas.translate(pool.x, pool.y)
        stage.canvas.scale(1.0, 0.22)
        draw_glow(stage.canvas, (0, 0), 6.0 * pool.scale, warm, 0.35 * stage.light.night)
        stage.canvas.restore()


def draw_headlights(stage: Stage) -> None:
    """Our own beam on the road at night."""
    night = stage.light.night
    if night < 0.3:
        return
    view = stage.view
    seen = view.place(11.0, view.eye_u)
    stage.canvas.save()
    stage.canvas.translate(seen.x, seen.y + 0.12 * view.height)
    stage.canvas.scale(1.0, 0.55)
    mode = skia.BlendMode.kPlus
    draw_glow(stage.canvas, (0, 0), 0.62 * view.width, (0.55, 0.52, 0.42), 0.5 * night, mode=mode)
    stage.canvas.restore()
