"""What is on a wall: courses, boards or frames, windows, doors and balconies."""

from dataclasses import dataclass
from typing import Any, Final

import skia

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.light import Light
from predictor.planet.scene.materials import Wall
from predictor.planet.scene.palette import Colour, argb, from_hex, mix, scale

GLASS: Final = from_hex("39464f")
LAMP: Final = from_hex("f3c877")
STOREY_M: Final = 3.0
PLAIN_BEYOND_M: Final = 80.0  # frames and sills are too small to see there
Segment = tuple[float, float, float, float]  # from x, y to x, y


@dataclass(frozen=True, slots=True)
class Facade:
    """Everything that decides one face; light has already been chosen."""

    wall: Wall
    colour: Colour
    tall: float
    storeys: int
    shop: bool
    lit: float
    distance_m: float
    light: Light
    dice_key: int
    foundation_m: float  # how deep the wall reaches below its ground, on slopes

    def tone(self, colour: Colour, share: float = 1.0) -> int:
        return argb(self.light.seen(colour, self.lit * share, self.distance_m))


def draw_facade(canvas: Any, facade: Facade, wide: float) -> None:
    """Fills wide by tall metres from the origin upwards."""
    box = skia.Rect(0, -facade.tall, wide, facade.foundation_m)
    canvas.drawRect(box, skia.Paint(Color=facade.tone(facade.colour), AntiAlias=True))
    if facade.distance_m < 75:
        draw_pattern(canvas, facade, wide)
    plinth = skia.Rect(0, -0.45, wide, facade.foundation_m)
    canvas.drawRect(plinth, skia.Paint(Color=facade.tone(scale(facade.colour, 0.72))))
    draw_windows(canvas, facade, wide)
    draw_gloom(canvas, facade, wide)


def hatch(canvas: Any, lines: list[Segment], width: float, colour: int) -> None:
    path = skia.Path()
    for x0, y0, x1, y1 in lines:
        path.moveTo(x0, y0)
        path.lineTo(x1, y1)
    paint = skia.Paint(Color=colour, AntiAlias=True, StrokeWidth=width)
    paint.setStyle(skia.Paint.kStroke_Style)
    canvas.drawPath(path, paint)


def draw_pattern(canvas: Any, facade: Facade, wide: float) -> None:
    tall, pattern = facade.tall, facade.wall.pattern
    spacing = {"courses": 0.3, "boards": 0.28, "joints": 0.55, "ribs": 0.35}.get(pattern, 0.0)
    dark = facade.tone(scale(facade.colour, 0.8))
    if pattern == "frame":
        draw_frame(canvas, facade, wide)
    if spacing == 0.0:
        return
    lines: list[Segment] = []
    if pattern != "ribs":
        lines += [(0, -y * spacing, wide, -y * spacing) for y in range(1, int(tall / spacing))]
    if pattern in ("ribs", "joints"):
        step = spacing if pattern == "ribs" else spacing * 2
        lines += [(x * step, -tall, x * step, 0) for x in range(1, int(wide / step))]
    hatch(canvas, lines, 0.035, dark)


def draw_frame(canvas: Any, facade: Facade, wide: float) -> None:
    """Timber framing: posts, rails and braces."""
    tall = facade.tall
    lines: list[Segment] = []
    for number in range(int(wide / 1.5) + 1):
        x = min(number * 1.5, wide - 0.05)
        lines.append((x, -tall, x, 0))
        if number % 2:
            lines.append((x, -tall + 0.1, x + 1.3, -tall + STOREY_M - 0.4))
    for storey in range(facade.storeys + 1):
        y = -min(storey * STOREY_M, tall)
        lines.append((0, y, wide, y))
    hatch(canvas, lines, 0.16, facade.tone(facade.wall.trim))


def window_places(facade: Facade, wide: float) -> list[tuple[float, float]]:
    """Lower left corners of the windows' openings."""
    count = int((wide - 0.7) / 2.3)
    if count < 1:
        return []
    gap = wide / count
    first = 1 if facade.shop else 0
    return [
        (gap * (column + 0.5) - 0.5, storey * STOREY_M + 0.95)
        for storey in range(first, facade.storeys)
        for column in range(count)
    ]


def draw_windows(canvas: Any, facade: Facade, wide: float) -> None:
    dice = Dice(facade.dice_key, "windows", int(wide * 10))
    door = -1 if facade.shop else dice.below(3)
    openings = [
        (x, -y - 1.32, 0.0 if number == door else -y)
        for number, (x, y) in enumerate(window_places(facade, wide))
    ]
    if facade.distance_m < PLAIN_BEYOND_M:
        draw_trims(canvas, facade, openings)
    dark, glowing = skia.Path(), skia.Path()
    for x, top, low in openings:
        lamp = facade.light.night > 0 and dice.happens(0.5 * facade.light.night)
        (glowing if lamp else dark).addRect(skia.Rect(x, top, x + 1.0, low))
    reflected = mix(GLASS, facade.light.horizon, 0.22)
    canvas.drawPath(dark, skia.Paint(Color=facade.tone(reflected, 0.5), AntiAlias=True))
    if facade.light.night > 0:
        canvas.drawPath(glowing, skia.Paint(Color=argb(LAMP), AntiAlias=True))
    if facade.distance_m < 45:
        draw_dressing(canvas, facade, wide, dice)


def draw_trims(canvas: Any, facade: Facade, openings: list[tuple[float, float, float]]) -> None:
    """Frames and sills."""
    frames, sills = skia.Path(), skia.Path()
    for x, top, low in openings:
        frames.addRect(skia.Rect(x - 0.09, top - 0.08, x + 1.09, low + 0.09))
        sills.addRect(skia.Rect(x - 0.12, low, x + 1.12, low + 0.1))
    trim = facade.wall.trim
    canvas.drawPath(frames, skia.Paint(Color=facade.tone(trim), AntiAlias=True))
    canvas.drawPath(sills, skia.Paint(Color=facade.tone(scale(trim, 0.75)), AntiAlias=True))


def draw_dressing(canvas: Any, facade: Facade, wide: float, dice: Dice) -> None:
    """Shutters, or glazing bars where there are none."""
    shuttered = facade.wall.pattern in ("plain", "joints") and dice.happens(0.5)
    bars, shutters = [], skia.Path()
    for x, y in window_places(facade, wide):
        bars += [(x + 0.5, -y - 1.32, x + 0.5, -y), (x, -y - 0.8, x + 1.0, -y - 0.8)]
        for left in (x - 0.5, x + 1.06):
            shutters.addRect(skia.Rect(left, -y - 1.34, left + 0.44, -y))
    hatch(canvas, bars, 0.05, facade.tone(facade.wall.trim))
    if shuttered:
        colour = dice.pick(
            (from_hex("5b7a86"), from_hex("4d6b4f"), from_hex("7b5a42"), from_hex("8e3b32"))
        )
        canvas.drawPath(shutters, skia.Paint(Color=facade.tone(colour), AntiAlias=True))


def draw_gloom(canvas: Any, facade: Facade, wide: float) -> None:
    """Walls are darker under the eaves and near the ground."""
    ends = [skia.Point(0, -facade.tall), skia.Point(0, 0)]
    colours = [argb((0, 0, 0), 0.26), argb((0, 0, 0), 0.0), argb((0, 0, 0), 0.14)]
    shader = skia.GradientShader.MakeLinear(ends, colours, [0.0, 0.22, 1.0])
    canvas.drawRect(skia.Rect(0, -facade.tall, wide, 0.4), skia.Paint(Shader=shader))
