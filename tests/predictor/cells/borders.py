"""The provinces the project ships, read without a database."""

import gzip
import json
from functools import cache
from pathlib import Path

import shapely

from predictor.cells import AdminArea

SHIPPED = Path(__file__).parents[3] / "predictor/data/regions.geojson.gz"


@cache
def provinces() -> tuple[AdminArea, ...]:
    features = json.loads(gzip.decompress(SHIPPED.read_bytes()))["features"]
    return tuple(area(one) for one in features if one["properties"]["level"] == 1)


def area(feature: dict) -> AdminArea:
    facts = feature["properties"]
    shape = shapely.from_geojson(json.dumps(feature["geometry"]))
    return AdminArea(facts["code"], facts["parent"], facts["country_code"], shape)
