"""Roofs over boxes: gables, hips, mansards, upturned eaves, terraces."""

from typing import Any, Final

import numpy as np
import skia

from predictor.planet.scene.blocks import Block, Corner, fill_face
from predictor.planet.scene.chance import Dice
from predictor.planet.scene.facades import hatch
from predictor.planet.scene.materials import Roof
from predictor.planet.scene.palette import Colour, argb, from_hex, scale
from predictor.planet.scene.perspective import EYE_M
from predictor.planet.scene.stage import Stage

# Nearer the lines would leave the cut face; farther they would be a blur.
HATCH_FROM_M: Final = 2.6
HATCH_TO_M: Final = 70.0


def draw_roof(stage: Stage, block: Block, roof: Roof, wall: Colour, key: int) -> None:
    if roof.shape in ("flat", "parapet"):
        draw_terrace(stage, block, roof, wall, key)
    elif roof.shape == "mansard":
        draw_hipped(stage, block, roof, 2.2, 1.1)
    elif roof.shape in ("hip", "pagoda"):
        rise = min(block.deep, block.long) / 2 * roof.pitch
        draw_hipped(stage, block, roof, rise, min(block.deep, block.long) * 0.5)
    elif Dice(key, "gable").happens(0.62):
        draw_gable_along(stage, block, roof, wall)
    else:
        draw_gable_across(stage, block, roof, wall)
    if roof.shape not in ("flat", "parapet", "pagoda") and Dice(key, "chimney").happens(0.4):
        draw_chimney(stage, block, roof)


def front_light(stage: Stage, side: int, steep: float) -> float:
    return 0.12 + 0.88 * stage.light.facing(-side * steep, (1 - steep * steep) ** 0.5, 0)


def draw_gable_along(stage: Stage, block: Block, roof: Roof, wall: Colour) -> None:
    """The ridge follows the road: the end wall has the gable."""
    middle, rise = (block.u + block.back) / 2, block.deep / 2 * roof.pitch
    eave, over, far = block.u - block.side * roof.overhang_m, roof.overhang_m, block.d + block.long
    low = block.tall - roof.overhang_m * roof.pitch
    if block.d > 2.2:
        end_lit = 0.12 + 0.88 * stage.light.facing(0, 0, -1)
        gable = [
            (block.d, block.u, block.tall),
            (block.d, middle, block.tall + rise),
            (block.d, block.back, block.tall),
        ]
        fill_face(stage, block, gable, scale(wall, 0.97), end_lit)
    slope = [
        (block.d - over, eave, low),
        (far + over, eave, low),
        (far + over, middle, block.tall + rise),
        (block.d - over, middle, block.tall + rise),
    ]
    draw_slope(stage, block, roof, slope, front_light(stage, block.side, 0.5))
    draw_verge(
        stage,
        block,
        roof,
        [slope[0], slope[3], (block.d - over, block.back + block.side * over, low)],
    )


def draw_verge(stage: Stage, block: Block, roof: Roof, corners: list[Corner]) -> None:
    """The thick edge of the roof along the gable."""
    if block.d < 2.8:
        return
    seen = [stage.view.place(d, u, block.base + y) for d, u, y in corners]
    path = skia.Path()
    path.addPoly([skia.Point(point.x, point.y) for point in seen], False)
    tone = argb(stage.light.seen(scale(roof.colour, 0.75), 0.4, block.d))
    paint = skia.Paint(Color=tone, AntiAlias=True, StrokeWidth=max(0.2 * seen[0].scale, 0.8))
    paint.setStyle(skia.Paint.kStroke_Style)
    stage.canvas.drawPath(path, paint)


def draw_gable_across(stage: Stage, block: Block, roof: Roof, wall: Colour) -> None:
    """The ridge runs away from the road: the front has the gable."""
    middle, rise = block.d + block.long / 2, block.long / 2 * roof.pitch
    rise = min(rise, 4.5)
    far = block.d + block.long
    peak, over = block.tall + rise, roof.overhang_m
    front_lit = 0.12 + 0.88 * stage.light.facing(-block.side, 0, 0)
    eave = block.u - block.side * over
    gable = [(block.d, block.u, block.tall), (far, block.u, block.tall), (middle, block.u, peak)]
    fill_face(stage, block, gable, scale(wall, 0.97), front_lit)
    slope = [
        (block.d - over, eave, block.tall - 0.2),
        (block.d - over, block.back, block.tall - 0.2),
        (middle, block.back, peak),
        (middle, eave, peak),
    ]
    end_lit = 0.12 + 0.88 * stage.light.facing(0, 0.8, -0.6)
    draw_slope(stage, block, roof, slope, end_lit)


def draw_hipped(stage: Stage, block: Block, roof: Roof, rise: float, inset: float) -> None:
    """Four slopes; a pagoda's eaves reach far and turn up at the corners."""
    over, far = roof.overhang_m, block.d + block.long
    inward = block.side * inset
    top = block.tall + rise
    eave, back = block.u - block.side * over, block.back + block.side * over
    low = block.tall - (0.15 if roof.shape != "pagoda" else -0.05)
    tip = low + (0.45 if roof.shape == "pagoda" else 0.0)
    ridge_near, ridge_far = block.d + inset, far - inset
    end = [
        (block.d - over, eave, tip),
        (block.d - over, (eave + back) / 2, low),
        (block.d - over, back, tip),
        (ridge_near, block.back - inward, top),
        (ridge_near, block.u + inward, top),
    ]
    fill_face(stage, block, end, roof.colour, 0.12 + 0.88 * stage.light.facing(0, 0.75, -0.66))
    slope = [
        (block.d - over, eave, tip),
        (block.d + block.long / 2, eave, low),
        (far + over, eave, tip),
        (ridge_far, block.u + inward, top),
        (ridge_near, block.u + inward, top),
    ]
    draw_slope(stage, block, roof, slope, front_light(stage, block.side, 0.55))


def draw_slope(stage: Stage, block: Block, roof: Roof, corners: list[Corner], lit: float) -> None:
    draw_eaves(stage, block, roof, corners)
    if is_seen_from_below(stage, block, corners):
        return
    fill_face(stage, block, corners, roof.colour, lit)
    if not HATCH_FROM_M < block.d < HATCH_TO_M:
        return
    first, second, third, fourth = corners[0], corners[-3], corners[-2], corners[-1]
    if len(corners) == 4:
        second, third, fourth = corners[1], corners[2], corners[3]
    lines = []
    for number in range(1, 9):
        share = number / 9
        if roof.pattern in ("ribs", "straw"):
            a, b = between(first, second, share), between(fourth, third, share)
        else:
            a, b = between(first, fourth, share), between(second, third, share)
        lines.append(screen_line(stage, block, a, b))
    seen = stage.view.place(max(block.d, 3.0), block.u)
    dark = argb(stage.light.seen(scale(roof.colour, 0.72), lit, max(block.d, 4.0)), 0.7)
    hatch(stage.canvas, lines, min(max(0.05 * seen.scale, 0.4), 1.6), dark)


def draw_eaves(stage: Stage, block: Block, roof: Roof, corners: list[Corner]) -> None:
    """The roof's lower edge, and below it the boards between edge and wall."""
    start, stop = corners[0], corners[len(corners) - 3]
    under = [start, stop, on_wall(block, stop), on_wall(block, start)]
    fill_face(stage, block, under, scale(roof.colour, 0.45), 0.1)
    (d0, u0, y0), (d1, u1, y1) = start, stop
    board = [(d0, u0, y0 - 0.1), (d1, u1, y1 - 0.1), (d1, u1, y1 + 0.12), (d0, u0, y0 + 0.12)]
    fill_face(stage, block, board, scale(roof.colour, 0.8), 0.4)


def on_wall(block: Block, corner: Corner) -> Corner:
    """The point of the walls' upper edge next to a corner of the eaves."""
    low, high = sorted((block.u, block.back))
    d = min(max(corner[0], block.d), block.d + block.long)
    return d, min(max(corner[1], low), high), block.tall


def is_seen_from_below(stage: Stage, block: Block, corners: list[Corner]) -> bool:
    """Whether the camera is under the plane of these corners."""
    a, b, c = (np.array(corners[index]) for index in (0, 1, -1))
    normal = np.cross(b - a, c - a)
    eye = np.array([0.0, stage.view.eye_u, EYE_M - block.base])
    return bool(np.dot(normal, eye - a) * normal[2] < 0)


def between(a: Corner, b: Corner, share: float) -> Corner:
    return (
        a[0] + (b[0] - a[0]) * share,
        a[1] + (b[1] - a[1]) * share,
        a[2] + (b[2] - a[2]) * share,
    )


def screen_line(
    stage: Stage, block: Block, a: Corner, b: Corner
) -> tuple[float, float, float, float]:
    start = stage.view.place(max(a[0], 2.2), a[1], block.base + a[2])
    stop = stage.view.place(max(b[0], 2.2), b[1], block.base + b[2])
    return start.x, start.y, stop.x, stop.y


def draw_terrace(stage: Stage, block: Block, roof: Roof, wall: Colour, key: int) -> None:
    """A cornice or a parapet; water tanks and rods where houses wait for another storey."""
    far, top = block.d + block.long, block.tall
    rim = 0.9 if roof.shape == "parapet" else 0.3
    out = block.u - block.side * (0.0 if roof.shape == "parapet" else 0.15)
    colour = scale(wall, 0.93) if roof.shape == "parapet" else roof.colour
    lit = 0.12 + 0.88 * stage.light.facing(-block.side, 0, 0)
    fill_face(
        stage,
        block,
        [(block.d, out, top), (far, out, top), (far, out, top + rim), (block.d, out, top + rim)],
        colour,
        lit,
    )
    if block.d > 2.2:
        end_lit = 0.12 + 0.88 * stage.light.facing(0, 0, -1)
        fill_face(
            stage,
            block,
            [
                (block.d, out, top),
                (block.d, block.back, top),
                (block.d, block.back, top + rim),
                (block.d, out, top + rim),
            ],
            colour,
            end_lit,
        )
        dice = Dice(key, "terrace")
        if stage.shot.surface.prosperity < 0.6 and dice.happens(0.55):
            draw_tank(stage, block, top + rim, dice)
        if roof.shape == "parapet" and stage.shot.surface.prosperity < 0.5:
            draw_rods(stage, block, top + rim)


def draw_tank(stage: Stage, block: Block, y: float, dice: Dice) -> None:
    seen = stage.view.place(
        block.d + 1.5, block.u + block.side * dice.between(1.5, block.deep - 1), block.base + y
    )
    half, tall = 0.7 * seen.scale, 1.3 * seen.scale
    colour = dice.pick((from_hex("23272b"), from_hex("35689c"), from_hex("c9ccce")))
    box = skia.Rect(seen.x - half, seen.y - tall, seen.x + half, seen.y)
    tone = argb(stage.light.seen(colour, 0.5, block.d))
    stage.canvas.drawRoundRect(box, half * 0.3, half * 0.3, skia.Paint(Color=tone, AntiAlias=True))


def draw_rods(stage: Stage, block: Block, y: float) -> None:
    lines = []
    for u, inward in ((block.u, block.side), (block.back, -block.side)):
        feet = [(block.d, u + inward * shift, y) for shift in (0.0, 0.25, 0.5)]
        lines += [screen_line(stage, block, (d, at, y), (d, at, y + 0.8)) for d, at, _ in feet]
    hatch(stage.canvas, lines, 0.9, argb(stage.light.seen(from_hex("5a4a40"), 0.3, block.d)))


def draw_chimney(stage: Stage, block: Block, roof: Roof) -> None:
    rise = block.deep / 2 * roof.pitch
    middle = (block.u + block.back) / 2
    seen: Any = stage.view.place(
        max(block.d + block.long * 0.3, 3.0), middle, block.base + block.tall + rise * 0.8
    )
    half, tall = 0.35 * seen.scale, 1.3 * seen.scale
    tone = argb(stage.light.seen(from_hex("8a5f4e"), 0.5, max(block.d, 4.0)))
    stage.canvas.drawRect(
        skia.Rect(seen.x - half, seen.y - tall, seen.x + half, seen.y),
        skia.Paint(Color=tone, AntiAlias=True),
    )
