"""One world from the shipped outlines, and one plan over it, for all tests of the planet."""

import gzip
import json
from pathlib import Path

import pytest
import shapely

from predictor.planet.plan import plan
from predictor.planet.world import Area, Outlines

SHIPPED = Path(__file__).parents[3] / "predictor/data/regions.geojson.gz"


@pytest.fixture(scope="session")
def provinces():
    with gzip.open(SHIPPED, "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    return [
        (Area(said["country_code"], said["code"], said["name"]), shape_of(feature))
        for feature in features
        if (said := feature["properties"])["level"] == 1
    ]


def shape_of(feature):
    return shapely.geometry.shape(feature["geometry"])


@pytest.fixture(scope="session")
def world(provinces):
    return Outlines((area, shapely.to_wkb(shape)) for area, shape in provinces)


@pytest.fixture(scope="session")
def planned(world):
    return plan(3000, 11, world)
