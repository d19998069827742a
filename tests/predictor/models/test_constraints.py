"""What the database refuses, whoever writes."""

import math

import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.db import IntegrityError, transaction

from predictor.geodesy import LatLng
from predictor.models import CellSet, GeoCell, Locator, Photo, Place, Prediction, Region
from predictor.models.points import to_latlng, to_point

pytestmark = pytest.mark.django_db
SQUARE = MultiPolygon(Polygon.from_bbox((0, 0, 1, 1)), srid=4326)


def refused(constraint, make):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


def photo(source_id="one", **fields):
    return Photo.objects.create(dataset="test", source_id=source_id, **fields)


def locator(name="pigeon", version=1, **fields):
    cells, _ = CellSet.objects.get_or_create(recipe="test", hash="0" * 64)
    return Locator.objects.create(name=name, version=version, cell_set=cells, **fields)


def prediction(**fields):
    whole = {"point": Point(0, 0), "cell_numbers": [1, 2], "probabilities": [0.7, 0.3]}
    return Prediction.objects.create(photo=photo(), locator=locator(), **(whole | fields))


def test_points_convert_without_turning_around():
    assert to_point(LatLng(lat=48.0, lng=2.0)).coords == (2.0, 48.0)
    assert to_latlng(to_point(LatLng(48.0, 2.0))) == LatLng(48.0, 2.0)


@pytest.mark.parametrize(
    ("lat", "lng"), [(95, 0), (-90.001, 0), (0, 180.5), (0, -181), (math.nan, 0), (0, math.inf)]
)
def test_photo_outside_the_world_is_refused(lat, lng):
    refused("photo_point_in_world", lambda: photo(point=Point(lng, lat), split="train"))


@pytest.mark.parametrize(("lat", "lng"), [(90, 180), (-90, -180), (0, 0)])
def test_photo_at_the_edge_of_the_map_is_kept(lat, lng):
    assert photo(point=Point(lng, lat), split="train").pk


@pytest.mark.parametrize(
    "fields", [{"split": "train"}, {"point": Point(1, 1)}, {"point": Point(1, 1), "split": "play"}]
)
def test_photo_has_a_split_exactly_when_it_is_located(fields):
    refused("photo_split_iff_located", lambda: photo(**fields))


def test_photo_is_unique_in_its_dataset():
    photo()
    refused("photo_dataset_source_unique", photo)


def test_photo_bytes_are_unique():
    photo(sha256="a" * 64)
    refused("sha256", lambda: photo("two", sha256="a" * 64))


@pytest.mark.parametrize("trust", [-0.1, 1.1, math.nan])
def test_label_trust_is_a_probability(trust):
    refused("photo_label_trust_probability", lambda: photo(label_trust=trust))


@pytest.mark.parametrize("heading", [-1.0, 360.0, math.nan])
def test_heading_is_on_the_compass(heading):
    refused("photo_heading_on_compass", lambda: photo(heading_deg=heading))


@pytest.mark.parametrize("probabilities", [[1.2, 0.0], [-0.1, 0.5], [math.nan, 0.5]])
def test_prediction_probabilities_stay_in_range(probabilities):
    refused("prediction_probabilities_in_range", lambda: prediction(probabilities=probabilities))


def test_prediction_has_one_probability_a_cell():
    refused("prediction_cells_match", lambda: prediction(probabilities=[1.0]))


def test_prediction_is_one_per_photo_and_locator():
    first = prediction()
    fields = {"point": Point(0, 0), "cell_numbers": [], "probabilities": []}
    refused("prediction_photo_locator_unique",
            lambda: Prediction.objects.create(photo=first.photo, locator=first.locator, **fields))  # fmt: skip


def test_locator_has_one_published_version():
    locator(state="published")
    refused("locator_one_published", lambda: locator(version=2, state="published"))


def test_cell_number_is_unique_in_its_set():
    cells = CellSet.objects.create(recipe="test", hash="1" * 64)
    fields = {"cell_set": cells, "number": 3, "geom": SQUARE, "centroid": Point(0.5, 0.5)}
    GeoCell.objects.create(**fields)
    refused("geocell_number_unique", lambda: GeoCell.objects.create(**fields))


def test_country_has_no_parent():
    world = Region.objects.create(level=0, code="AA", name="Aa", country_code="AA", geom=SQUARE)
    fields = {"level": 0, "code": "BB", "name": "Bb", "country_code": "BB", "geom": SQUARE}
    refused("region_country_has_no_parent", lambda: Region.objects.create(parent=world, **fields))


def test_place_outside_the_world_is_refused():
    fields = {"geoname_id": 1, "name": "A", "search_name": "a", "country_code": "AA"}
    refused("place_point_in_world", lambda: Place.objects.create(point=Point(0, 91), **fields))
