"""The flat end of a vehicle that faces the camera: lamps, bumper, wheels, plate."""

from collections.abc import Callable
from typing import Any, Final

import skia

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.glows import draw_glow
from predictor.planet.scene.palette import Colour, argb, from_hex, mix, scale
from predictor.planet.scene.plates import draw_plate
from predictor.planet.scene.stage import Stage
from predictor.planet.scene.vehicle import Vehicle

TYRE: Final = from_hex("191919")
GRILLE: Final = from_hex("202224")
Tone = Callable[[Colour], Colour]


def rect(
    canvas: Any,
    place: tuple[float, float],
    size_m: tuple[float, float],
    colour: Colour,
    round_m: float = 0.0,
) -> None:
    """place is the lower left corner, y up from the ground."""
    (x, y), (wide, tall) = place, size_m
    box = skia.Rect(x, -y - tall, x + wide, -y)
    canvas.drawRoundRect(box, round_m, round_m, skia.Paint(Color=argb(colour), AntiAlias=True))


def draw_near_end(stage: Stage, vehicle: Vehicle, dice: Dice) -> None:
    """Drawn flat, in metres from the ground below the middle of the end."""
    seen = stage.view.place(vehicle.d, vehicle.u)
    lit = 0.15 + 0.85 * stage.light.facing(0, 0, -1) + 0.1 * stage.light.frontal
    canvas = stage.canvas

    def tone(colour: Colour) -> Colour:
        return stage.light.seen(colour, lit, vehicle.d)

    canvas.save()
    canvas.translate(seen.x, seen.y)
    canvas.scale(seen.scale, seen.scale)
    draw_panels(canvas, vehicle, tone)
    draw_lamps(stage, vehicle, tone)
    canvas.translate(0, -0.43 if vehicle.front else -0.62)
    draw_plate(canvas, stage.shot.country, vehicle.front, dice, tone)
    canvas.restore()


def draw_panels(canvas: Any, vehicle: Vehicle, tone: Tone) -> None:
    body, half = vehicle.body, vehicle.body.width / 2
    for x in (-half + 0.05, half - 0.27):
        rect(canvas, (x, 0.0), (0.22, 0.4), tone(TYRE))
    rect(canvas, (-half, 0.28), (body.width, body.belt - 0.28), tone(vehicle.coat), 0.12)
    rect(canvas, (-half, 0.26), (body.width, 0.22), tone(scale(vehicle.coat, 0.7)), 0.08)
    if vehicle.front:
        rect(canvas, (-half * 0.5, 0.56), (half, 0.14), tone(GRILLE), 0.03)
    elif vehicle.kind == "truck":
        rect(canvas, (-0.02, body.belt), (0.04, body.height - body.belt), tone(GRILLE))
        rect(canvas, (-half, body.belt), (body.width, 0.08), tone(GRILLE))


def draw_lamps(stage: Stage, vehicle: Vehicle, tone: Tone) -> None:
    """Red behind, white in front; lit at night and in bad weather."""
    half, y = vehicle.body.width / 2, vehicle.body.belt - 0.27
    light = stage.light
    burning = light.night > 0.3 or light.weather in ("fog", "rain", "snow")
    glass = (0.95, 0.95, 0.9) if vehicle.front else (0.62, 0.05, 0.05)
    flame = (1.0, 0.97, 0.85) if vehicle.front else (1.0, 0.1, 0.08)
    shown = mix(tone(glass), flame, 0.9 if burning else 0.15)
    for x in (-half + 0.05, half - 0.37):
        rect(stage.canvas, (x, y), (0.32, 0.15), shown, 0.05)
        if burning:
            strength = 0.35 + 0.45 * light.night
            draw_glow(stage.canvas, (x + 0.16, -y - 0.07), 0.7, shown, strength)
