"""Cars, vans, trucks, buses and rickshaws: boxes in perspective with faces towards the camera."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import skia

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.palette import Colour, argb, from_hex, mix, paint_named, scale
from predictor.planet.scene.plates import draw_plate
from predictor.planet.scene.shadows import cast_footprint
from predictor.planet.scene.stage import Stage


@dataclass(frozen=True, slots=True)
class Body:
    """Metres. The cabin stands on the body from cabin_from to cabin_to, both shares of its length."""

    width: float
    length: float
    belt: float
    height: float
    cabin_from: float
    cabin_to: float
    taper: float  # how much narrower the roof is


BODIES: Final = {
    "saloon": Body(1.76, 4.5, 0.94, 1.45, 0.10, 0.74, 0.22),
    "hatch": Body(1.72, 3.9, 0.95, 1.5, 0.02, 0.72, 0.2),
    "suv": Body(1.9, 4.6, 1.1, 1.78, 0.02, 0.75, 0.16),
    "pickup": Body(1.9, 5.2, 1.1, 1.8, 0.38, 0.76, 0.18),
    "van": Body(1.95, 5.2, 1.15, 2.25, 0.0, 0.93, 0.12),
    "kei": Body(1.47, 3.4, 0.95, 1.72, 0.0, 0.86, 0.1),
    "truck": Body(2.4, 8.2, 1.1, 3.4, 0.0, 1.0, 0.0),
    "bus": Body(2.5, 11.0, 1.2, 3.1, 0.0, 1.0, 0.05),
    "rickshaw": Body(1.3, 2.6, 0.8, 1.75, 0.05, 0.95, 0.12),
}  # fmt: skip
PAINT_COLOURS: Final = tuple(
    from_hex(h)
    for h in ("e9e9e6", "dadcdd", "a7abae", "6d7276", "2a2c2f", "1d2f4f", "7d1f22", "35546e", "55604f", "b0352c")
)  # fmt: skip
GLASS: Final = from_hex("2c363d")
TYRE: Final = from_hex("191919")
RICKSHAW_LANDS: Final = frozenset(
    {"IN", "PK", "BD", "LK", "NP", "TH", "KH", "EG", "ET", "KE", "NG", "PE", "PH"}
)
PICKUP_LANDS: Final = frozenset({"US", "CA", "TH", "AU", "MX", "ZA", "AR", "BR", "SA", "AE"})

Tone = Callable[[Colour, float], Colour]


def pick_kind(stage: Stage, dice: Dice) -> str:
    code = stage.shot.country.code
    if code in RICKSHAW_LANDS and dice.happens(0.3):
        return "rickshaw"
    if code in PICKUP_LANDS and dice.happens(0.35):
        return "pickup"
    if code == "JP" and dice.happens(0.45):
        return "kei"
    return dice.pick(("saloon", "saloon", "hatch", "hatch", "suv", "suv", "van", "truck", "bus"))


def coat(stage: Stage, kind: str, dice: Dice) -> tuple[Colour, Colour]:
    """Colours of body and roof; taxis wear their country's."""
    words = stage.shot.country.taxi.split()
    urban = {"city": 0.3, "town": 0.15}.get(stage.shot.surroundings, 0.04)
    if kind == "rickshaw":
        return dice.pick((from_hex("2f6b3c"), from_hex("e3b41c"), from_hex("2a2c2f"))), from_hex(
            "e0b020"
        )
    if words and kind in ("saloon", "hatch", "suv") and dice.happens(urban):
        return paint_named(words[0]), paint_named(words[-1])
    colour = dice.pick(PAINT_COLOURS)
    return colour, colour


class Painter:
    """Draws polygons given in road coordinates for one vehicle."""

    def __init__(self, stage: Stage, d: float) -> None:
        self.stage, self.d = stage, d

    def tone(self, colour: Colour, lit: float) -> int:
        return argb(self.stage.light.seen(colour, lit, self.d))

    def quad(self, corners: list[tuple[float, float, float]], colour: Colour, lit: float) -> None:
        seen = [self.stage.view.place(d, u, y) for d, u, y in corners]
        path = skia.Path()
        path.addPoly([skia.Point(point.x, point.y) for point in seen], True)
        self.stage.canvas.drawPath(path, skia.Paint(Color=self.tone(colour, lit), AntiAlias=True))


def add_vehicle(stage: Stage, d: float, u: float, front: bool, dice: Dice) -> None:
    """One that shows its front or its rear, with its near end at d."""
    kind = pick_kind(stage, dice)
    body = BODIES[kind]
    colours = coat(stage, kind, dice)
    seen = stage.view.place(d, u)
    if not stage.view.in_frame(seen, body.width * 2):
        return
    stage.add(d + body.length * 0.5, partial(draw_vehicle, stage, kind, d, u, front, colours, dice))
    half = body.width / 2
    corners = [
        (d, u - half),
        (d, u + half),
        (d + body.length, u + half),
        (d + body.length, u - half),
    ]
    stage.shadows.append(partial(cast_footprint, stage, corners, body.height * 0.85))


def draw_vehicle(
    stage: Stage,
    kind: str,
    d: float,
    u: float,
    front: bool,
    colours: tuple[Colour, Colour],
    dice: Dice,
) -> None:
    body, painter = BODIES[kind], Painter(stage, d)
    half = body.width / 2
    side = 1 if u < stage.view.eye_u else -1  # the flank that faces the camera
    ends = (d, d + body.length)
    floor = [
        (ends[0] - 0.1, u - half, 0.02),
        (ends[0] - 0.1, u + half, 0.02),
        (ends[1], u + half, 0.02),
        (ends[1], u - half, 0.02),
    ]
    painter.quad(floor, (0.03, 0.03, 0.04), 0.0)
    draw_flank(painter, body, d, u + side * half, side, front, colours)
    draw_top(painter, body, d, u, front, colours)
    draw_end(stage, kind, d, u, front, colours, dice)


def cabin_span(body: Body, d: float, front: bool) -> tuple[float, float]:
    """Where the cabin begins and ends along the road; fronts have the bonnet towards us."""
    low, high = (
        (1 - body.cabin_to, 1 - body.cabin_from) if front else (body.cabin_from, body.cabin_to)
    )
    return d + low * body.length, d + high * body.length


def draw_flank(
    painter: Painter,
    body: Body,
    d: float,
    u: float,
    side: int,
    front: bool,
    colours: tuple[Colour, Colour],
) -> None:
    lit = 0.15 + 0.85 * painter.stage.light.facing(float(side), 0, 0)
    far = d + body.length
    painter.quad(
        [(d, u, 0.28), (far, u, 0.28), (far, u, body.belt), (d, u, body.belt)], colours[0], lit
    )
    begin, end = cabin_span(body, d, front)
    inward = u - side * body.taper
    slope = 0.35 if body.taper > 0.03 else 0.0
    painter.quad(
        [(begin, u, body.belt), (end, u, body.belt), (end - slope, inward, body.height), (begin + slope, inward, body.height)],
        colours[1], lit,
    )  # fmt: skip
    low, high = body.belt + 0.05, body.height - 0.12
    pane = u - side * body.taper * 0.4
    if body.height < 2.6:
        painter.quad(
            [
                (begin + 0.3, u, low),
                (end - 0.3, u, low),
                (end - slope - 0.25, pane, high),
                (begin + slope + 0.25, pane, high),
            ],
            GLASS,
            lit * 0.5,
        )
    for share in (0.2, 0.8):
        centre = d + body.length * share
        wheel = [(centre - 0.33, u, 0.12), (centre - 0.2, u, 0.0), (centre + 0.2, u, 0.0), (centre + 0.33, u, 0.12),
                 (centre + 0.33, u, 0.5), (centre + 0.2, u, 0.62), (centre - 0.2, u, 0.62), (centre - 0.33, u, 0.5)]  # fmt: skip
        painter.quad(wheel, TYRE, 0.3)


def draw_top(
    painter: Painter, body: Body, d: float, u: float, front: bool, colours: tuple[Colour, Colour]
) -> None:
    """Bonnet or boot, roof and the slanted glass towards us."""
    lit = 0.25 + 0.75 * painter.stage.light.facing(0, 1, 0)
    half, begin_end = body.width / 2, cabin_span(body, d, front)
    begin, end = begin_end
    painter.quad(
        [
            (d, u - half, body.belt),
            (d, u + half, body.belt),
            (begin, u + half, body.belt),
            (begin, u - half, body.belt),
        ],
        colours[0],
        lit,
    )
    narrow = half - body.taper
    slope = 0.35 if body.taper > 0.03 else 0.0
    painter.quad(
        [
            (begin + slope, u - narrow, body.height),
            (begin + slope, u + narrow, body.height),
            (end - slope, u + narrow, body.height),
            (end - slope, u - narrow, body.height),
        ],
        colours[1],
        lit,
    )
    painter.quad(
        [
            (begin, u - half, body.belt),
            (begin, u + half, body.belt),
            (begin + slope, u + narrow, body.height),
            (begin + slope, u - narrow, body.height),
        ],
        colours[1],
        0.4,
    )
    glass = mix(GLASS, painter.stage.light.horizon, 0.18)
    if body.height < 3.3 or front:
        low, high = body.belt + 0.06, body.height - 0.1
        painter.quad(
            [
                (begin + 0.03, u - half + 0.1, low),
                (begin + 0.03, u + half - 0.1, low),
                (begin + slope - 0.03, u + narrow - 0.06, high),
                (begin + slope - 0.03, u - narrow + 0.06, high),
            ],
            glass,
            0.45,
        )


def draw_end(
    stage: Stage,
    kind: str,
    d: float,
    u: float,
    front: bool,
    colours: tuple[Colour, Colour],
    dice: Dice,
) -> None:
    """The flat near end, drawn in metres: body, bumper, lamps, wheels and plate."""
    body, seen = BODIES[kind], stage.view.place(d, u)
    lit = 0.15 + 0.85 * stage.light.facing(0, 0, -1) + 0.1 * stage.light.frontal
    canvas = stage.canvas

    def tone(colour: Colour, share: float = 1.0) -> Colour:
        return stage.light.seen(colour, lit * share, d)

    canvas.save()
    canvas.translate(seen.x, seen.y)
    canvas.scale(seen.scale, seen.scale)
    half = body.width / 2
    for x in (-half + 0.05, half - 0.27):
        rect(canvas, x, 0.0, 0.22, 0.4, tone(TYRE))
    rect(canvas, -half, 0.28, body.width, body.belt - 0.28, tone(colours[0]), 0.12)
    rect(canvas, -half, 0.26, body.width, 0.22, tone(scale(colours[0], 0.7)), 0.08)
    if front:
        rect(canvas, -half * 0.5, 0.56, half, 0.14, tone(from_hex("202224")), 0.03)
    draw_lamps(stage, canvas, body, front, tone)
    canvas.translate(0, -0.43 if front else -0.62)
    if not (front and stage.shot.country.plate_front.startswith("none")):
        draw_plate(canvas, stage.shot.country, front, dice, tone)
    canvas.restore()


def draw_lamps(stage: Stage, canvas: Any, body: Body, front: bool, tone: Any) -> None:
    half, y = body.width / 2, body.belt - 0.27
    colour = (0.95, 0.95, 0.9) if front else (0.62, 0.05, 0.05)
    lit = stage.light.night > 0.3 or stage.light.weather in ("fog", "rain", "snow")
    shown = mix(
        tone(colour), (1.0, 0.97, 0.85) if front else (1.0, 0.1, 0.08), 0.9 if lit else 0.15
    )
    for x in (-half + 0.05, half - 0.37):
        rect(canvas, x, y, 0.32, 0.15, shown, 0.05)
    if not lit:
        return
    for x in (-half + 0.21, half - 0.21):
        ends = [argb(shown, 0.55), argb(shown, 0.0)]
        glow = skia.GradientShader.MakeRadial(skia.Point(x, -y - 0.07), 0.75, ends)
        canvas.drawCircle(x, -y - 0.07, 0.75, skia.Paint(Shader=glow))


def rect(
    canvas: Any, x: float, y: float, wide: float, tall: float, colour: Colour, round_m: float = 0.0
) -> None:
    """y is the height of the lower edge above the ground."""
    box = skia.Rect(x, -y - tall, x + wide, -y)
    canvas.drawRoundRect(box, round_m, round_m, skia.Paint(Color=argb(colour), AntiAlias=True))
