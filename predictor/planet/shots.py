"""From a plan to what is drawn: one Shot for each photo, made where it is drawn."""

import zlib
from typing import Final

import numpy as np

from predictor.planet.moment import moment
from predictor.planet.plan import Plan
from predictor.planet.route import Route
from predictor.planet.shot import Shot
from predictor.planet.sun import sun_position

# The camera looks along the road; now and then it is turned a little to the side.
JITTER_DEG: Final = 3.0
ASIDE_DEG: Final = 16.0
ASIDE_SHARE: Final = 0.12


def build_shot(plan: Plan, index: int) -> Shot:
    route, step = plan.locate(index)
    return shot_of(route, step)


def shot_of(route: Route, step: int) -> Shot:
    """Depends on nothing but the route: any process draws the same picture."""
    now = moment(route)
    seed = zlib.crc32(f"{route.seed}:{step}".encode())
    rng = np.random.default_rng(seed)
    here = route.path.latlngs[step]
    azimuth_deg, elevation_deg = sun_position(here, now.day_of_year, now.hour_at(step))
    return Shot(
        index=route.first_index + step,
        seed=seed,
        road_seed=zlib.crc32(f"road {route.seed}".encode()),
        latlng=here,
        country=now.country,
        region_code=route.region_codes[step],
        place_name=route.town.name,
        place_name_latin=route.town.latin,
        place_km=route.town.km,
        next_place_name=route.next_town.name,
        next_place_name_latin=route.next_town.latin,
        next_place_km=route.next_town.km,
        surroundings=now.surroundings,
        surface=now.surface,
        heading_deg=_heading_deg(route.path.bearings_deg[step], rng),
        sequence=route.number,
        step=step,
        along_m=route.path.along_m[step],
        day_of_year=now.day_of_year,
        hour=now.hour_at(step),
        sun_azimuth_deg=azimuth_deg,
        sun_elevation_deg=elevation_deg,
        weather=now.weather,
        road_surface=now.road_surface,
        lanes=now.lanes,
        traffic=now.traffic,
        camera_noise=now.camera_noise,
        camera_tilt_deg=float(rng.normal(0.0, 0.8)),
    )


def _heading_deg(road_deg: float, rng: np.random.Generator) -> float:
    spread = ASIDE_DEG if rng.random() < ASIDE_SHARE else JITTER_DEG
    return float((road_deg + rng.normal(0.0, spread)) % 360.0)
