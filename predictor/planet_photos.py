"""The demonstration world as rows and files: which photos are there, and storing new ones."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Final

from predictor.intake.images import SafeCopy
from predictor.intake.storing import store
from predictor.models import Photo, Region
from predictor.models.points import to_point
from predictor.perceptual import hash_of
from predictor.planet.drawing import Drawn
from predictor.planet.moment import Moment, moment
from predictor.planet.plan import Plan
from predictor.planet.route import LENGTHS, Route
from predictor.planet.shot import Shot
from predictor.planet.shots import shot_of
from predictor.planet.world import Area, Outlines

DATASET: Final = "planet"
LICENCE: Final = "CC0-1.0"
ATTRIBUTION: Final = "Homing planet"
LONGEST_MIX: Final = 40
# Meteorological seasons of the northern half, by month.
SEASONS: Final = ("winter",) * 2 + ("spring",) * 3 + ("summer",) * 3 + ("autumn",) * 3 + ("winter",)


class NoProvincesError(Exception):
    """The plan needs outlines of provinces and the database has none."""


def world_of_regions() -> Outlines:
    rows = Region.objects.filter(level=1).order_by("code")
    provinces = [
        (Area(row.country_code, row.code, row.name), bytes(row.geom.wkb))
        for row in rows.only("country_code", "code", "name", "geom").iterator(200)
    ]
    if not provinces:
        raise NoProvincesError
    return Outlines(provinces)


def region_ids() -> dict[str, int]:
    return dict(Region.objects.filter(level=1).values_list("code", "id"))


def world_name(seed: int, mix: str, lengths: tuple[int, int]) -> str:
    """Worlds of different seed, mix or drive lengths share no photo, so they share no name."""
    name = str(seed)
    if mix != "surface":
        # Every photo carries this name: a list of all countries would not fit the column.
        name += (
            f"/{mix if len(mix) <= LONGEST_MIX else hashlib.sha256(mix.encode()).hexdigest()[:16]}"
        )
    return name if lengths == LENGTHS else f"{name}/{lengths[0]}-{lengths[1]}"


def missing_steps(plan: Plan, world: str) -> Iterator[tuple[Route, tuple[int, ...]]]:
    """Drives with photos that are not stored yet, and their steps."""
    stored = Photo.objects.filter(dataset=DATASET, source_id__startswith=f"{world}:")
    present = set(stored.values_list("source_id", flat=True))
    for route in plan.routes:
        steps = tuple(
            step
            for step in range(plan.photos_of(route))
            if f"{world}:{route.first_index + step}" not in present
        )
        if steps:
            yield route, steps


def save_drawn(drawn: Drawn, world: str, regions: Mapping[str, int]) -> int:
    """Files first, then their rows together: a kill between leaves a file without a row, no more.

    Rows that another run has stored meanwhile are left as they are.
    """
    route = drawn.job.route
    photos = [
        _photo(shot_of(route, step), route, jpeg, world, regions)
        for step, jpeg in zip(drawn.job.steps, drawn.jpegs, strict=True)
    ]
    Photo.objects.bulk_create(photos, ignore_conflicts=True)
    return len(photos)


def _photo(shot: Shot, route: Route, jpeg: bytes, world: str, regions: Mapping[str, int]) -> Photo:
    now = moment(route)
    copy = SafeCopy(jpeg, hashlib.sha256(jpeg).hexdigest(), shot.width_px, shot.height_px)
    return Photo(
        dataset=DATASET,
        source_id=f"{world}:{shot.index}",
        sha256=copy.sha256,
        file=store(copy),
        width=copy.width,
        height=copy.height,
        perceptual_hash=hash_of(jpeg),
        point=to_point(shot.latlng),
        region_id=regions.get(shot.region_code),
        split=route.split,
        sequence=f"{world}:{route.number}",
        scene=shot.surroundings,
        heading_deg=shot.heading_deg,
        captured_at=now.captured_at(shot.latlng.lng, shot.step),
        licence=LICENCE,
        attribution=ATTRIBUTION,
        facts=_facts(shot, now, route),
    )


def _facts(shot: Shot, now: Moment, route: Route) -> dict[str, str | int | float]:
    """What captions and auxiliary heads may learn from; the point itself is no fact."""
    month = now.captured_at(shot.latlng.lng, shot.step).month
    # South of the equator the same month is half a year away.
    local = month if shot.latlng.lat >= 0 else (month + 5) % 12 + 1
    return {
        "country": shot.country.code,
        "language": shot.country.languages[0],
        "drives_on": shot.country.drives_on,
        "climate": shot.surface.climate,
        "season": SEASONS[local - 1],
        "month": month,
        "temperature_c": round(shot.surface.temperature_c, 1),
        "elevation_m": round(shot.surface.elevation_m),
        "weather": shot.weather,
        "surroundings": shot.surroundings,
        "road_surface": shot.road_surface,
        "place": shot.place_name_latin,
        "population": route.population,
    }
