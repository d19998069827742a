"""Road signs on the side people drive on: directions, towns, limits, warnings and stops."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import skia

from predictor.planet.scene.boards import panel, write
from predictor.planet.scene.chance import Dice
from predictor.planet.scene.palette import Colour, argb, from_hex, paint_named, scale
from predictor.planet.scene.poles import shaft
from predictor.planet.scene.shadows import REACH_M, cast_footprint
from predictor.planet.scene.stage import Stage, slots
from predictor.planet.shot import Shot

SLOT_M: Final = 34.0
GENEROUS: Final = 1.2  # signs are drawn a little larger than life, for the small picture
ROW_M: Final = 0.85
RIGHT_TO_LEFT: Final = frozenset({"Arab", "Hebr", "Thaa"})
STEEL: Final = from_hex("8d9396")
MILES_PER_KM: Final = 0.621371
LIMITS: Final = {
    "km/h": {
        "city": (30, 40, 50), "town": (40, 50, 60),
        "village": (40, 50), "rural": (70, 80, 90, 100),
    },
    "mph": {
        "city": (20, 25, 30), "town": (30, 35),
        "village": (30, 40), "rural": (45, 50, 55, 60),
    },
}  # fmt: skip
# Countries whose speed limits are white rectangles with words.
BOXED_LIMITS: Final = {"US": "SPEED LIMIT", "CA": "MAXIMUM", "LR": "SPEED LIMIT", "PR": "VELOCIDAD"}

Face = Callable[[Any, Shot, Dice, Callable[[Colour], Colour]], None]
Tone = Callable[[Colour], Colour]


def two_colours(text: str, default: str) -> tuple[Colour, Colour]:
    words = (text or default).split()
    ink = words[1] if len(words) > 1 else "black"
    return paint_named(words[0]), paint_named(ink)


def distance_text(shot: Shot, distance_km: int) -> str:
    if shot.country.speed_unit == "mph":
        return str(max(1, round(distance_km * MILES_PER_KM)))
    return str(max(1, distance_km))


def town_lines(shot: Shot) -> list[tuple[str, str, str]]:
    """Name, name in Latin where the country writes both, and distance."""
    towns = [(shot.place_name, shot.place_name_latin, shot.place_km)]
    if shot.next_place_name:
        towns.append((shot.next_place_name, shot.next_place_name_latin, shot.next_place_km))
    return [
        (
            name,
            latin if shot.country.second_script and latin != name else "",
            distance_text(shot, km),
        )
        for name, latin, km in towns
    ]


def draw_direction(canvas: Any, shot: Shot, dice: Dice, tone: Tone) -> None:
    """Two towns with distances on a wide board, 3.6 m by 1.7 m, hung at its foot."""
    del dice
    fill, ink = (tone(colour) for colour in two_colours(shot.country.direction_sign, "blue white"))
    lines = town_lines(shot)
    tall = ROW_M * len(lines)
    panel(canvas, skia.Rect(-1.8, -tall, 1.8, 0), fill, ink)
    for number, line in enumerate(lines):
        draw_town_line(canvas, shot, line, number * ROW_M - tall, ink)


def draw_town_line(
    canvas: Any, shot: Shot, line: tuple[str, str, str], top: float, ink: Colour
) -> None:
    """Name and distance; scripts that run from the right have them the other way round."""
    name, latin, distance = line
    from_right = shot.country.script in RIGHT_TO_LEFT
    left, right, align = (-0.85, 1.62, 1.0) if from_right else (-1.62, 0.85, 0.0)
    first = skia.Rect(left, top + 0.13, right, top + (0.5 if latin else 0.72))
    write(canvas, name, first, ink, language=shot.country.languages[0], align=align, em=0.44)
    if latin:
        second = skia.Rect(left, top + 0.54, right, top + 0.76)
        write(canvas, latin, second, ink, align=align, bold=False, em=0.3)
    column = -1.64 if from_right else 0.98
    box = skia.Rect(column, top + 0.2, column + 0.66, top + 0.68)
    write(canvas, distance, box, ink, align=1 - align, em=0.44)


def draw_town(canvas: Any, shot: Shot, dice: Dice, tone: Tone) -> None:
    """The name of the town where it begins."""
    del dice
    fill, ink = (tone(colour) for colour in town_sign_colours(shot))
    latin = shot.place_name_latin if shot.country.second_script else ""
    tall = 0.85 if latin else 0.62
    panel(canvas, skia.Rect(-1.1, -tall, 1.1, 0), fill, ink)
    name = skia.Rect(-0.98, -tall + 0.1, 0.98, -tall + 0.52)
    write(canvas, shot.place_name, name, ink, language=shot.country.languages[0])
    if latin:
        write(canvas, latin, skia.Rect(-0.98, -0.29, 0.98, -0.08), ink, bold=False)


def town_sign_colours(shot: Shot) -> tuple[Colour, Colour]:
    yellow = {"DE", "NL", "LU", "AT"}
    if shot.country.code in yellow:
        return paint_named("yellow"), paint_named("black")
    if shot.country.direction_sign.startswith(("green", "blue")) and not shot.country.plate_wide:
        return two_colours(shot.country.direction_sign, "green white")
    return paint_named("white"), paint_named("black")


def draw_limit(canvas: Any, shot: Shot, dice: Dice, tone: Tone) -> None:
    number = str(dice.pick(LIMITS[shot.country.speed_unit][shot.surroundings]))
    black, white = tone(paint_named("black")), tone(paint_named("white"))
    if shot.country.code in BOXED_LIMITS:
        panel(canvas, skia.Rect(-0.33, -0.85, 0.33, 0), white, black)
        words = BOXED_LIMITS[shot.country.code].split()
        for row, word in enumerate(words):
            write(
                canvas, word, skia.Rect(-0.26, -0.79 + row * 0.15, 0.26, -0.66 + row * 0.15), black
            )
        write(canvas, number, skia.Rect(-0.26, -0.45, 0.26, -0.07), black)
        return
    canvas.drawCircle(
        0, -0.42, 0.42, skia.Paint(Color=argb(tone(paint_named("red"))), AntiAlias=True)
    )
    canvas.drawCircle(0, -0.42, 0.325, skia.Paint(Color=argb(white), AntiAlias=True))
    write(canvas, number, skia.Rect(-0.26, -0.62, 0.26, -0.22), black)


def polygon(canvas: Any, corners: list[tuple[float, float]], colour: Colour) -> None:
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in corners], True)
    canvas.drawPath(path, skia.Paint(Color=argb(colour), AntiAlias=True))


def draw_warning(canvas: Any, shot: Shot, dice: Dice, tone: Tone) -> None:
    words = (shot.country.warning_sign or "triangle red white").split()
    shape, outer, inner = (words + ["triangle", "red", "white"][len(words) :])[:3]
    first, second = tone(paint_named(outer)), tone(paint_named(inner))
    black = tone(paint_named("black"))
    if shape == "diamond":
        for reach, colour in ((0.58, black), (0.56, first), (0.52, second), (0.50, first)):
            polygon(
                canvas,
                [(0, -0.58 - reach), (reach, -0.58), (0, -0.58 + reach), (-reach, -0.58)],
                colour,
            )
        draw_hazard(canvas, dice, -0.58, black)
        return
    for shrink, colour in ((0.0, first), (0.11, second)):
        half, low, top = 0.52 - shrink * 1.75, -shrink, -0.92 + shrink * 2
        polygon(canvas, [(-half, low), (0, top), (half, low)], colour)
    draw_hazard(canvas, dice, -0.33, black)


def draw_hazard(canvas: Any, dice: Dice, y: float, colour: Colour) -> None:
    """A bend, a crossing or a bump, as simple black shapes."""
    kind = dice.pick(("bend", "crossing", "bump", "animal"))
    ink = skia.Paint(Color=argb(colour), AntiAlias=True, StrokeWidth=0.06)
    if kind == "bump":
        for x in (-0.1, 0.1):
            canvas.drawCircle(x, y + 0.05, 0.085, skia.Paint(Color=argb(colour), AntiAlias=True))
    elif kind == "crossing":
        canvas.drawLine(0, y - 0.17, 0, y + 0.17, ink)
        canvas.drawLine(-0.14, y, 0.14, y, ink)
    elif kind == "bend":
        ink.setStyle(skia.Paint.kStroke_Style)
        path = skia.Path()
        path.moveTo(-0.06, y + 0.17)
        path.cubicTo(-0.06, y - 0.05, 0.1, y + 0.05, 0.06, y - 0.17)
        canvas.drawPath(path, ink)
    else:
        draw_animal(canvas, y, colour)


def draw_animal(canvas: Any, y: float, colour: Colour) -> None:
    fill = skia.Paint(Color=argb(colour), AntiAlias=True)
    canvas.drawOval(skia.Rect(-0.14, y - 0.06, 0.1, y + 0.05), fill)
    for x in (-0.12, -0.06, 0.03, 0.08):
        canvas.drawRect(skia.Rect(x - 0.012, y, x + 0.012, y + 0.16), fill)
    polygon(
        canvas, [(0.06, y - 0.03), (0.13, y - 0.16), (0.21, y - 0.11), (0.11, y + 0.01)], colour
    )


def draw_stop(canvas: Any, shot: Shot, dice: Dice, tone: Tone) -> None:
    del dice
    red, white = tone(paint_named("red")), tone(paint_named("white"))
    if shot.country.code == "JP":
        for grow, colour in ((0.0, red), (0.035, white), (0.055, red)):
            polygon(
                canvas,
                [
                    (-0.45 + grow * 1.7, -0.8 + grow),
                    (0.45 - grow * 1.7, -0.8 + grow),
                    (0, -grow * 2),
                ],
                colour,
            )
        box = skia.Rect(-0.24, -0.7, 0.24, -0.46)
    else:
        for reach, colour in ((0.45, white), (0.42, red)):
            cut = reach * 0.414
            corners = [(-cut, -reach), (cut, -reach), (reach, -cut), (reach, cut),
                       (cut, reach), (-cut, reach), (-reach, cut), (-reach, -cut)]  # fmt: skip
            polygon(canvas, [(x, y - 0.45) for x, y in corners], colour)
        box = skia.Rect(-0.36, -0.61, 0.36, -0.29)
    write(canvas, shot.country.stop_word, box, white, language=shot.country.languages[0])


def draw_marker(canvas: Any, shot: Shot, dice: Dice, tone: Tone) -> None:
    """A distance marker with the road's number."""
    number = f"{dice.pick('ABDEN')}{dice.below(98) + 1}"
    fill, ink = (tone(colour) for colour in two_colours(shot.country.direction_sign, "blue white"))
    panel(canvas, skia.Rect(-0.4, -0.75, 0.4, 0), fill, ink)
    write(canvas, number, skia.Rect(-0.32, -0.68, 0.32, -0.4), ink)
    write(canvas, str(dice.below(400)), skia.Rect(-0.32, -0.36, 0.32, -0.08), ink)


# Face, metres from the ground to its foot, half the distance between its posts.
FACES: Final[dict[str, tuple[Face, float, float]]] = {
    "direction": (draw_direction, 1.9, 1.2),
    "town": (draw_town, 1.6, 0.8),
    "limit": (draw_limit, 1.7, 0.0),
    "warning": (draw_warning, 1.7, 0.0),
    "stop": (draw_stop, 1.7, 0.0),
    "marker": (draw_marker, 0.9, 0.0),
}
ODDS: Final = {
    "city": ("limit", "stop", "stop", "direction", "warning"),
    "town": ("direction", "limit", "stop", "town", "warning"),
    "village": ("town", "town", "direction", "limit", "warning", "stop"),
    "rural": (
        "direction",
        "direction",
        "direction",
        "warning",
        "warning",
        "limit",
        "marker",
        "town",
    ),
}


def add_signs(stage: Stage) -> None:
    rate = {"city": 0.5, "town": 0.5, "village": 0.45, "rural": 0.4}[stage.shot.surroundings]
    rate *= 0.55 + 0.6 * stage.shot.surface.prosperity
    for number in slots(stage.view, SLOT_M, 5.5, 130.0):
        dice = Dice(stage.shot.road_seed, "sign", number)
        if dice.happens(rate):
            d = number * SLOT_M - stage.view.start_m
            add_sign(stage, d, dice.pick(ODDS[stage.shot.surroundings]), dice)


def add_sign(stage: Stage, d: float, kind: str, dice: Dice) -> None:
    _, low, posts = FACES[kind]
    u = stage.view.side * (stage.view.half_road + 1.5 + posts)
    if not stage.view.in_frame(stage.foot(d, u), 2.5):
        return
    stage.add(d, partial(draw_sign, stage, kind, (d, u), dice))
    if d < REACH_M:
        shadow = [(d, u - 0.4 - posts), (d, u + 0.4 + posts)]
        stage.shadows.append(partial(cast_footprint, stage, shadow, low + 0.7, 0.5))


def draw_sign(stage: Stage, kind: str, at: tuple[float, float], dice: Dice) -> None:
    (d, u), turn_deg = at, dice.around(1.2)
    face, low, posts = FACES[kind]
    for offset in sorted({-posts, posts}):
        shaft(stage, (d, u + offset), low + 0.5, (0.09, 0.09), STEEL)
    foot = stage.lift(d, u, low)
    lit = 0.2 + 0.8 * stage.light.frontal
    worn = 0.93 + 0.07 * stage.shot.surface.prosperity
    canvas = stage.canvas
    canvas.save()
    canvas.translate(foot.x, foot.y)
    canvas.scale(foot.scale * GENEROUS, foot.scale * GENEROUS)
    canvas.rotate(turn_deg)
    face(canvas, stage.shot, dice, lambda colour: stage.light.seen(scale(colour, worn), lit, d))
    canvas.restore()
