"""Climate anywhere: stations interpolated at sea level, classes after Koeppen, seasons by day."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from predictor.geodesy import Floats, LatLng
from predictor.planet.noise import noise
from predictor.planet.shot import Climate
from predictor.planet.stations import stations, weights_of_nearest
from predictor.planet.terrain import terrain

# Mean environmental lapse rate near the ground, a little under the free air's 6.5 K/km.
LAPSE_C_PER_M: Final = 0.0055
# The warmest and coldest days follow the solstices by about four weeks over land.
WARMEST_DAY: Final = 200
SUMMER_DAY: Final = 197  # the middle of April-September
# Trees need about six weeks above 10 C; a warm July alone is not enough.
TREE_LINE_MONTHS: Final = 1.4


@dataclass(frozen=True, slots=True)
class Normals:
    """The long-term year at one point."""

    january_c: float
    july_c: float
    rain_mm: float
    april_september: float  # share of the year's rain
    elevation_m: float
    relief: float

    @property
    def mean_c(self) -> float:
        return (self.january_c + self.july_c) / 2

    @property
    def warmest_c(self) -> float:
        return max(self.january_c, self.july_c)

    @property
    def coldest_c(self) -> float:
        return min(self.january_c, self.july_c)

    @property
    def summer_rain(self) -> float:
        """Share of the rain that falls in the warm half of the year."""
        warm_july = self.july_c >= self.january_c
        return self.april_september if warm_july else 1.0 - self.april_september

    @property
    def dryness_mm(self) -> float:
        """Koeppen's threshold: half of it bounds the desert, all of it the steppe."""
        extra = 280.0 if self.summer_rain >= 0.7 else 0.0 if self.summer_rain <= 0.3 else 140.0
        return max(20.0 * self.mean_c + extra, 40.0)

    @property
    def months_over_10(self) -> float:
        """Months with a mean above 10 C, what trees need to grow."""
        swing = abs(self.july_c - self.january_c) / 2
        if swing < 0.1:
            return 12.0 if self.mean_c >= 10.0 else 0.0
        return 12.0 / math.pi * math.acos(max(-1.0, min(1.0, (10.0 - self.mean_c) / swing)))

    def temperature_c(self, day: float) -> float:
        swing = (self.july_c - self.january_c) / 2
        return self.mean_c + swing * math.cos(2 * math.pi * (day - WARMEST_DAY) / 365.0)

    def rain_mm_per_month(self, day: float) -> float:
        # A cosine's half year holds 2/pi more than the mean: this amplitude gives the share back.
        amplitude = (2 * self.april_september - 1) * math.pi / 2
        season = 1 + amplitude * math.cos(2 * math.pi * (day - SUMMER_DAY) / 365.0)
        return self.rain_mm / 12.0 * max(season, 0.03)


def normals(latlng: LatLng) -> Normals:
    point = [latlng]
    elevation_m, relief = terrain(point)
    index, weight, _ = weights_of_nearest(point)
    known = stations()

    def spread(values: Floats) -> float:
        return float((weight * values[index]).sum())

    above = LAPSE_C_PER_M * known.elevation_m
    below = LAPSE_C_PER_M * float(elevation_m[0])
    local = float(noise("rain", 250.0, point)[0])
    return Normals(
        january_c=spread(known.january_c + above) - below,
        july_c=spread(known.july_c + above) - below,
        rain_mm=math.exp(spread(np.log(known.rain_mm)) + 0.08 * local),
        april_september=spread(known.april_september),
        elevation_m=float(elevation_m[0]),
        relief=float(relief[0]),
    )


def classify(year: Normals) -> Climate:
    """Koeppen and Geiger's order: cold first, then dry, then by winter and rain."""
    if year.warmest_c < 0.0:
        return "ice"
    if year.warmest_c < 10.0 or year.months_over_10 < TREE_LINE_MONTHS:
        return "tundra"
    if year.rain_mm < year.dryness_mm:
        return "desert" if year.rain_mm < year.dryness_mm / 2 else "steppe"
    if year.coldest_c >= 18.0:
        return _tropical(year)
    if year.coldest_c > -3.0:
        return _temperate(year)
    return "continental" if year.months_over_10 >= 4.0 else "boreal"


def _tropical(year: Normals) -> Climate:
    wettest_half = max(year.april_september, 1 - year.april_september)
    driest_month_mm = year.rain_mm / 12 * max(1 - (2 * wettest_half - 1) * math.pi / 2, 0.0)
    # Am: a short dry season is made up for by the year's sum.
    return "rainforest" if driest_month_mm > max(100.0 - year.rain_mm / 25.0, 20.0) else "savanna"


def _temperate(year: Normals) -> Climate:
    hot, mild = year.warmest_c >= 22.0, year.coldest_c >= 6.5
    if year.rain_mm < 1300.0 and year.summer_rain < (0.43 if hot else 0.36 if mild else 0.0):
        return "mediterranean"
    # Highlands of the tropics never grow hot: their mild forests look oceanic.
    return "humid_subtropical" if hot else "oceanic"
