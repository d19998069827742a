"""Where things of the road appear: a pinhole camera on a winding, rolling road."""

import math
from dataclasses import dataclass
from typing import Final, NamedTuple

from predictor.planet.scene.chance import Dice
from predictor.planet.shot import Shot

EYE_M: Final = 2.3  # height of the camera above the road
LANE_M: Final = {"asphalt": 3.3, "concrete": 3.4, "gravel": 3.0, "dirt": 2.7}
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

    def at(self, s: float) -> float:
        return self.amplitude * math.sin(s / self.length + self.phase)

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
    bends: tuple[Wave, ...]
    hills: tuple[Wave, ...]
    base_x: float
    base_y: float
    slope_x: float
    slope_y: float

    def course(self, d: float) -> tuple[float, float]:
        """How far the centre line has left the straight ahead: right and up, in metres."""
        s = self.start_m + d
        x = sum(wave.at(s) for wave in self.bends) - self.base_x - self.slope_x * d
        y = sum(wave.at(s) for wave in self.hills) - self.base_y - self.slope_y * d
        return x, y

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


def road_width(shot: Shot) -> float:
    return max(shot.lanes, 1) * LANE_M[shot.road_surface] + (0.6 if shot.lanes < 2 else 0.3)


def view_of(shot: Shot) -> View:
    dice = Dice(shot.road_seed, "course")
    relief = shot.surface.relief
    winding = {"city": 0.15, "town": 0.5, "village": 0.9, "rural": 1.0}[shot.surroundings]
    swing = winding * (0.35 + 1.1 * relief)
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
        bends=bends,
        hills=hills,
        base_x=sum(wave.at(start) for wave in bends),
        base_y=sum(wave.at(start) for wave in hills),
        slope_x=sum(wave.slope(start) for wave in bends),
        slope_y=sum(wave.slope(start) for wave in hills),
    )
