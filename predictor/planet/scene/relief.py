"""The skyline: ridges behind ridges, paler with distance, white above the snow line."""

from typing import Any, Final

import numpy as np

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.light import Light
from predictor.planet.scene.mesh import Floats, draw_grid, packed
from predictor.planet.scene.palette import Colour, from_hex, mix
from predictor.planet.scene.perspective import View
from predictor.planet.scene.terrain import SNOW, cover_share, grass_colour, soil_colour
from predictor.planet.scene.textures import cloudy_noise
from predictor.planet.shot import Shot

ROCK: Final = from_hex("857d76")
FOREST: Final = from_hex("3c5530")
COLUMNS: Final = 101
# Distance in metres, height in radians at full relief, wavelength in degrees.
RIDGES: Final = (
    (14000.0, 0.5, 26.0), (7000.0, 0.36, 17.0), (3300.0, 0.2, 12.0), (1500.0, 0.09, 8.0),
)  # fmt: skip
SHARES: Final = np.array([0.0, 0.12, 0.3, 0.55, 1.0])


def azimuths_deg(shot: Shot, view: View) -> Floats:
    x = np.linspace(-8, view.width + 8, COLUMNS) - view.width / 2
    azimuths: Floats = np.degrees(np.arctan(x / view.focal)) + shot.heading_deg
    return azimuths


def profile(azimuth_deg: Floats, seed: int, wavelength_deg: float, rugged: float) -> Floats:
    """Height of a ridge in [0, 1] around the whole horizon."""
    dice = Dice(seed, "ridge")
    angle = azimuth_deg / wavelength_deg
    total, weight, amplitude = np.zeros_like(angle), 0.0, 1.0
    for _ in range(6):
        wave = np.sin(angle * 2.2 + dice.between(0, 6.28)) * np.cos(angle * 0.9 + dice.unit() * 6)
        total += amplitude * (1 - rugged) * (wave + 1) / 2
        total += amplitude * rugged * (1 - np.abs(wave))
        weight += amplitude
        angle, amplitude = angle * 2.05, amplitude * (0.36 + 0.16 * rugged)
    heights: Floats = (total / weight - 0.25).clip(0.02, 1)
    return heights


def flank_colours(shot: Shot, height_RC: Floats, noise_RC: Floats, snow_line: float) -> Floats:
    """Reflectance from the foot to the crest."""
    cover = cover_share(shot) * shot.surface.vegetation**0.5
    wooded = mix(grass_colour(shot), FOREST, 0.35 + 0.5 * shot.surface.vegetation)
    low: Colour = mix(mix(soil_colour(shot), ROCK, 0.35), wooded, min(1.0, cover * 1.2))
    high = mix(ROCK, soil_colour(shot), 0.45)
    climb = np.clip(height_RC * 1.5 * shot.surface.relief + 0.25 * noise_RC, 0, 1)[..., None]
    colours = np.array(low) * (1 - climb) + np.array(high) * climb
    snow = np.clip((height_RC - snow_line + 0.12 * noise_RC) * 9, 0, 1)[..., None]
    whitened: Floats = colours * (1 - snow) + np.array(SNOW) * snow
    return whitened


def snow_line(shot: Shot) -> float:
    """In heights of the ridge: above one there is none."""
    surface = shot.surface
    if surface.snow_cover > 0.4:
        return 0.35 - surface.snow_cover
    warmth = surface.temperature_c / 14
    return 0.35 + max(0.0, warmth) + 0.9 * (1 - surface.relief)


def draw_ridge(canvas: Any, shot: Shot, view: View, light: Light, number: int) -> None:
    distance, reach, wavelength = RIDGES[number]
    azimuth = azimuths_deg(shot, view)
    relief = shot.surface.relief
    heights = profile(azimuth, shot.road_seed // 7 + number, wavelength, 0.25 + 0.6 * relief)
    tall = heights * reach * (0.04 + 1.05 * relief**0.75) * view.focal
    x = np.linspace(-8, view.width + 8, COLUMNS)
    foot = view.horizon + 6.0
    y = foot - tall - 5 + SHARES[:, None] * (tall + 12)
    grid = np.stack([np.broadcast_to(x, y.shape), y], axis=-1)
    colours = ridge_colours(shot, light, heights, azimuth, number)
    air = min(light.veil_share(distance * 0.6), 0.93)
    veiled = colours * (1 - air) + np.array(light.horizon) * air
    draw_grid(canvas, grid, packed(veiled))


def ridge_colours(
    shot: Shot, light: Light, heights: Floats, azimuths: Floats, number: int
) -> Floats:
    """Lit by the slope: flanks that fall towards the sun are bright."""
    noise = cloudy_noise(256, 0.9, 40 + number)[: len(SHARES), :COLUMNS].astype(np.float64)
    above = heights * (1 - SHARES[:, None])
    spurs = profile(azimuths, number + 3, 2.6, 0.9)
    faces = heights + SHARES[:, None] * 0.5 * (spurs - heights)
    slope = np.gradient(faces, axis=1) * 9 + noise * 0.12
    lit = np.clip(0.5 + slope * -light.sun[0] + 0.35 * light.frontal + 0.12 * noise, 0.1, 1)
    reflectance = flank_colours(shot, above, noise, snow_line(shot))
    shade = np.array(light.ambient) + lit[..., None] * np.array(light.direct)
    colours: Floats = reflectance * shade
    return colours


def draw_relief(canvas: Any, shot: Shot, view: View, light: Light) -> None:
    for number in range(len(RIDGES)):
        flat = shot.surface.relief < 0.05 and number in (1, 3)
        if light.veil_share(RIDGES[number][0] * 0.6) < 0.985 and not flat:
            draw_ridge(canvas, shot, view, light, number)
