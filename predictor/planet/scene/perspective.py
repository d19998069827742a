"""Where things of the road appear: a pinhole camera on a winding, rolling road."""

import math
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from predictor.planet.scene.chance import Dice
from predictor.planet.shot import Shot

Floats = NDArray[np.float64]
EYE_M: Final = 2.3  # height of the camera above the road
LANE_M: Final = {"asphalt": 3.3, "concrete": 3.4, "gravel": 3.0, "dirt": 2.7}
FARTHEST_M: Final = 1700
NEAREST_M: Final = 1.2  # nothing nearer is drawn


class Seen(NamedTuple):
    """A projected point: screen position, and pixels per metre there."""

    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class Wave:
    """One sine of the road's course: amplitude and wavelength in metres."""

    amplitude: float
    length: float
    phase: float

    def at(self, s_N: Floats) -> Floats:
        values: Floats = self.amplitude * np.sin(s_N / self.length + self.phase)
        return values

    def slope(self, s: float) -> float:
        return self.amplitude / self.length * math.cos(s / self.length + self.phase)


@dataclass(frozen=True, slots=True)
class View:
    """d is metres ahead along the road, u metres right of its centre, y metres above it."""

    width: int
    height: int
    focal: float
    horizon: float
    start_m: float
    eye_u: float
    half_road: float
    side: int  # +1 where people drive on the right
    drift_x: list[float]  # the centre line's way off the straight ahead, metre by metre
    drift_y: list[float]

    def course(self, d: float) -> tuple[float, float]:
        """How far the centre line has left the straight ahead: right and up, in metres."""
        whole = int(d)
        if whole >= FARTHEST_M - 1:
            return self.drift_x[-1], self.drift_y[-1]
        share = d - whole
        keep = 1 - share
        x, y = self.drift_x, self.drift_y
        return x[whole] * keep + x[whole + 1] * share, y[whole] * keep + y[whole + 1] * share

    def place(self, d: float, u: float, y: float = 0.0) -> Seen:
        d = max(d, NEAREST_M)
        course_x, course_y = self.course(d)
        scale = self.focal / d
        x = self.width / 2 + (course_x + u - self.eye_u) * scale
        return Seen(x, self.horizon - (course_y + y - EYE_M) * scale, scale)

    def in_frame(self, seen: Seen, reach_m: float) -> bool:
        """Whether something reach_m wide around the point can touch the picture."""
        margin = reach_m * seen.scale
        return -margin < seen.x < self.width + margin


def waves(dice: Dice, shapes: tuple[tuple[float, float], ...]) -> tuple[Wave, ...]:
    return tuple(
        Wave(dice.around(amplitude / 1.5), length * dice.between(0.8, 1.25), dice.between(0, 6.28))
        for amplitude, length in shapes
    )


def drifts(shape: tuple[Wave, ...], start_m: float) -> list[float]:
    """Metre by metre, what the waves add to going straight on from where the camera stands."""
    d = np.arange(FARTHEST_M, dtype=np.float64)
    total = np.zeros(FARTHEST_M)
    for wave in shape:
        total += wave.at(start_m + d) - wave.at(np.array([start_m])) - wave.slope(start_m) * d
    off: list[float] = total.tolist()
    return off


def road_width(shot: Shot) -> float:
    return max(shot.lanes, 1) * LANE_M[shot.road_surface] + (0.6 if shot.lanes < 2 else 0.3)


def view_of(shot: Shot) -> View:
    dice = Dice(shot.road_seed, "course")
    relief = shot.surface.relief
    winding = {"city": 0.15, "town": 0.5, "village": 0.9, "rural": 1.0}[shot.surroundings]
    swing = winding * (0.6 + 1.2 * relief)
    bends = waves(dice, ((34 * swing, 190.0), (5.5 * swing, 66.0)))
    hills = waves(dice, ((2.2 + 9 * relief, 260.0), (0.35, 60.0)))
    start = shot.along_m
    side = 1 if shot.country.drives_on == "right" else -1
    lane = LANE_M[shot.road_surface]
    sway = Dice(shot.seed, "sway").around(0.12)
    return View(
        width=shot.width_px,
        height=shot.height_px,
        focal=shot.width_px * 0.72,
        horizon=shot.height_px * 0.47,
        start_m=start,
        eye_u=side * lane * max(shot.lanes - 1, 0) / 2 + sway,
        half_road=road_width(shot) / 2,
        side=side,
        drift_x=drifts(bends, start),
        drift_y=drifts(hills, start),
    )
