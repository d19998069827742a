"""Loading regions: what is read, what is refused, and that it is all or nothing."""

import subprocess

import pytest
import shapely
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from predictor.geodesy import LatLng
from predictor.models import Photo, Region, RegionPiece, RegionShape, Tile, TileLayer
from predictor.models.points import to_point
from predictor.regions import locate_region
from tests.predictor.squares import bow_tie, feature, square, write_geojson

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_lands(tmp_path):
    features = [
        feature("AA", square(0, 0)),
        feature("BB", square(1, 0)),
        feature("AA-one", square(0, 0), level=1, country="AA", parent="AA"),
    ]
    return write_geojson(tmp_path / "two.geojson", features)


def load(path, capsys=None, **options):
    call_command("load_regions", path, **options)
    return capsys.readouterr() if capsys else None


def names():
    return set(Region.objects.values_list("level", "code", "parent__code"))


def test_load_regions_makes_regions_pieces_and_shapes(two_lands):
    load(two_lands)

    assert names() == {(0, "AA", None), (0, "BB", None), (1, "AA-one", "AA")}
    assert RegionPiece.objects.count() == 3
    assert RegionShape.objects.filter(level=0).count() == 2 * 7


def test_load_regions_measures_areas_on_the_spheroid(two_lands):
    load(two_lands)

    # One degree square at the equator of WGS 84, by Karney's formula.
    assert Region.objects.get(code="BB").area_km2 == pytest.approx(12308.8, rel=1e-4)


def test_load_regions_twice_keeps_every_id(two_lands):
    load(two_lands)
    before = set(Region.objects.values_list("id", "code"))

    load(two_lands)

    assert set(Region.objects.values_list("id", "code")) == before
    assert RegionPiece.objects.count() == 3


def test_load_regions_replaces_only_the_countries_it_brings(two_lands, tmp_path):
    load(two_lands)
    other = feature("AA-two", square(0, 0), level=1, country="AA", parent="AA")

    load(write_geojson(tmp_path / "new.geojson", [other]))

    assert names() == {(0, "AA", None), (0, "BB", None), (1, "AA-two", "AA")}


def test_load_regions_mends_bow_ties_and_refuses_the_hopeless(tmp_path, capsys):
    line = feature("CC", {"type": "LineString", "coordinates": [[0, 0], [1, 1]]})
    path = write_geojson(
        tmp_path / "b.geojson", [feature("AA", bow_tie()), line, feature("DD", None)]
    )

    said = load(path, capsys)

    assert "Loaded 1 regions (1 repaired, 2 left out)" in said.out
    assert "left out feature 1: CC: it is a LineString, not an area" in said.err
    assert "left out feature 2: DD: it has no geometry" in said.err


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (feature("", square(0, 0)), "is no code"),
        (feature("A" * 33, square(0, 0)), "is no code"),
        (feature("AA", square(0, 0), country="-99"), "is no country code"),
        (feature("AA", square(0, 0), level=7), "is not 0, 1 or 2"),
    ],
)
def test_load_regions_without_a_usable_feature_says_why(tmp_path, odd, reason):
    with pytest.raises(CommandError, match=reason):
        load(write_geojson(tmp_path / "odd.geojson", [odd]))


def test_load_regions_takes_the_first_of_a_code(tmp_path, capsys):
    twice = [feature("AA", square(0, 0)), feature("AA", square(5, 5))]

    said = load(write_geojson(tmp_path / "t.geojson", twice), capsys)

    assert "the code is taken by an earlier feature" in said.err
    assert locate_region(LatLng(0.5, 0.5)).inside


def test_load_regions_reads_other_fields_and_systems(tmp_path):
    metres = shapely.box(0, 0, 111_319.49, 111_325.14)
    row = feature("x", metres)
    row["properties"] = {"shapeID": "F1", "shapeName": "Un", "shapeGroup": "FRA"}
    crs = {"type": "name", "properties": {"name": "EPSG:3857"}}

    load(write_geojson(tmp_path / "m.geojson", [row], crs=crs), preset="geoboundaries", level=1)

    region = Region.objects.get(level=1, code="F1", name="Un", country_code="FR")
    assert region.geom.extent == pytest.approx((0, 0, 1, 1), abs=1e-4)


def test_load_regions_reads_a_file_of_ones_own(tmp_path):
    row = feature("x", square(9, 55))
    row["properties"] = {"KOMKODE": "0851", "NAVN": "Aalborg", "LAND": "DNK"}
    path = write_geojson(tmp_path / "own.geojson", [row])

    load(path, level=2, code_field="KOMKODE", name_field="NAVN", country_field="LAND", source="Own")

    assert Region.objects.get(level=2, code="0851", country_code="DK").source == "Own"


def test_load_regions_splits_at_the_antimeridian(tmp_path):
    load(write_geojson(tmp_path / "f.geojson", [feature("FJ", square(178, -18, 4))]))

    assert Region.objects.get().geom.extent == (-180, -18, 180, -14)
    assert locate_region(LatLng(-16, -179)).inside


def test_load_regions_starts_a_new_revision_and_forgets_tiles(two_lands):
    load(two_lands)
    Tile.objects.create(layer="countries", revision=1, z=0, x=0, y=0, etag="old", body=b"old")

    load(two_lands)

    assert TileLayer.objects.get(name="countries").revision == 2
    assert not Tile.objects.exists()


def test_load_regions_places_photos_anew(two_lands):
    photos = {"in": LatLng(0.5, 0.5), "beach": LatLng(0.5, 2.05), "sea": LatLng(20, 20)}
    for source_id, latlng in photos.items():
        Photo.objects.create(
            dataset="t", source_id=source_id, point=to_point(latlng), split="train"
        )

    load(two_lands)

    found = dict(Photo.objects.values_list("source_id", "region__code"))
    assert found == {"in": "AA-one", "beach": "BB", "sea": None}


def test_load_regions_that_fails_leaves_everything_as_it_was(two_lands, tmp_path):
    load(two_lands)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE predictor_regionshape ADD CHECK (zoom < 6 OR ST_XMin(geom) < 500000)"
        )

    with pytest.raises(IntegrityError):
        load(write_geojson(tmp_path / "n.geojson", [feature("AA", square(9, 9), name="New")]))

    assert Region.objects.get(code="AA").name == "Land AA"
    assert locate_region(LatLng(0.5, 0.5)).inside
    assert TileLayer.objects.get(name="countries").revision == 1


def test_load_regions_names_the_missing_file(tmp_path):
    with pytest.raises(CommandError, match="no such file"):
        load(tmp_path / "nowhere.gpkg")


def test_load_regions_refuses_an_empty_file(tmp_path):
    path = tmp_path / "empty.geojson"
    path.touch()

    with pytest.raises(CommandError, match="is empty"):
        load(path)


@pytest.mark.parametrize("content", [b"hello", b'{"type":"FeatureCollection","fea'])
def test_load_regions_refuses_what_gdal_cannot_read(tmp_path, content):
    path = tmp_path / "odd.geojson"
    path.write_bytes(content)

    with pytest.raises(CommandError, match="nothing GDAL can read"):
        load(path)


def test_load_regions_refuses_a_directory(tmp_path):
    with pytest.raises(CommandError, match="nothing GDAL can read"):
        load(tmp_path)


def test_load_regions_refuses_a_layer_without_features(tmp_path):
    path = write_geojson(tmp_path / "none.geojson", [])

    with pytest.raises(CommandError, match="no f"):
        load(path)


def test_load_regions_asks_for_the_level_when_the_source_has_none(two_lands):
    with pytest.raises(CommandError, match="add --level"):
        load(two_lands, preset="gadm")


def test_load_regions_lists_the_fields_there_are(two_lands):
    with pytest.raises(CommandError, match=r"no field 'GID_0'\. It has: level, code, name"):
        load(two_lands, code_field="GID_0", level=0)


@pytest.fixture
def geopackage(two_lands, tmp_path):
    path = tmp_path / "two.gpkg"
    for layer in ("lands", "again"):
        command = ["ogr2ogr", "-update", "-append", "-f", "GPKG", path, two_lands, "-nln", layer]
        subprocess.run(command, check=True, capture_output=True)
    return path


def test_load_regions_lists_the_layers_there_are(geopackage):
    with pytest.raises(
        CommandError, match=r"several layers\. Choose one with --layer: lands, again"
    ):
        load(geopackage)
    with pytest.raises(CommandError, match="has no layer 'towns'"):
        load(geopackage, layer="towns")


def test_load_regions_reads_the_named_layer(geopackage):
    load(geopackage, layer="again")

    assert Region.objects.count() == 3


@pytest.mark.parametrize("share", [0.02, 0.4, 0.8])
def test_load_regions_refuses_a_truncated_geopackage(geopackage, share):
    whole = geopackage.read_bytes()
    geopackage.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(CommandError):
        load(geopackage, layer="again")
    assert not Region.objects.exists()
