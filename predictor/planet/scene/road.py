"""The carriageway and its markings."""

from typing import Any, Final

import numpy as np
import skia

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.light import Light
from predictor.planet.scene.mesh import draw_grain, draw_grid, packed
from predictor.planet.scene.palette import Colour, argb, from_hex, mix, paint_named, scale
from predictor.planet.scene.perspective import LANE_M, View
from predictor.planet.scene.terrain import SNOW, screen_grid, soil_colour
from predictor.planet.scene.textures import ground_paint
from predictor.planet.shot import Shot

STATIONS: Final = np.geomspace(1600.0, 1.25, 46)
ASPHALT: Final = (from_hex("6d6c6b"), from_hex("4b4c4f"))
CONCRETE: Final = from_hex("a6a198")
DASH_M: Final = 3.0
LINE_M: Final = 0.13


def surface_colour(shot: Shot) -> Colour:
    soil = soil_colour(shot)
    worn = mix(ASPHALT[0], ASPHALT[1], 0.7 * shot.surface.prosperity + 0.3 * shot.surface.style_b)
    colour = {
        "asphalt": mix(worn, soil, 0.18 * (1 - shot.surface.prosperity)),
        "concrete": mix(CONCRETE, soil, 0.15),
        "gravel": mix(soil, from_hex("aaa69d"), 0.5),
        "dirt": scale(mix(soil, from_hex("c9a27a"), 0.15), 1.05),
    }[shot.road_surface]
    if shot.weather == "rain":
        colour = scale(colour, 0.72)
    return mix(colour, SNOW, 0.75 * max(0.0, shot.surface.snow_cover - 0.25))


def wheel_tracks(shot: Shot, view: View, u_C: Any) -> Any:
    """Brightness across the road: tyres polish asphalt dark and press dirt pale."""
    lane = LANE_M[shot.road_surface]
    in_lane = np.mod(u_C + view.half_road, lane) / lane
    tracks = np.exp(-(((in_lane - 0.25) / 0.1) ** 2)) + np.exp(-(((in_lane - 0.75) / 0.1) ** 2))
    depth = -0.07 if shot.road_surface in ("asphalt", "concrete") else 0.12
    if shot.surface.snow_cover > 0.4:
        depth = -0.3
    return 1 + depth * tracks


def draw_surface(canvas: Any, shot: Shot, view: View, light: Light) -> None:
    ragged = 0.0 if shot.road_surface in ("asphalt", "concrete") else 0.22
    u_C = np.linspace(-view.half_road, view.half_road, 13)
    grid = screen_grid(view, u_C, np.full((1, u_C.size), 0.0), STATIONS)
    if ragged:
        wobble = np.sin((STATIONS + view.start_m) * 1.3)[:, None] * ragged
        grid[:, :1, 0] += wobble * (view.focal / STATIONS)[:, None]
        grid[:, -1:, 0] += wobble[::-1] * (view.focal / STATIONS)[:, None]
    lit = 0.45 + 0.55 * light.facing(0, 1, 0)
    colour = np.array(light.shade(surface_colour(shot), lit))
    across = wheel_tracks(shot, view, u_C)[None, :, None]
    air = (1 - np.exp(-STATIONS / light.clearness_m))[:, None, None]
    sheen = reflection(shot, light)[:, None, None]
    shown = colour * across * (1 - sheen) + np.array(light.horizon) * sheen
    draw_grid(canvas, grid, packed(shown * (1 - air) + np.array(light.horizon) * air))
    near = STATIONS < 45
    texture = np.stack(
        np.broadcast_arrays(u_C[None, :], (STATIONS[near] + view.start_m)[:, None]), axis=-1
    )
    fade = np.clip(1.5 - STATIONS[near] / 30, 0, 1)[:, None] * np.ones_like(u_C)
    kind = "asphalt" if shot.road_surface in ("asphalt", "concrete") else "gravel"
    draw_grain(canvas, grid[near], texture * 42, fade, ground_paint(kind))


def reflection(shot: Shot, light: Light) -> Any:
    """Share of sky mirrored, by distance: a wet or sunlit road shines where we look flat at it."""
    wet = 0.65 if shot.weather == "rain" else 0.12 * light.strength * (1 - light.frontal)
    return wet * np.clip((STATIONS - 3) / 45, 0, 1)


def strip(view: View, path: Any, span_m: tuple[float, float], u: float, width: float) -> None:
    """Append a painted stripe along the road; far stripes never get thinner than a hair."""
    near_m, far_m = span_m
    steps = max(2, min(14, int((far_m - near_m) / max(near_m, 4) * 3) + 2))
    ds = np.geomspace(max(near_m, 1.25), far_m, steps).tolist()
    left, right = [], []
    for d in ds:
        seen = view.place(d, u)
        half = max(width * seen.scale, 0.7) / 2
        left.append(skia.Point(seen.x - half, seen.y))
        right.append(skia.Point(seen.x + half, seen.y))
    path.addPoly(left + right[::-1], True)


def add_line(view: View, path: Any, u: float, pattern: str, period_m: float = 9.0) -> None:
    if pattern == "none":
        return
    if pattern == "double":
        add_line(view, path, u - 0.13, "solid")
        add_line(view, path, u + 0.13, "solid")
    elif pattern == "dashed":
        first = -(view.start_m % period_m)
        for number in range(14):
            start = first + number * period_m
            if start + DASH_M > 1.3:
                strip(view, path, (max(start, 1.25), start + DASH_M), u, LINE_M)
    else:
        strip(view, path, (1.25, 260.0), u, LINE_M)


def marked(text: str) -> tuple[str, str]:
    """Colour and pattern of a line in the facts: "yellow double"."""
    words = text.split()
    return (words[0], words[1]) if len(words) == 2 else ("white", "none")


def draw_markings(canvas: Any, shot: Shot, view: View, light: Light) -> None:
    if shot.road_surface in ("gravel", "dirt") or shot.surface.snow_cover > 0.75:
        return
    dice = Dice(shot.road_seed, "markings")
    worn = 0.25 + 0.7 * shot.surface.prosperity * dice.between(0.7, 1.0)
    lines: dict[str, Any] = {}
    colour, pattern = marked(shot.country.centre_line)
    if shot.lanes >= 2 and dice.happens(0.45 + 0.6 * shot.surface.prosperity):
        add_line(view, lines.setdefault(colour, skia.Path()), 0.0, pattern)
        add_lane_lines(shot, view, lines)
    colour, pattern = marked(shot.country.edge_line)
    chance = 0.25 + 0.7 * shot.surface.prosperity - (0.4 if shot.lanes < 2 else 0.0)
    if dice.happens(chance) and shot.surroundings != "city":
        for u in (-view.half_road + 0.3, view.half_road - 0.3):
            add_line(view, lines.setdefault(colour, skia.Path()), u, pattern, 6.0)
    for colour, path in lines.items():
        shown = light.seen(paint_named(colour), 0.8, 12.0)
        canvas.drawPath(path, skia.Paint(Color=argb(shown, 0.3 + 0.7 * worn), AntiAlias=True))


def add_lane_lines(shot: Shot, view: View, lines: dict[str, Any]) -> None:
    lane = LANE_M[shot.road_surface]
    for number in range(1, shot.lanes // 2):
        path = lines.setdefault("white", skia.Path())
        add_line(view, path, lane * number, "dashed")
        add_line(view, path, -lane * number, "dashed")


def draw_road(canvas: Any, shot: Shot, view: View, light: Light) -> None:
    draw_surface(canvas, shot, view, light)
    draw_markings(canvas, shot, view, light)
