"""The day of a drive: season, hour, weather, road and neighbourhood, from its seed and place."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

import numpy as np

from predictor.geodesy import distance_km
from predictor.planet.climate import Normals, normals
from predictor.planet.facts import country_at
from predictor.planet.route import Route
from predictor.planet.shot import Country, RoadSurface, Surface, Surroundings, Weather
from predictor.planet.sun import noon_elevation_deg, sun_position
from predictor.planet.surface import surface, wetness

# Cars take pictures by day: not before the sun is this high, where it rises so far at all.
DAYLIGHT_DEG: Final = 6.0
FIRST_YEAR, LAST_YEAR = 2015, 2024
SECONDS_PER_STEP: Final = 3.0


@dataclass(frozen=True, slots=True)
class Moment:
    """What all photos of a drive share besides the road itself."""

    country: Country
    surface: Surface
    surroundings: Surroundings
    year: int
    day_of_year: int
    hour: float  # local solar time of the first photo
    weather: Weather
    road_surface: RoadSurface
    lanes: int
    traffic: float
    camera_noise: float

    def hour_at(self, step: int) -> float:
        return self.hour + step * SECONDS_PER_STEP / 3600.0

    def captured_at(self, lng: float, step: int) -> datetime:
        """In UTC: the sun's own time zone is 15 degrees wide."""
        midnight = datetime(self.year, 1, 1, tzinfo=UTC) + timedelta(days=self.day_of_year - 1)
        captured = midnight + timedelta(hours=self.hour_at(step) - lng / 15.0)
        return captured.replace(microsecond=0)


@lru_cache(maxsize=256)
def moment(route: Route) -> Moment:
    rng = np.random.default_rng(route.seed)
    here = route.path.latlngs[0]
    country = country_at(route.country_code, route.region_name)
    day = _day(here.lat, rng)
    hour = _hour(route, day, rng)
    ground = surface(here, day, country.prosperity)
    surroundings = _surroundings(route, rng)
    road_surface, lanes = _road(surroundings, ground, rng)
    return Moment(
        country=country,
        surface=ground,
        surroundings=surroundings,
        year=int(rng.integers(FIRST_YEAR, LAST_YEAR, endpoint=True)),
        day_of_year=day,
        hour=hour,
        weather=_weather(normals(here), day, rng),
        road_surface=road_surface,
        lanes=lanes,
        traffic=_traffic(surroundings, rng),
        camera_noise=float(rng.beta(1.5, 4.0)),
    )


def _day(lat: float, rng: np.random.Generator) -> int:
    """Any day of the year, but one with daylight: no pictures in the polar night."""
    for day in rng.integers(1, 365, 12, endpoint=True):
        if noon_elevation_deg(lat, int(day)) > DAYLIGHT_DEG + 2.0:
            return int(day)
    return 172 if lat > 0 else 355


def _hour(route: Route, day: int, rng: np.random.Generator) -> float:
    here = route.path.latlngs[0]
    for hour in rng.normal(12.5, 2.4, 16).clip(6.0, 19.0):
        if sun_position(here, day, float(hour))[1] > DAYLIGHT_DEG:
            return float(hour)
    return 12.0


def _surroundings(route: Route, rng: np.random.Generator) -> Surroundings:
    """By how far the town's houses reach: about 1 km for 3,000 people, 4 km for 100,000."""
    reach_km = 0.55 * (route.population / 1000.0) ** 0.45 * rng.uniform(0.7, 1.3)
    km = distance_km(route.path.latlngs[0], route.town_latlng)
    if km > reach_km:
        return "rural" if km > 1.7 * reach_km or rng.random() < 0.5 else "village"
    if route.population > 150_000 and km < 0.6 * reach_km:
        return "city"
    return "town" if route.population > 8_000 else "village"


def _road(
    surroundings: Surroundings, ground: Surface, rng: np.random.Generator
) -> tuple[RoadSurface, int]:
    paved = {"city": 0.75, "town": 0.55, "village": 0.25, "rural": 0.12}[surroundings]
    if rng.random() > 0.15 + paved + ground.prosperity:
        gravel = rng.random() < 0.4 + 0.5 * ground.prosperity
        return ("gravel" if gravel else "dirt"), 2 if rng.random() < 0.5 else 1
    narrow, wide = {
        "city": (0.05, 0.5),
        "town": (0.1, 0.15),
        "village": (0.3, 0.0),
        "rural": (0.2, 0.08),
    }[surroundings]
    draw = rng.random()
    lanes = 1 if draw < narrow else 4 if draw > 1.0 - wide else 2
    return ("concrete" if rng.random() < 0.06 else "asphalt"), lanes


def _traffic(surroundings: Surroundings, rng: np.random.Generator) -> float:
    busy = {"city": 5.0, "town": 3.0, "village": 1.6, "rural": 1.2}[surroundings]
    return float(rng.beta(busy, 4.0))


def _weather(year: Normals, day: int, rng: np.random.Generator) -> Weather:
    """Wet seasons are cloudy; fog needs cool damp air, snow needs frost."""
    damp = wetness(year, day)
    cold = year.temperature_c(day) < 0.5
    falling = 0.02 + 0.4 * damp * damp
    fog = 0.08 * damp if year.temperature_c(day) < 14.0 else 0.01
    overcast = 0.04 + 0.5 * damp
    fair = 0.3
    odds = np.array([falling, fog, overcast, fair, max(0.05, 1 - falling - fog - overcast - fair)])
    kinds: tuple[Weather, ...] = ("snow" if cold else "rain", "fog", "overcast", "fair", "clear")
    return kinds[int(rng.choice(len(kinds), p=odds / odds.sum()))]
