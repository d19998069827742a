"""How fast the demonstration world is drawn, to memory, in two processes."""

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

import shapely

from predictor.planet.drawing import Job, draw_jobs
from predictor.planet.plan import Plan, plan
from predictor.planet.world import Area, Outlines
from tests.bench.figure import Figure

PHOTOS = 1200
LONE_PHOTOS = 240
PLANNED = 10_000
SHIPPED = Path(__file__).parents[2] / "predictor/data/regions.geojson.gz"


def run() -> Iterator[Figure]:
    world = shipped_world()
    plan(1, 1, world)  # reads the gazetteer
    began = time.perf_counter()
    plan(PLANNED, 1, world)
    yield Figure("planet.plan_10k_s", round(time.perf_counter() - began, 2), "s", PLANNED, "<= 3")
    yield draw("planet.photos_per_s", plan(PHOTOS, 1, world), ">= 40")
    # Every photo on a road of its own: nothing of the last picture can be used again.
    yield draw("planet.lone_photos_per_s", plan(LONE_PHOTOS, 1, world, lengths=(1, 1)), "")


def draw(name: str, planned: Plan, aim: str) -> Figure:
    jobs = [Job(route, tuple(range(len(route)))) for route in planned.routes]
    # The clock starts with the first pictures: starting Python is not drawing.
    finished = draw_jobs(jobs, processes=2)
    next(finished)
    began = time.perf_counter()
    drawn = sum(len(each.jpegs) for each in finished)
    per_s = drawn / (time.perf_counter() - began)
    return Figure(name, round(per_s, 1), "photos/s", drawn, aim)


def shipped_world() -> Outlines:
    with gzip.open(SHIPPED, "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    return Outlines(
        (
            Area(said["country_code"], said["code"], said["name"]),
            shapely.to_wkb(shapely.geometry.shape(feature["geometry"])),
        )
        for feature in features
        if (said := feature["properties"])["level"] == 1
    )
