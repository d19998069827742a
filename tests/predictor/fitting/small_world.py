"""Sixty coloured pictures in three square countries: enough to fit a locator in seconds."""

from io import BytesIO

import numpy as np
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from predictor.geodesy import LatLng
from predictor.models import Photo, Region
from predictor.models.points import to_point

# South, west; ten degrees wide. The last ends at the antimeridian; nobody took photos in DD.
COUNTRIES = {"AA": (40.0, 0.0), "BB": (-30.0, 20.0), "CC": (60.0, 170.0), "DD": (0.0, -60.0)}
COLOURS = {"AA": (220, 40, 40), "BB": (40, 200, 60), "CC": (50, 70, 230)}
CLIMATES = {"AA": "oceanic", "BB": "savanna", "CC": "tundra"}
CHANGES = (
    'photos.datasets=["small"]',
    "cells.min_photos=4",
    "cells.max_photos=12",
    "cells.optics=[[2, 0.1]]",
    "encoder.weights=random:1",
    "encoder.batch=16",
    "head.epochs=8",
    "prototypes.min_samples=2",
    "refine.method=nearest",
)
SPLITS = ("train",) * 3 + ("tune", "test")


def make_regions():
    for code, (south, west) in COUNTRIES.items():
        country = region(0, code, box(south, west, 10.0), code)
        for half in (0, 1):
            region(1, f"{code}-{half}", box(south, west + 5.0 * half, 5.0), code, country)


def box(south, west, width):
    outline = Polygon.from_bbox((west, south, west + width, south + 10.0))
    return MultiPolygon(outline, srid=4326)


def region(level, code, geom, country_code, parent=None):
    return Region.objects.create(
        level=level, code=code, name=code, country_code=country_code, geom=geom, parent=parent
    )


def make_photos(count=60, seed=1):
    """Two photos a drive, drives far apart; the country's colour, a little off."""
    draw = np.random.default_rng(seed)
    codes = list(COLOURS)
    photos = []
    for drive in range(count // 2):
        code = codes[drive % len(codes)]
        start = LatLng(*(np.array(COUNTRIES[code]) + draw.uniform(0.5, 9.5, 2)))
        split = SPLITS[drive // len(codes) % len(SPLITS)]
        photos += [photo(2 * drive + n, code, start, split, drive, draw) for n in (0, 1)]
    return Photo.objects.bulk_create(photos)


def photo(number, code, start, split, drive, draw):  # noqa: PLR0917
    name = f"photos/{number}.jpg"
    default_storage.save(name, ContentFile(picture(COLOURS[code], draw)))
    here = LatLng(start.lat + 0.001 * (number % 2), start.lng)
    return Photo(
        dataset="small",
        source_id=str(number),
        file=name,
        point=to_point(here),
        split=split,
        sequence=f"drive {drive}",
        facts={"climate": CLIMATES[code], "population": 1000 * drive},
    )


def picture(colour, draw):
    """Noise enough that no two look alike to the auditor."""
    coarse = draw.integers(-120, 120, (8, 8, 1)) + np.array(colour) + draw.integers(-15, 15, 3)
    pixels = np.kron(np.clip(coarse, 0, 255), np.ones((8, 8, 1))).astype(np.uint8)
    file = BytesIO()
    Image.fromarray(pixels).save(file, "JPEG")
    return file.getvalue()
