"""Little worlds for tests: square countries in a file, and real ones from the shipped outlines."""

import functools
import gzip
import json

import numpy as np
import shapely

from predictor.boundaries.incoming import read_batch
from predictor.boundaries.presets import preset
from predictor.boundaries.sources import read_features
from predictor.boundaries.store import save_regions
from predictor.management.commands.load_regions import SHIPPED


def square(west, south, size=1.0):
    return shapely.box(west, south, west + size, south + size)


def feature(code, geom, *, level=0, country=None, name=None, parent=""):
    properties = {"level": level, "code": code, "name": name or f"Land {code}"}
    properties |= {"parent": parent, "country_code": country or code}
    shape = geom if isinstance(geom, dict) or geom is None else shapely.geometry.mapping(geom)
    return {"type": "Feature", "properties": properties, "geometry": shape}


def write_geojson(path, features, **members):
    text = json.dumps({"type": "FeatureCollection", "features": features, **members})
    path.write_text(text, encoding="utf-8")
    return path


def bow_tie(west=0.0, south=0.0):
    """Two triangles drawn with one stroke."""
    ring = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]
    return {"type": "Polygon", "coordinates": [[[west + x, south + y] for x, y in ring]]}


@functools.cache
def shipped():
    """The outlines of the committed file, read once."""
    base = preset("homing", None)
    return tuple(
        read_batch(read_features(SHIPPED, None, base.fields.used()), base.fields, None).regions
    )


@functools.cache
def shipped_text():
    return gzip.decompress(SHIPPED.read_bytes()).decode()


def of_countries(*codes):
    return [region for region in shipped() if region.country_code in codes]


def load_countries(*codes):
    regions = of_countries(*codes)
    save_regions(regions, "Natural Earth", lambda step: None)
    return regions


def outlines(regions):
    return np.array([region.geom for region in regions], dtype=object)
