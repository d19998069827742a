"""The lie and the cover of the land beside the road."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.light import Light
from predictor.planet.scene.mesh import Floats, draw_grain, draw_grid, packed
from predictor.planet.scene.palette import Colour, from_hex, mix, ramp
from predictor.planet.scene.perspective import EYE_M, View
from predictor.planet.scene.textures import cloudy_noise, ground_paint
from predictor.planet.shot import Shot

SOILS: Final = tuple(from_hex(h) for h in ("dcc9a0", "bfa277", "8a6a47", "93543a", "b0532f"))
LUSH: Final = {
    "rainforest": "3f6f2c", "savanna": "7f9440", "desert": "8d8a55", "steppe": "8c9250",
    "mediterranean": "768246", "oceanic": "5c8a38", "humid_subtropical": "5b8a3a",
    "continental": "678a3d", "boreal": "5f7a3d", "tundra": "77784a", "ice": "8a8f86",
}  # fmt: skip
DRY: Final = {
    "rainforest": "7f8a45", "savanna": "c2a866", "desert": "c6ae7c", "steppe": "c4ac70",
    "mediterranean": "bfa967", "oceanic": "97985a", "humid_subtropical": "a89b5e",
    "continental": "a1935c", "boreal": "8f8558", "tundra": "8d7b55", "ice": "9a958a",
}  # fmt: skip
SNOW: Final = from_hex("eef2f6")
PAVING: Final = from_hex("a5a29b")
CALM: Final = {"city": 0.06, "town": 0.2, "village": 0.45, "rural": 1.0}
# Metres from the edge of the road at which the ground is sampled.
OFFSETS_M: Final = (0.0, 0.9, 2.2, 4.5, 8.0, 14.0, 26.0, 55.0, 130.0, 420.0)
STATIONS: Final = np.geomspace(1600.0, 1.25, 40)


@dataclass(frozen=True, slots=True)
class Land:
    """rise() is the height of the ground above the road at s metres along, u across."""

    half_road: float
    steepness: float
    rolling: float
    phase: tuple[float, float, float, float]

    def rise(self, s: float, u: float) -> float:
        away = max(abs(u) - self.half_road - 1.6, 0.0)
        side = 1.0 if u > 0 else -1.0
        lean = math.sin(s / 170 + self.phase[0]) * 0.6 + math.sin(s / 71 + self.phase[1]) * 0.4
        slope = self.steepness * (lean * side + 0.35)
        flank = slope * away / (1 + away / 110)
        waves = math.sin(u / 37 + self.phase[2]) * math.sin(s / 53 + self.phase[3])
        return flank + self.rolling * waves * min(away / 40, 1.0)

    def rises(self, s_R: Floats, u_C: Floats) -> Floats:
        """The same for a grid of rows along and columns across."""
        away = np.maximum(np.abs(u_C) - self.half_road - 1.6, 0.0)
        lean = np.sin(s_R / 170 + self.phase[0]) * 0.6 + np.sin(s_R / 71 + self.phase[1]) * 0.4
        slope = self.steepness * (lean[:, None] * np.where(u_C > 0, 1.0, -1.0) + 0.35)
        flank = slope * away / (1 + away / 110)
        waves = np.sin(u_C / 37 + self.phase[2]) * np.sin(s_R / 53 + self.phase[3])[:, None]
        heights: Floats = flank + self.rolling * waves * np.minimum(away / 40, 1.0)
        return heights


def land_of(shot: Shot, view: View) -> Land:
    dice = Dice(shot.road_seed, "land")
    relief = shot.surface.relief * CALM[shot.surroundings]
    phases = (dice.between(0, 6.28), dice.between(0, 6.28), dice.between(0, 6.28), dice.unit() * 6)
    return Land(view.half_road, 0.02 + 0.5 * relief**1.4, 0.3 + 5 * relief, phases)


def soil_colour(shot: Shot) -> Colour:
    return ramp(SOILS, shot.surface.soil_hue)


def grass_colour(shot: Shot) -> Colour:
    surface = shot.surface
    dry, lush = from_hex(DRY[surface.climate]), from_hex(LUSH[surface.climate])
    grass = mix(dry, lush, surface.greenness)
    return mix(grass, from_hex("8a8a3c"), 0.25 * surface.style)


def cover_share(shot: Shot) -> float:
    surface = shot.surface
    bare = {"desert": 0.75, "ice": 0.6, "tundra": 0.25, "steppe": 0.3, "savanna": 0.2}
    return max(0.0, min(1.0, 0.35 + surface.vegetation) - bare.get(surface.climate, 0.0) * 0.7)


@lru_cache(maxsize=4)
def patch_noise(seed: int) -> Floats:
    return cloudy_noise(128, 1.1, seed).astype(np.float64)


def patches(s_R: Floats, u_C: Floats, metres: float, seed: int) -> Floats:
    """Blotches of about this size, fixed to the ground."""
    noise = patch_noise(seed)
    rows = (s_R / metres * 8).astype(np.int64) % 128
    columns = (u_C / metres * 8).astype(np.int64) % 128
    picked: Floats = noise[rows[:, None], columns[None, :]]
    return picked


def columns_across(view: View) -> Floats:
    offsets = np.array(OFFSETS_M) + view.half_road - 0.25
    across: Floats = np.concatenate([-offsets[::-1], offsets])
    return across


def screen_grid(view: View, u_C: Floats, heights_RC: Floats, d_R: Floats) -> Floats:
    course_R2 = np.array([view.course(d) for d in d_R.tolist()])
    scale = (view.focal / d_R)[:, None]
    x = view.width / 2 + (course_R2[:, :1] + u_C - view.eye_u) * scale
    y = view.horizon - (course_R2[:, 1:] + heights_RC - EYE_M) * scale
    return np.stack([x, y], axis=-1)


def ground_colours(shot: Shot, view: View, s_R: Floats, u_C: Floats) -> Floats:
    """Reflectance of the ground on the grid, before light and air."""
    away = np.abs(u_C) - view.half_road
    blotch = patches(s_R, u_C, 60.0, 1) * 0.5 + patches(s_R, u_C, 14.0, 2) * 0.5
    cover = np.clip(cover_share(shot) + 0.16 * blotch - 0.5 * np.exp(-away / 1.1), 0, 1)[..., None]
    colour = np.array(soil_colour(shot)) * (1 - cover) + np.array(grass_colour(shot)) * cover
    colour = colour * (1 + 0.09 * blotch[..., None])
    if shot.surroundings in ("city", "town"):
        paved = (0.95 if shot.surroundings == "city" else 0.55) * shot.surface.prosperity**0.4
        near = (paved * np.exp(-np.maximum(away - 6, 0) / 25))[:, None]
        colour = colour * (1 - near) + np.array(PAVING) * near
    snow = shot.surface.snow_cover
    lying = np.clip(snow * 1.7 - 0.35 + 0.3 * blotch, 0, 1)[..., None] * min(1.0, snow * 4)
    whitened: Floats = colour * (1 - lying) + np.array(SNOW) * lying
    return whitened


def lit_colours(light: Light, colours_RC3: Floats, d_R: Floats) -> Floats:
    lit = light.facing(0, 1, 0) * 0.6 + 0.4
    shaded = colours_RC3 * np.array(light.shade((1, 1, 1), lit))
    air = (1 - np.exp(-d_R / light.clearness_m))[:, None, None]
    veiled: Floats = shaded * (1 - air) + np.array(light.horizon) * air
    return veiled


def grain_kind(shot: Shot) -> str:
    if shot.surface.snow_cover > 0.6:
        return "snow"
    return "grass" if cover_share(shot) > 0.35 else "soil"


def draw_terrain(canvas: Any, shot: Shot, view: View, light: Light, land: Land) -> None:
    u_C = columns_across(view)
    s_R = STATIONS + view.start_m
    grid = screen_grid(view, u_C, land.rises(s_R, u_C), STATIONS)
    colours = lit_colours(light, ground_colours(shot, view, s_R, u_C), STATIONS)
    draw_grid(canvas, grid, packed(colours), hollow=True)  # the road fills the middle
    near = STATIONS < 90
    texture = np.stack(np.broadcast_arrays(u_C[None, :], s_R[near][:, None]), axis=-1) * 26
    fade = np.clip(1.4 - STATIONS[near] / 60, 0, 1)[:, None] * np.ones_like(u_C)
    built = {"city": 0.3, "town": 0.6}.get(shot.surroundings, 1.0)
    fade *= built * light.clearness_m / (light.clearness_m + 60)
    draw_grain(canvas, grid[near], texture, fade, ground_paint(grain_kind(shot)), hollow=True)
