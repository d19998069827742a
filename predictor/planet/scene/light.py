"""Light of the moment: where the sun stands, what it tints, and how the air veils distance."""

import math
from dataclasses import dataclass
from typing import Final

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.palette import Colour, from_hex, mix, scale, times
from predictor.planet.shot import Shot

# Share of direct sun that reaches the ground, by weather.
SUN_SHARE: Final = {
    "clear": 1.0, "fair": 0.9, "overcast": 0.12, "rain": 0.05, "fog": 0.05, "snow": 0.08,
}  # fmt: skip
# Distance in metres at which a colour is 63 % veiled.
CLEARNESS_M: Final = {
    "clear": 9000.0, "fair": 6500.0, "overcast": 3500.0, "rain": 700.0, "fog": 75.0, "snow": 240.0,
}  # fmt: skip
DAY_SKY: Final = (from_hex("3f7fc4"), from_hex("bcd8ec"))
GOLD_SKY: Final = (from_hex("5578a6"), from_hex("f3c48e"))
DUSK_SKY: Final = (from_hex("2c3b62"), from_hex("cf8f83"))
NIGHT_SKY: Final = (from_hex("141d38"), from_hex("3b4668"))
GREY_SKY: Final = (from_hex("9aa4ad"), from_hex("ccd2d4"))
WHITE: Final[Colour] = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Light:
    sun: tuple[float, float, float]  # unit vector: right, up, ahead
    direct: Colour  # what the sun adds
    ambient: Colour  # what the sky gives everywhere
    zenith: Colour
    horizon: Colour
    clearness_m: float
    night: float  # 0 day, 1 night: lamps and windows glow
    weather: str

    @property
    def strength(self) -> float:
        """How visible shadows are."""
        return max(self.direct) * (1 - self.night)

    @property
    def from_left(self) -> bool:
        return self.sun[0] < 0

    @property
    def frontal(self) -> float:
        """How far what we see is lit: 1 with the sun behind us, 0 against it."""
        return 0.5 - 0.5 * self.sun[2]

    def shade(self, colour: Colour, lit: float) -> Colour:
        """A matt surface that gets this share of the direct sun."""
        return times(colour, mix(self.ambient, add(self.ambient, self.direct), lit))

    def veil_share(self, distance_m: float) -> float:
        return 1 - math.exp(-distance_m / self.clearness_m)

    def veil(self, colour: Colour, distance_m: float) -> Colour:
        return mix(colour, self.horizon, self.veil_share(distance_m))

    def seen(self, colour: Colour, lit: float, distance_m: float) -> Colour:
        return self.veil(self.shade(colour, lit), distance_m)

    def facing(self, right: float, up: float, ahead: float) -> float:
        """Share of direct sun on a surface with this unit normal."""
        x, y, z = self.sun
        return max(0.0, x * right + y * up + z * ahead)


def add(a: Colour, b: Colour) -> Colour:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def step(low: float, high: float, at: float) -> float:
    """Smoothstep."""
    share = min(max((at - low) / (high - low), 0.0), 1.0)
    return share * share * (3 - 2 * share)


def sun_vector(azimuth_deg: float, elevation_deg: float) -> tuple[float, float, float]:
    """azimuth relative to where the camera looks, clockwise."""
    azimuth, elevation = math.radians(azimuth_deg), math.radians(elevation_deg)
    flat = math.cos(elevation)
    return flat * math.sin(azimuth), math.sin(elevation), flat * math.cos(azimuth)


def sky_colours(elevation_deg: float, weather: str) -> tuple[Colour, Colour]:
    zenith, horizon = NIGHT_SKY
    dusk = step(-9, -2, elevation_deg)
    gold = step(-3, 5, elevation_deg)
    day = step(4, 18, elevation_deg)
    for (top, low), share in ((DUSK_SKY, dusk), (GOLD_SKY, gold), (DAY_SKY, day)):
        zenith, horizon = mix(zenith, top, share), mix(horizon, low, share)
    if SUN_SHARE[weather] > 0.5:
        return zenith, horizon
    brightness = 0.2 + 0.84 * step(-8, 14, elevation_deg)
    cover = 0.92
    grey_top, grey_low = scale(GREY_SKY[0], brightness), scale(GREY_SKY[1], brightness)
    return mix(zenith, grey_top, cover), mix(horizon, grey_low, cover)


def exposure(shot: Shot) -> Colour:
    """Exposure and white balance of this camera; on the light, they cost nothing per pixel."""
    dice = Dice(shot.seed, "camera")
    gain = 1.06 * (1 + dice.around(0.05))
    warmth, magenta = dice.around(0.03), dice.around(0.015)
    return gain * (1 + warmth), gain * (1 - magenta), gain * (1 - warmth)


def light_of(shot: Shot) -> Light:
    elevation = shot.sun_elevation_deg
    share = SUN_SHARE[shot.weather]
    day = step(-7, 8, elevation)
    warm = 1 - step(2, 28, elevation)
    sun_tint = mix((1.0, 0.96, 0.88), (1.0, 0.66, 0.36), warm)
    zenith, horizon = sky_colours(elevation, shot.weather)
    sky_tint = mix(mix(zenith, horizon, 0.5), WHITE, 0.45)
    base = 0.34 + 0.66 * day
    ambient = scale(sky_tint, base * (0.98 - 0.32 * share))
    direct = scale(sun_tint, share * step(-1, 9, elevation) * 0.85)
    gains = exposure(shot)
    return Light(
        sun=sun_vector(shot.sun_azimuth_deg - shot.heading_deg, elevation),
        direct=times(direct, gains),
        ambient=times(ambient, gains),
        zenith=times(zenith, gains),
        horizon=times(horizon, gains),
        clearness_m=CLEARNESS_M[shot.weather],
        night=1 - step(-6, 3, elevation),
        weather=shot.weather,
    )
