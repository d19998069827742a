"""Cars, vans, trucks, buses and rickshaws: boxes in perspective with faces towards the camera."""

from functools import partial
from typing import Final

import skia

from predictor.planet.scene.bodywork import draw_near_end
from predictor.planet.scene.chance import Dice
from predictor.planet.scene.palette import Colour, argb, from_hex, mix, paint_named
from predictor.planet.scene.shadows import cast_footprint
from predictor.planet.scene.stage import Stage
from predictor.planet.scene.vehicle import Vehicle

PAINT_COLOURS: Final = tuple(
    from_hex(h)
    for h in (
        "e9e9e6", "dadcdd", "a7abae", "6d7276", "2a2c2f", "1d2f4f", "7d1f22", "35546e", "55604f",
        "b0352c", "c9c3b4",
    )
)  # fmt: skip
GLASS: Final = from_hex("2c363d")
TYRE: Final = from_hex("191919")
RICKSHAW_LANDS: Final = frozenset(
    {"IN", "PK", "BD", "LK", "NP", "TH", "KH", "EG", "ET", "KE", "NG", "PE", "PH", "MG"}
)
PICKUP_LANDS: Final = frozenset(
    {"US", "CA", "TH", "AU", "MX", "ZA", "AR", "BR", "SA", "AE", "NA", "BW", "CL", "IS"}
)
COMMON: Final = (
    "saloon",
    "saloon",
    "saloon",
    "hatch",
    "hatch",
    "hatch",
    "suv",
    "suv",
    "van",
    "truck",
)
HEAVY_SHARE: Final = 0.05
Corners = list[tuple[float, float, float]]


def pick_kind(stage: Stage, dice: Dice) -> str:
    code = stage.shot.country.code
    if code in RICKSHAW_LANDS and dice.happens(0.22):
        return "rickshaw"
    if code in PICKUP_LANDS and dice.happens(0.35):
        return "pickup"
    if code == "JP" and dice.happens(0.45):
        return "kei"
    return "bus" if dice.happens(HEAVY_SHARE) else dice.pick(COMMON)


def pick_coat(stage: Stage, kind: str, dice: Dice) -> tuple[Colour, Colour]:
    """Colours of body and roof; taxis wear their country's."""
    words = stage.shot.country.taxi.split()
    share = {"city": 0.3, "town": 0.15}.get(stage.shot.surroundings, 0.04)
    if kind == "rickshaw":
        bodies = (from_hex("2f6b3c"), from_hex("e3b41c"), from_hex("2a2c2f"))
        return dice.pick(bodies), from_hex("e0b020")
    if words and kind in ("saloon", "hatch", "suv") and dice.happens(share):
        return paint_named(words[0]), paint_named(words[-1])
    colour = dice.pick(PAINT_COLOURS)
    return colour, colour


def add_vehicle(stage: Stage, at: tuple[float, float], front: bool, dice: Dice) -> None:
    """One at (d, u) that shows its front or its rear."""
    d, u = at
    kind = pick_kind(stage, dice)
    vehicle = Vehicle(kind, d, u, front, *pick_coat(stage, kind, dice))
    body = vehicle.body
    if not stage.view.in_frame(stage.view.place(d, u), body.width * 2):
        return
    stage.add(d + 0.2, partial(draw_vehicle, stage, vehicle, dice))
    half = body.width / 2
    corners = [(d, u - half), (d, u + half), (vehicle.far, u + half), (vehicle.far, u - half)]
    stage.shadows.append(partial(cast_footprint, stage, corners, body.height * 0.85))


def fill(stage: Stage, vehicle: Vehicle, corners: Corners, colour: Colour, lit: float) -> None:
    seen = [stage.view.place(d, u, y) for d, u, y in corners]
    path = skia.Path()
    path.addPoly([skia.Point(point.x, point.y) for point in seen], True)
    tone = argb(stage.light.seen(colour, lit, vehicle.d))
    stage.canvas.drawPath(path, skia.Paint(Color=tone, AntiAlias=True))


def draw_vehicle(stage: Stage, vehicle: Vehicle, dice: Dice) -> None:
    side = 1 if vehicle.u < stage.view.eye_u else -1  # the flank that faces the camera
    draw_underside(stage, vehicle)
    draw_flank(stage, vehicle, side)
    draw_cabin_side(stage, vehicle, side)
    draw_wheels(stage, vehicle, side)
    draw_top(stage, vehicle)
    draw_windscreen(stage, vehicle)
    draw_near_end(stage, vehicle, dice)


def draw_underside(stage: Stage, vehicle: Vehicle) -> None:
    half, near = vehicle.body.width / 2, vehicle.d - 0.1
    left, right = vehicle.u - half, vehicle.u + half
    floor = [(near, left, 0.02), (near, right, 0.02)]
    floor += [(vehicle.far, right, 0.02), (vehicle.far, left, 0.02)]
    fill(stage, vehicle, floor, (0.03, 0.03, 0.04), 0.0)


def flank_light(stage: Stage, side: int) -> float:
    return 0.15 + 0.85 * stage.light.facing(float(side), 0, 0)


def draw_flank(stage: Stage, vehicle: Vehicle, side: int) -> None:
    u, belt = vehicle.u + side * vehicle.body.width / 2, vehicle.body.belt
    lower = [(vehicle.d, u, 0.28), (vehicle.far, u, 0.28)]
    upper = [(vehicle.far, u, belt), (vehicle.d, u, belt)]
    fill(stage, vehicle, lower + upper, vehicle.coat, flank_light(stage, side))


def draw_cabin_side(stage: Stage, vehicle: Vehicle, side: int) -> None:
    body, (begin, end), slope = vehicle.body, vehicle.cabin, vehicle.slope
    u = vehicle.u + side * body.width / 2
    inner, lit = u - side * body.taper, flank_light(stage, side)
    frame = [(begin, u, body.belt), (end, u, body.belt)]
    frame += [(end - slope, inner, body.height), (begin + slope, inner, body.height)]
    fill(stage, vehicle, frame, vehicle.roof, lit)
    if vehicle.kind == "truck":
        return
    low, high, pane = body.belt + 0.05, body.height - 0.14, u - side * body.taper * 0.4
    glass = [(begin + 0.3, u, low), (end - 0.3, u, low)]
    glass += [(end - slope - 0.25, pane, high), (begin + slope + 0.25, pane, high)]
    fill(stage, vehicle, glass, GLASS, lit * 0.5)


def draw_wheels(stage: Stage, vehicle: Vehicle, side: int) -> None:
    u = vehicle.u + side * vehicle.body.width / 2
    for share in (0.2, 0.8):
        middle = vehicle.d + vehicle.body.length * share
        rim = [(-0.33, 0.12), (-0.2, 0.0), (0.2, 0.0), (0.33, 0.12)]
        rim += [(0.33, 0.5), (0.2, 0.62), (-0.2, 0.62), (-0.33, 0.5)]
        fill(stage, vehicle, [(middle + d, u, y) for d, y in rim], TYRE, 0.3)


def level(vehicle: Vehicle, near: float, far: float, half: float, y: float) -> Corners:
    """A horizontal rectangle around the vehicle's middle."""
    left, right = vehicle.u - half, vehicle.u + half
    return [(near, left, y), (near, right, y), (far, right, y), (far, left, y)]


def draw_top(stage: Stage, vehicle: Vehicle) -> None:
    """Bonnet or boot, and the roof."""
    lit = 0.25 + 0.75 * stage.light.facing(0, 1, 0)
    body, (begin, end), slope = vehicle.body, vehicle.cabin, vehicle.slope
    bonnet = level(vehicle, vehicle.d, begin, body.width / 2, body.belt)
    fill(stage, vehicle, bonnet, vehicle.coat, lit)
    narrow = body.width / 2 - body.taper
    roof = level(vehicle, begin + slope, end - slope, narrow, body.height)
    fill(stage, vehicle, roof, vehicle.roof, lit)


def draw_windscreen(stage: Stage, vehicle: Vehicle) -> None:
    """The slanted end of the cabin towards us; a truck's rear has doors instead of glass."""
    body, begin, slope = vehicle.body, vehicle.cabin[0], vehicle.slope
    half, narrow = body.width / 2, body.width / 2 - body.taper
    frame = slanted(vehicle, (begin, half, body.belt), (begin + slope, narrow, body.height))
    fill(stage, vehicle, frame, vehicle.roof, 0.4)
    if vehicle.kind == "truck" and not vehicle.front:
        return
    low = (begin + 0.03, half - 0.1, body.belt + 0.06)
    high = (begin + slope - 0.03, narrow - 0.06, body.height - (0.8 if body.height > 3 else 0.1))
    glass = mix(GLASS, stage.light.horizon, 0.2)
    fill(stage, vehicle, slanted(vehicle, low, high), glass, 0.45)


def slanted(vehicle: Vehicle, low: tuple[float, ...], high: tuple[float, ...]) -> Corners:
    """A face from one (d, half width, height) up to another."""
    (d0, half0, y0), (d1, half1, y1) = low, high
    u = vehicle.u
    return [(d0, u - half0, y0), (d0, u + half0, y0), (d1, u + half1, y1), (d1, u - half1, y1)]
