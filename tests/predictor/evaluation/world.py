"""A small world to evaluate in: two square countries of two provinces, four cells, a locator."""

from dataclasses import dataclass, field

from django.contrib.gis.geos import MultiPolygon, Polygon

from predictor.geodesy import LatLng
from predictor.models import CellSet, GeoCell, Locator, Photo, Region, RegionPiece
from predictor.models.points import to_point

# Western and eastern squares of ten degrees, each halved into a southern and a northern half.
HALVES = {"A1": (0, 0), "A2": (0, 5), "B1": (10, 0), "B2": (10, 5)}


@dataclass
class Answer:
    point: LatLng
    cells: tuple = ((0, 0.9), (1, 0.1))
    evidence: tuple = ()
    timings_ms: dict = field(default_factory=dict)


def box(west, south, width, height):
    return Polygon.from_bbox((west, south, west + width, south + height))


def make_region(code, polygon, parent=None):
    region = Region.objects.create(
        level=1 if parent else 0,
        code=code,
        name=code,
        parent=parent,
        country_code=code[0] * 2,
        geom=MultiPolygon(polygon, srid=4326),
    )
    piece = Polygon(polygon.coords[0], srid=4326)
    RegionPiece.objects.create(region=region, level=region.level, geom=piece)
    return region


def make_regions():
    countries = {
        name: make_region(name, box(west, 0, 10, 10)) for name, west in (("A", 0), ("B", 10))
    }
    for code, (west, south) in HALVES.items():
        make_region(code, box(west, south, 10, 5), countries[code[0]])


def make_locator(name="pigeon", version=1, state="published", datasets=("album",)):
    """Cells 0 to 3 are the provinces; cell 2 has most photos."""
    cell_set, _ = CellSet.objects.get_or_create(recipe="pigeon", hash="h")
    for number, (west, south) in enumerate(HALVES.values()):
        GeoCell.objects.get_or_create(
            cell_set=cell_set,
            number=number,
            geom=MultiPolygon(box(west, south, 10, 5), srid=4326),
            centroid=to_point(LatLng(south + 2.5, west + 5.0)),
            photo_count=9 if number == 2 else 3,
        )
    return Locator.objects.create(
        name=name,
        version=version,
        state=state,
        cell_set=cell_set,
        config={"photos": {"datasets": list(datasets), "min_trust": 0.5}},
    )


def make_photo(name, latlng, split="test", **fields):
    fields = {"dataset": "album", "file": f"photos/{name}.jpg"} | fields
    return Photo.objects.create(source_id=name, point=to_point(latlng), split=split, **fields)


class Oracle:
    """Answers from a list by name, and counts how often it is asked."""

    def __init__(self, answers):
        self.answers, self.asked = answers, []

    def __call__(self, places, locator):
        self.asked += [tuple(photo.source_id for photo in place) for place in places]
        return [self.answers.get(place[0].source_id) for place in places]
